"""Calls of the log on standard output: as JSON, in a line, in many lines."""

import math
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment
from guide.cli.log.options import LogOptions
from guide.core.call.entry import FIELDS, Call
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.core.call.versions import differing, tips
from guide.core.clock.limits import EASTERN
from guide.core.clock.moments import elapsed
from guide.core.follow_up.promises import Promise, State
from guide.core.text import one_line
from guide.export.log_file import as_record
from guide.store.call_pages import Page
from guide.wording.calls import cannot_be_read, unreadable_line
from guide.wording.texts import Texts


def print_calls(calls: Iterable[Call], options: LogOptions, services: Services) -> None:
    """Entries with all that was noted."""
    at = moment(options, services)
    for call in calls:
        shown = call if options.reveal else masked_call(call)
        if options.json:
            output.record(as_json(shown, call, services, at))
        else:
            for text in in_words(shown, call, services, at):
                output.line(text)


def print_list(page: Page, options: LogOptions, services: Services) -> None:
    """Calls in a line each, with what is to be looked at."""
    at = moment(options, services)
    twins = services.calls.may_be_same([call.id for call in page.calls])
    say = services.texts.say
    for call in page.calls:
        shown = call if options.reveal else masked_call(call)
        more: dict[str, Any] = {}
        notes = []
        if call.id in page.forked:
            more["versions"] = [version.id for version in services.calls.versions(call.id)]
            notes.append(say("log.versions", "two versions: choose"))
        if call.id in twins:
            more["may_be_same"] = twins[call.id]
            other = twins[call.id][:8]
            notes.append(say("log.alike", "may be the same call as {other}", other=other))
        if options.json:
            output.record(as_json(shown, call, services, at, forked=call.id in page.forked) | more)
        else:
            note = f"  [{'; '.join(notes)}]" if notes else ""
            output.line(_in_a_line(shown, services.texts) + note)
    for entry in page.unreadable:
        _print_unreadable(entry, options, services)


def _print_unreadable(entry: Unreadable, options: LogOptions, services: Services) -> None:
    if options.json:
        output.record({"id": entry.id, "error": cannot_be_read(entry, services.texts)})
    else:
        output.line(unreadable_line(entry, services.texts))


def print_chain(chain: tuple[Call, ...], options: LogOptions, services: Services) -> None:
    """A call with its corrections, and in what its versions differ."""
    versions = tips(chain)
    if len(versions) < 2:  # noqa: PLR2004  # two versions
        print_calls(chain, options, services)
        return
    fields = differing(*versions)
    at = moment(options, services)
    if options.json:
        names = {version.id for version in versions}
        more = {"versions": [version.id for version in versions], "differs": list(fields)}
        for call in chain:
            shown = call if options.reveal else masked_call(call)
            record = as_json(shown, call, services, at)
            output.record(record | more if call.id in names else record)
        return
    print_calls(chain, options, services)
    for text in _versions_in_words(versions, fields, options, services):
        output.line(text)


def _versions_in_words(
    versions: tuple[Call, ...], fields: tuple[str, ...], options: LogOptions, services: Services
) -> Iterator[str]:

    texts, say = services.call_texts(), services.texts.say
    yield say("versions.title", "Two versions of this call stand side by side. They differ in:")
    for name in fields:
        yield f"  {texts.label(name)}"
        for version in versions:
            shown = version if options.reveal else masked_call(version)
            yield f"    {version.id[:8]}: {texts.said(name, shown)}"
    yield say(
        "versions.choose", "Choose one: guide log edit {call} --keep {version}",
        call=versions[-1].id[:8], version=versions[-1].id[:8],
    )  # fmt: skip


def as_json(
    shown: Call, call: Call, services: Services, at: datetime, *, forked: bool = False
) -> dict[str, Any]:
    """The shape of the contract."""
    made = _promise(call, services, at, forked=forked)
    promise: dict[str, Any] | None = None
    if made is not None:
        promise = {"respond_by": made.respond_by.isoformat(), "state": made.state}
        if call.ended is not None and call.ended.why is not None:
            promise["closed"] = call.ended.why
    return as_record(_in_eastern(shown)) | {"promise": promise}


