"""Calls as rows of the log."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.tui.content import INDENT, join, plain
from guide.tui.widgets.rows import Row
from guide.wording.calls import word_of
from guide.wording.reasons import why_of
from guide.wording.texts import Texts


def call_row(call: Call, services: Services, *, is_forked: bool, alike: str | None) -> Row:
    """When it was and what it was about; `alike` is a call that may be the same one."""
    texts = services.texts
    when = texts.day_and_time(call.started_at.astimezone(ZoneInfo(services.zone)))
    marks = _marks(call, texts, is_forked=is_forked, alike=alike)
    parts = [*marks, call.service_item, call.agent_name, call.request]
    more = " · ".join(part for part in parts if part)
    content = join(plain(when, "bold"), f"\n{INDENT}{more}" if more else "")
    return Row(id=call.id, content=content, text=f"{when} {more}", act="choose", target=call.id)


def _marks(call: Call, texts: Texts, *, is_forked: bool, alike: str | None) -> Iterator[str]:
    """How a call stands, where there is something to say."""
    if is_forked:
        yield texts.say("log.versions", "two versions: choose")
    if alike is not None:
        yield texts.say("log.alike", "may be the same call as {other}", other=alike[:8])
    if call.kind is not None:
        yield word_of(call.kind, texts)
    if call.ended is not None and call.ended.why is not None:
        yield why_of(call.ended.why, texts)
