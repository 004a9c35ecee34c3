"""Follow-ups as rows: by when, the days, what to do. Decides nothing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from textual.content import Content

from guide.bootstrap import Services
from guide.core.clock.limits import EASTERN
from guide.core.flow.windows import CountedDay, Window
from guide.core.follow_up.board import LATE, FollowUp, days_left
from guide.core.prepare.call_plan import Sentence
from guide.tui.content import DOUBT, GAP, HEADING, Hanging, address, hang, join, plain
from guide.tui.rows.columns import fitted
from guide.tui.widgets.rows import Row
from guide.wording.day_strip import HELD, sign_of
from guide.wording.promises import empty_board

# Columns of the table: state, called, by when, what is left; "what" has the rest, up to _WHAT.
_STATE, _WHAT, _CALLED, _BY, _LEFT = 15, 25, 8, 20, 12
# The edges of the list and its scroll bar, and the least that "what" needs to say something.
_EDGES, _LEAST_WHAT = 4, 16
# From so many columns on there is a table.
_TABLE = _STATE + _LEAST_WHAT + _CALLED + _BY + _LEFT + _EDGES
# More than anybody reads; the command lists them all.
_MOST = 100
# The first day of a week beside its strip.
_LABEL = 11


def _columns(width: int, state: str, what: str, called: str, by: str, left: str) -> str:
    """One line of the table; what does not fit its column ends in three dots."""
    room = min(_WHAT, _LEAST_WHAT + width - _TABLE)
    cells = ((state, _STATE), (what, room), (called, _CALLED), (by, _BY))
    return "".join(fitted(text, width) for text, width in cells) + left


class PromiseRows:
    """Makes the rows of the board."""

    def __init__(self, services: Services, now: datetime, *, reveal: bool) -> None:
        self.services = services
        self.now = now
        self.texts = services.texts
        self.say = services.texts.say
        self.words = services.promise_texts
        self.today = now.astimezone(ZoneInfo(EASTERN)).date()
        self.reveal = reveal

    def head(self, width: int) -> str:
        """What stands in the columns of the table; nothing where there is no room for columns."""
        if width < _TABLE:
            return ""
        say = self.say
        return _columns(
            width, say("board.state", "state"), say("board.what", "what"),
            say("board.called", "called"), say("board.by", "answer due by"),
            say("board.left", "left"),
        )  # fmt: skip

    def title(self, listed: Sequence[FollowUp], *, fault: str = "") -> str:
        """How many answers are waited for; with a fault, that nobody knows."""
        if fault:
            return self.say(
                "board.unknown", "The answers you're waiting for can't be read right now."
            )
        if not listed:
            return self.say("board.none", "Follow up")
        late = sum(follow_up.promise.state in LATE for follow_up in listed)
        return self.say(
            "board.title", "Answers you're waiting for: {all}, late: {late}",
            all=len(listed), late=late,
        )  # fmt: skip

    def table(self, listed: Sequence[FollowUp], width: int, *, fault: str = "") -> Iterator[Row]:
        """The promises, in the order given: state, what, called, by when, what is left.

        Where there are none, one row says so, or why nobody knows.
        """
        for follow_up in listed[:_MOST]:
            yield self._table_row(follow_up, width)
        if not listed:
            words = fault or empty_board(self.texts)
            yield Row(id="empty", content=plain(words, "not bold"), text=words, heading=True)
        left = len(listed) - _MOST
        if left > 0:
            words = self.say("board.more", "And {number} more: `guide follow-ups`.", number=left)
            yield Row(id="more", content=plain(words), text=words)

    def _table_row(self, follow_up: FollowUp, width: int) -> Row:
        call, texts = follow_up.call, self.texts
        state, kind = self._state(follow_up), self._what(follow_up)
        called = texts.month_day(call.started_at.astimezone(ZoneInfo(self.services.zone)).date())
        due = follow_up.promise.respond_by
        by = f"{texts.month_day(due.date())}, {texts.brief_clock(due)}"
        left = self._left(follow_up)
        if width < _TABLE:
            words = self.say("board.short", "{what}: by {by}, {left}", what=kind, by=by, left=left)
            lines = f"{state}\n{words}"
            content = join(plain(state, f"bold {self._color(follow_up)}"), f"\n{words}")
        else:
            lines = _columns(width, state, kind, called, by, left)
            rest = lines[_STATE:]
            content = join(plain(lines[:_STATE], f"bold {self._color(follow_up)}"), rest)
        return self._row(call.id, content, lines, follow_up, follow_up.sources)

    def _state(self, follow_up: FollowUp) -> str:
        if follow_up.promise.state == "broken":
            return self.say("board.broken", "✗ both missed")
        return self.words.stands(follow_up)

    def _what(self, follow_up: FollowUp) -> str:
        call = follow_up.call
        if call.flow is None or call.flow not in self.services.catalog.flow_files:
            return self.words.kind(call)
        flow = self.services.catalog.flow(call.flow)
        return f"{flow.short or flow.title}, {self.words.kind(call)}"

    def _color(self, follow_up: FollowUp) -> str:
        if follow_up.promise.state in LATE:
            return "$error"
        return "$warning" if follow_up.promise.state == "due" else ""

    def _left(self, follow_up: FollowUp) -> str:
        days = days_left(follow_up, self.now)
        if follow_up.promise.state == "broken" and days >= 0:
            # Both calls were missed: that is late before its day.
            return ""
        if days < -1:
            return self.say("board.over", "{days} days over", days=-days)
        if days == -1:
            return self.say("board.over-one", "1 day over")
        if days == 0:
            return self.say("board.today", "today")
        if days == 1:
            return self.say("board.tomorrow", "tomorrow")
        return self.say("board.days", "{days} days", days=days)

    def detail(self, follow_up: FollowUp) -> Iterator[Row]:
        """What to do about one promise, when, and why."""
        name = follow_up.call.id
        about = self.words.about(follow_up.call, reveal=self.reveal)
        content = plain(about, HEADING)
        yield Row(id=f"{name}-about", content=content, text=about, heading=True)
        if follow_up.versions > 1:
            words = self.words.versions()
            yield self._row(f"{name}-versions", hang("!", words), words, follow_up, ())
        yield self._next(follow_up)
        for legal in follow_up.dates:
            left = self.words.left(legal)
            text = f"{self.texts.sentence(legal.line)} {left}"
            doubt = self.texts.doubt(legal.line.grade)
            shown = hang(plain("!", "bold $warning"), plain(text, "bold"), plain(doubt, DOUBT))
            yield self._row(f"{name}-date-{legal.what}", shown, text, follow_up, legal.line.sources)
        yield from self._when(follow_up)
        for line in follow_up.more:
            yield self._line(f"{name}-more-{line.id}", line, follow_up)

    def _row(
        self,
        name: str,
        content: Content | Hanging,
        text: str,
        follow_up: FollowUp,
        sources: tuple[str, ...],
    ) -> Row:
        return Row(
            id=name,
            content=content,
            text=text,
            act="choose",
            target=follow_up.call.id,
            sources=sources,
        )

    def _next(self, follow_up: FollowUp) -> Row:
        text = self.texts.sentence(follow_up.next_step)
        doubt = self.texts.doubt(follow_up.next_step.grade)
        content = hang(plain("→", HEADING), plain(text, "bold"), plain(doubt, DOUBT))
        return self._row(
            f"{follow_up.call.id}-next", content, text, follow_up, follow_up.next_step.sources
        )

    def _when(self, follow_up: FollowUp) -> Iterator[Row]:
        lines = [*self.words.readings(follow_up.promise)]
        if follow_up.promise.state not in LATE:
            lines += self.words.last_call(follow_up.promise)
        for place, text in enumerate(lines):
            name = f"{follow_up.call.id}-when-{place}"
            yield self._row(name, hang("·", text), text, follow_up, follow_up.sources)
        if follow_up.window is not None and follow_up.promise.basis == "rule":
            yield self._strip(follow_up, follow_up.window)

    def _strip(self, follow_up: FollowUp, window: Window) -> Row:
        """The days week by week under the letters of the weekdays, today in brackets; a legend."""
        letters = self.say("strip.letters", "Mo Tu We Th Fr Sa Su").split()
        blank = GAP * (_LABEL + 1)
        parts = [plain(blank + "".join(f"{GAP}{letter:<2}" for letter in letters), "$text-muted")]
        for _, week in groupby(window.days, key=lambda day: day.date.isocalendar()[:2]):
            days = {day.date.weekday(): day for day in week}
            label = self.texts.brief_day(next(iter(days.values())).date)
            cells = [self._cell(days.get(number), window.days[-1].date) for number in range(7)]
            parts += [plain(f"\n{label:<{_LABEL}}{GAP}"), *cells]
        named = [name for week in self.words.weeks(window.days) for name in week.named]
        parts += [plain(f"\n{HELD} {name}") for name in named]
        today = self.say("strip.today", "[\u00a0] today")
        parts.append(plain(f"\n{self.words.legend()}, {today}", "$text-muted"))
        text = f"{self.words.counted(window)} ({self.words.legend()})"
        return self._row(
            f"{follow_up.call.id}-strip", join(*parts), text, follow_up, follow_up.sources
        )

    def _cell(self, day: CountedDay | None, due: date) -> Content:
        if day is None:
            return plain(GAP * 3)
        is_today = day.date == self.today
        sign = sign_of(day, due)
        sign = f"[{sign}]" if is_today else f"{GAP}{sign}{GAP}"
        return plain(sign, "bold" if is_today else "")

    def _line(self, name: str, line: Sentence, follow_up: FollowUp) -> Row:
        text = self.texts.sentence(line)
        doubt = plain(self.texts.doubt(line.grade), DOUBT)
        content = hang("·", text, doubt, address(" ", line.address))
        return self._row(name, content, text, follow_up, line.sources)