def _promise(call: Call, services: Services, at: datetime, *, forked: bool) -> Promise | None:
    if forked:
        strictest = services.following_up.follow_up(call, at)
        return None if strictest is None else strictest.promise
    return services.promises.of_call(call, at)[1]


def _in_eastern(call: Call) -> Call:
    """The same with every moment in Eastern time, as commands tell them."""
    place = ZoneInfo(EASTERN)
    moments: dict[str, Any] = {
        name: value.astimezone(place)
        for name in (*FIELDS, "shared_at", "entered_at")
        if isinstance(value := getattr(call, name), datetime)
    }
    if call.ended is not None:
        at = call.ended.at.astimezone(place)
        moments["ended"] = msgspec.structs.replace(call.ended, at=at)
    for name in ("attempts", "taken_back", "heard"):
        moments[name] = tuple(
            msgspec.structs.replace(entry, at=entry.at.astimezone(place))
            for entry in getattr(call, name)
        )
    return msgspec.structs.replace(call, **moments)


def _in_a_line(call: Call, texts: Texts) -> str:
    kinds = {
        "urgent": texts.say("word.urgent", "urgent"),
        "regular": texts.say("word.regular", "regular"),
        "unknown": texts.say("log.unknown", "unknown"),
    }
    kind = kinds[call.kind] if call.kind else "-"
    started = call.started_at.astimezone(ZoneInfo(EASTERN))
    parts = [call.id[:8], started.isoformat(timespec="minutes"), kind]
    parts += [call.service_item or "-", call.agent_name or "-", call.request or ""]
    return one_line("  ".join(parts).rstrip(" "))


def in_words(shown: Call, call: Call, services: Services, at: datetime) -> list[str]:
    """A call, a line a field."""
    words, say = services.call_texts(services.zone_of(call)), services.texts.say
    lines = [say("log.call", "call {id}", id=call.id)]
    lines += [f"  {label}: {value}" for label, value in words.rows(shown)]
    if lacking := words.lacking(shown):
        lines.append(f"  {say('history.lacking', 'Not noted')}: {'; '.join(lacking)}")
    _, made = services.promises.of_call(call, at)
    if made is not None:
        when = services.texts.in_both(made.respond_by, services.zone_of(call))
        state = _state(made.state, services.texts)
        lines.append(say("log.answer", "  answer: {state}, by {when}", state=state, when=when))
    return [*lines, ""]


def to_paste(call: Call, services: Services, at: datetime) -> Iterator[str]:
    """A call as text for a letter or a case system, with its minutes."""
    words, say = services.call_texts(services.zone_of(call)), services.texts.say
    yield say("paste.title", "Call to USCIS, {when}", when=words.moment(call.started_at))
    if call.ended_at is not None:
        minutes = math.ceil(elapsed(call.started_at, call.ended_at).total_seconds() / 60)
        yield say("paste.minutes", "Minutes: {minutes}", minutes=minutes)
    for label, value in words.rows(call):
        yield f"{label}: {value}"
    _, made = services.promises.of_call(call, at)
    if made is not None:
        when = services.texts.in_both(made.respond_by, services.zone_of(call))
        state = _state(made.state, services.texts)
        yield say("paste.answer", "Answer: {state}, by {when}", state=state, when=when)


def _state(state: State, texts: Texts) -> str:
    words = {
        "open": texts.say("state.open", "open"),
        "due": texts.say("state.due", "due"),
        "overdue": texts.say("state.overdue", "overdue"),
        "broken": texts.say("state.broken", "broken"),
        "kept": texts.say("state.kept", "kept"),
        "closed": texts.say("state.closed", "closed"),
    }
    return words[state]
