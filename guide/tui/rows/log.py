"""Calls as rows of the log, and the chosen one beside them. Decides nothing."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.tui.content import HEADING, Hanging, hang, join, plain
from guide.tui.rows.columns import fitted
from guide.tui.sizes import WIDE
from guide.tui.widgets.rows import Row
from guide.wording.calls import unreadable_line, word_of
from guide.wording.reasons import why_of

# Columns of the table: when, number, agent; what it was about has the rest.
_WHEN, _ITEM, _AGENT = 19, 12, 12
# The panel beside the table, its most columns, and its edges: as in the style sheet.
_PANEL, _MOST, _EDGES = 46, 100, 4


class LogRows:
    """Makes the rows: a table where there is room for one, else two lines a call."""

    def __init__(self, services: Services, width: int, *, reveal: bool) -> None:
        self._services = services
        self._texts = services.texts
        # Where there is none, there is no panel beside it either.
        self.is_table = width >= WIDE
        self._about = min(_MOST, width - _PANEL) - _EDGES - _WHEN - _ITEM - _AGENT
        self._reveal = reveal

    @property
    def head(self) -> str:
        """What stands in the columns; nothing where there are none."""
        if not self.is_table:
            return ""
        say = self._texts.say
        return _columns(
            say("log.head.when", "called"), say("log.head.item", "number"),
            say("log.head.agent", "agent"), say("log.head.about", "about"),
        )  # fmt: skip

    def call(self, call: Call, *, is_forked: bool, alike: str | None) -> Row:
        """When it was and what it was about; `alike` is a call that may be the same one."""
        shown = self._shown(call)
        at = shown.started_at.astimezone(ZoneInfo(self._services.zone))
        when = self._texts.day_and_time(at)
        marks = list(self._marks(shown, is_forked=is_forked, alike=alike))
        parts = [*marks, shown.service_item, shown.agent_name, shown.request]
        more = " · ".join(part for part in parts if part)
        content: Content | Hanging
        if self.is_table:
            about = " · ".join(part for part in (*marks, shown.request) if part)
            item, agent = shown.service_item or "", shown.agent_name or ""
            about = fitted(about, self._about).rstrip()
            line = _columns(self._briefly(at), item, agent, about)
            content = join(plain(line[:_WHEN], "bold"), line[_WHEN:])
        else:
            content = hang("", plain(when, "bold"), f"\n{more}" if more else "")
        return Row(id=call.id, content=content, text=f"{when} {more}", act="choose", target=call.id)

    def _briefly(self, at: datetime) -> str:
        """Day and time; of another year, the whole day."""
        if at.year != self._services.now().year:
            return self._texts.day(at.date())
        return f"{self._texts.month_day(at.date())}, {self._texts.brief_clock(at)}"

    def _marks(self, call: Call, *, is_forked: bool, alike: str | None) -> Iterator[str]:
        """How a call stands, where there is something to say."""
        texts = self._texts
        if is_forked:
            yield texts.say("log.versions", "two versions: choose")
        if alike is not None:
            yield texts.say("log.alike", "may be the same call as {other}", other=alike[:8])
        if call.kind is not None:
            yield word_of(call.kind, texts)
        if call.ended is not None and call.ended.why is not None:
            yield why_of(call.ended.why, texts)

    def lost(self, entry: Unreadable) -> Row:
        """An entry that cannot be read."""
        words = unreadable_line(entry, self._texts)
        return Row(id=f"lost-{entry.id}", content=plain(words), text=words)

    def empty(self, *, call: str, past: str, is_search: bool) -> Row:
        """How calls get here; where one searches, that none has the words. Keys are named."""
        if is_search:
            words = self._texts.say(
                "log.none-found",
                "No call has all of these words. Empty the field to see every call.",
            )
        else:
            words = self._texts.say(
                "log.empty",
                "No calls yet. A call appears here once it ends; {call} begins one. {past} writes"
                " down one that you made before.",
                call=call, past=past,
            )  # fmt: skip
        return Row(id="empty", content=plain(words), text=words)

    def detail(self, call: Call) -> Content:
        """All that was noted of a call."""
        about = self._services.promise_texts.about(call, reveal=self._reveal)
        rows = self._services.call_texts().rows(self._shown(call))
        lines = [part for label, value in rows for part in (plain(f"\n{label}: ", "bold"), value)]
        return join(plain(about, HEADING), *lines)

    def _shown(self, call: Call) -> Call:
        return call if self._reveal else masked_call(call)


def _columns(when: str, item: str, agent: str, about: str) -> str:
    """One line of the table."""
    return f"{fitted(when, _WHEN)}{fitted(item, _ITEM)}{fitted(agent, _AGENT)}{about}"
