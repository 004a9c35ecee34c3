"""Follow-ups as rows: by when, the days, what to do. Decides nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from textual.content import Content

from guide.bootstrap import Services
from guide.core.flow.windows import CountedDay, Window
from guide.core.follow_up.board import LATE, FollowUp
from guide.core.prepare.call_plan import Sentence
from guide.tui.content import GAP, INDENT, Hanging, address, hang, join, plain
from guide.tui.widgets.rows import Row
from guide.wording.day_strip import sign_of


class PromiseRows:
    """Makes the rows of the board."""

    def __init__(self, services: Services, today: date, *, reveal: bool) -> None:
        self.services = services
        self.texts = services.texts
        self.words = services.promise_texts
        self.today = today
        self.reveal = reveal

    def rows(self, listed: Iterable[FollowUp]) -> Iterator[Row]:
        """Every promise, in the order given."""
        for number, found in enumerate(listed):
            if number:
                yield Row(id=f"{found.call.id}-gap", content=plain(GAP), text="", heading=True)
            yield from self._one(found)

    def _one(self, found: FollowUp) -> Iterator[Row]:
        # Named after the call: in another order the highlight stays with its promise.
        name = found.call.id
        state = self.words.stands(found)
        about = self.words.about(found.call, reveal=self.reveal)
        text = f"{state}{GAP} {about}"
        content = plain(text, "bold underline")
        yield self._row(name, content, text, found, found.sources)
        if found.versions > 1:
            words = self.words.versions()
            yield self._row(f"{name}-versions", hang("!", words), words, found, ())
        yield self._next(found)
        for legal in found.dates:
            left = self.words.left(legal)
            text = f"{self.texts.sentence(legal.line)} {left}"
            doubt = self.texts.doubt(legal.line.grade)
            shown = hang(plain("!", "bold"), plain(text, "bold"), plain(doubt, "italic"))
            yield self._row(f"{name}-date-{legal.what}", shown, text, found, legal.line.sources)
        yield from self._when(found)
        for line in found.more:
            yield self._line(f"{name}-more-{line.id}", line, found)

    def _row(
        self,
        name: str,
        content: Content | Hanging,
        text: str,
        found: FollowUp,
        sources: tuple[str, ...],
    ) -> Row:
        return Row(
            id=name, content=content, text=text, act="choose", target=found.call.id, sources=sources
        )

    def _next(self, found: FollowUp) -> Row:
        text = self.texts.sentence(found.next_step)
        doubt = self.texts.doubt(found.next_step.grade)
        content = hang(plain("→", "bold"), plain(text, "bold"), plain(doubt, "italic"))
        return self._row(f"{found.call.id}-next", content, text, found, found.next_step.sources)

    def _when(self, found: FollowUp) -> Iterator[Row]:
        lines = [*self.words.readings(found.promise)]
        if found.promise.state not in LATE:
            lines += self.words.last_call(found.promise)
        for place, text in enumerate(lines):
            name = f"{found.call.id}-when-{place}"
            yield self._row(name, hang("·", text), text, found, found.sources)
        if found.window is not None and found.promise.basis == "rule":
            yield self._strip(found, found.window)

    def _strip(self, found: FollowUp, window: Window) -> Row:
        """All days in one line, a gap between weeks; today reversed; holidays by name below."""
        first = self.texts.brief_day(window.days[0].date)
        parts: list[Content | str] = [plain(f"· {first}{GAP}")]
        for day in window.days:
            if day.date.weekday() == 0 and day is not window.days[0]:
                parts.append(" ")
            parts.append(self._sign(day))
        named = [name for week in self.words.weeks(window.days) for name in week.named]
        parts += [f"\n{INDENT}{sign_of(day)} {name}" for day, name in self._held(window, named)]
        text = f"{self.words.counted(window)} ({self.words.legend()})"
        return self._row(f"{found.call.id}-strip", join(*parts), text, found, found.sources)

    def _held(self, window: Window, named: list[str]) -> Iterator[tuple[CountedDay, str]]:
        held = [day for day in window.days if self.words.is_named(day)]
        yield from zip(held, named, strict=True)

    def _sign(self, day: CountedDay) -> Content:
        return plain(sign_of(day), "reverse" if day.date == self.today else "")

    def _line(self, name: str, line: Sentence, found: FollowUp) -> Row:
        text = self.texts.sentence(line)
        doubt = plain(self.texts.doubt(line.grade), "italic")
        content = hang("·", text, doubt, address(GAP, line.address))
        return self._row(name, content, text, found, line.sources)
