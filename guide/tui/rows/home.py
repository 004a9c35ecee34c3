"""The first screen as rows: what was left or is late, and what one may need. Decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from guide.bootstrap import Services
from guide.core.flow.home import HomeEntry
from guide.tui.content import HEADING, hang, join, plain
from guide.tui.sizes import COLUMN, HIGH, MEDIUM, TALL
from guide.tui.widgets.rows import Row, heading

# The first picture has none of them yet.
if TYPE_CHECKING:
    from guide.core.call.live import LiveCall
    from guide.core.follow_up.board import FollowUp
    from guide.core.prepare.resume import StoredWalk

# What stands beside the words of an entry: edges, the digit, a scroll bar.
_BESIDE = 6
# More of them stand on the board; above the entries they would hide what else one may need.
_MOST_WAITING = 6
_MOST_LATE = 2
# How ids of rows begin that one came back for.
_LEFT = ("late-", "live-", "kept-")


class HomeRows:
    """Makes the rows, as many words as the size has room for."""

    def __init__(self, services: Services, size: Size) -> None:
        self.services = services
        self.texts = services.texts
        self.size = size
        self._room = min(size.width, COLUMN) - _BESIDE

    def entries(self, entries: Mapping[str, HomeEntry]) -> Iterator[Row]:
        """What one may need, under its headings."""
        groups = self.services.catalog.home.groups
        group = None
        self._hints_fit = all(self._fits_in_one_row(entry) for entry in entries.values())
        for number, (name, entry) in enumerate(entries.items(), start=1):
            if entry.group is not None and entry.group != group and entry.group in groups:
                group = entry.group
                yield heading(group, groups[group])
            yield self._entry(number, name, entry)

    def _entry(self, number: int, name: str, entry: HomeEntry) -> Row:
        parts: list[Content | str] = [plain(entry.text, "bold")]
        # All have their hint or none: below them, or behind them where each fits in its row.
        if entry.hint and self.size.width >= MEDIUM:
            if self.size.height >= TALL:
                parts.append(plain(f"\n{entry.hint}", "$text-muted"))
            elif self._hints_fit:
                parts.append(plain(f" · {entry.hint}", "$text-muted"))
        sign = str(number) if number < 10 else " "  # noqa: PLR2004  # there is no key for ten
        return Row(
            id=name,
            content=hang(plain(sign, "bold"), *parts),
            text=entry.text,
            act="choose",
            target=name,
        )

    def _fits_in_one_row(self, entry: HomeEntry) -> bool:
        return not entry.hint or cell_len(f"{entry.text} · {entry.hint}") <= self._room

    def unfinished(
        self,
        waiting: "Sequence[FollowUp]",
        calls: "Sequence[LiveCall]",
        walks: "Sequence[StoredWalk]",
        now: datetime,
    ) -> Iterator[Row]:
        """What one came back for: what is late, then calls and walks that were left."""
        known = self.services.catalog.flow_files
        late = [follow_up for follow_up in waiting if is_late(follow_up)]
        left = [self.late(follow_up) for follow_up in late[:_MOST_LATE]]
        left += [resume_row(live, self.services) for live in calls]
        left += [self.walk(walk, now) for walk in walks if walk.flow in known]
        yield from left
        if left:
            yield heading("needs", self.services.catalog.home.question)

    def title(self, rows: Sequence[Row], question: str) -> str:
        """What stands above these rows: what one came back for, or else the question."""
        if rows and rows[0].id.startswith(_LEFT):
            return self.texts.say("home.left", "Waiting for you")
        return question

    def out_of_date(self, today: date) -> str:
        """That the content should have been reviewed; nothing where it is fresh."""
        review = self.services.catalog.oldest_review()
        if review >= today:
            return ""
        return self.texts.say(
            "home.stale",
            "⚠ This content should have been reviewed by {day}. Check it on uscis.gov.",
            day=self.texts.day(review),
        )

    def late(self, late: "FollowUp") -> Row:
        """An answer that did not come in time, and what to do."""
        words = self.texts.say(
            "home.late", "An answer is late: {about}.",
            about=self.services.promise_texts.briefly(late.call),
        )  # fmt: skip
        step = self.texts.sentence(late.next_step)
        # Without room for both, what to do is read on the board.
        more = f"\n{step}" if self.size.height >= HIGH else ""
        content = hang(plain("●", "bold $error"), plain(words, "bold"), more)
        return Row(id=f"late-{late.call.id}", content=content, text=words, act="choose")

    def walk(self, walk: "StoredWalk", now: datetime) -> Row:
        """Questions that were left in the middle."""
        seen = walk.seen_at.astimezone(now.tzinfo)
        words = self.texts.say(
            "home.go-on", "Go on: {title}, left {day} at {time}",
            title=self._title(walk.flow), day=self.texts.brief_day(seen.date()),
            time=self.texts.clock(seen),
        )  # fmt: skip
        return Row(
            id=f"kept-{walk.key}",
            content=hang(plain("↻", HEADING), words),
            text=words,
            act="choose",
            target=walk.key,
        )

    def waiting(self, waiting: "Sequence[FollowUp]") -> Content:
        """Beside the list: the answers that one waits for, what is late first."""
        title = self.texts.say("home.waiting", "Waiting for USCIS")
        parts = [plain(title, HEADING)]
        for follow_up in waiting[:_MOST_WAITING]:
            late = is_late(follow_up)
            state = self.texts.say("home.is-late", "late") if late else ""
            day = self.texts.brief_day(follow_up.promise.respond_by.date())
            by = self.texts.say("home.by", "by {day}", day=day)
            mark = plain("\n● ", "bold $error") if late else plain("\n○ ")
            about = self.services.promise_texts.briefly(follow_up.call)
            parts += [mark, plain(f"{state} {by}".strip(), "bold"), plain(f"\n  {about}")]
        return join(*parts)

    def _title(self, flow: str) -> str:
        short = self.services.catalog.flow(flow).short
        if short and self.size.height < HIGH:
            return short
        for _, entry in self.services.catalog.home.leaves():
            if entry.flow == flow:
                return entry.text
        return flow


def is_late(follow_up: "FollowUp") -> bool:
    """Whether its answer did not come in time, or both calls were missed."""
    from guide.core.follow_up.board import LATE  # lazy: loaded for whoever waits

    return follow_up.promise.state in LATE


def resume_row(live: "LiveCall", services: Services) -> Row:
    """A call that was not ended, or not written down to its end, to go on with."""
    sign, words = ("✎", _past_words) if live.is_past else ("☎", _live_words)
    text = words(live, services)
    content = hang(sign, plain(text, "bold"))
    return Row(id=f"live-{live.key}", content=content, text=text, act="choose", target=live.key)


def _live_words(live: "LiveCall", services: Services) -> str:
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    return texts.say(
        "home.go-on-call", "Go on with the call begun {day} at {time}",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip


def _past_words(live: "LiveCall", services: Services) -> str:
    texts, began = services.texts, live.stamps.get("dialled")
    if began is None:
        return texts.say("home.go-on-past", "Go on writing down an earlier call")
    there = began.astimezone(ZoneInfo(live.zone))
    return texts.say(
        "home.go-on-past-of", "Go on writing down the call of {day} at {time}",
        day=texts.day(there.date()), time=texts.clock(there),
    )  # fmt: skip
