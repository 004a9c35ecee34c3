"""`guide log`: the calls that were made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import EASTERN, Services, in_years
from guide.call_texts import cannot_be_read, unreadable_line
from guide.cli import output
from guide.cli.common import moment, services, storable, sure, told
from guide.cli.diagnostics import DONE
from guide.cli.log_files import FileWords, export, recover, take_in
from guide.core.call import FIELDS, Attempt, Call
from guide.core.call_faults import Unreadable
from guide.core.errors import InvalidInput
from guide.core.masking import masked_call, without_numbers
from guide.core.moments import parse_day
from guide.core.promises import State
from guide.core.sentence import Sentence, suggestion, takes
from guide.core.text import one_line
from guide.export.log_file import as_record
from guide.texts import Texts

# Option → field, where the names differ.
NAMES = {"started": "started_at", "ended": "ended_at", "item": "service_item"}
KINDS = ("urgent", "regular", "unknown")
WAYS = ("call", "e-mail")
_YES_NO = {"yes": True, "no": False}


class _Log(FileWords):
    action: str
    id: str
    ids: list[str]
    search: str
    since: str | None
    limit: int | None
    yes: bool
    attempt: list[str]


def run(words: _Log) -> int:
    """One of the actions."""
    found = services(words)
    actions: dict[str, Callable[[_Log, Services], int]] = {
        "add": _add,
        "list": _list,
        "show": _show,
        "edit": _edit,
        "remove": _remove,
        "export": export,
        "import": take_in,
        "recover": recover,
    }
    return actions[words.action](words, found)


def _add(words: _Log, found: Services) -> int:
    call = Call(
        id=str(uuid4()),
        started_at=datetime.min.replace(tzinfo=UTC),
        zone=found.zone,
        attempts=tuple(_attempts(words, found)),
    )
    call = msgspec.structs.replace(call, **_given(words, found))
    _check_end(call)
    found.calls.add(call)
    _print([call], words, found)
    return DONE


def _edit(words: _Log, found: Services) -> int:
    old = _latest(found.calls.find(words.id), found)
    attempts, given = tuple(_attempts(words, found)), _given(words, found)
    new = msgspec.structs.replace(
        old, id=str(uuid4()), corrects=old.id, attempts=(), shared_at=None, **given
    )
    _check_end(new)
    for attempt in attempts:
        found.calls.note_attempt(old.id, attempt)
    if given:
        found.calls.add(new)
        old = new
    elif not attempts:
        raise InvalidInput(
            Sentence("error.edit", "edit: nothing was given."),
            Sentence("hint.edit", "Add what is to be corrected."),
        )
    changed = found.calls.get(old.id)
    _print([changed or old], words, found)
    return DONE


def _latest(call: Call, found: Services) -> Call:
    """The newest correction of a call: that is what one corrects."""
    chain = found.calls.chain(call.id)
    return chain[-1] if chain else call


def _list(words: _Log, found: Services) -> int:
    since = None if words.since is None else _since(words.since, found)
    after, left = None, words.limit
    while left is None or left > 0:
        page = found.calls.page(
            limit=100 if left is None else min(100, left),
            after=after,
            search=words.search,
            since=since,
        )
        _print(page.calls, words, found, short=True)
        for entry in page.unreadable:
            _print_unreadable(entry, words, found)
        left = None if left is None else left - len(page.calls) - len(page.unreadable)
        if page.following is None:
            break
        after = page.following
    return DONE


def _since(text: str, found: Services) -> datetime:
    if ":" in text:
        return told(text, found)
    return datetime.combine(parse_day(text), time(), ZoneInfo(found.zone))


def _show(words: _Log, found: Services) -> int:
    call = found.calls.find(words.id)
    _print(found.calls.chain(call.id), words, found)
    return DONE


def _remove(words: _Log, found: Services) -> int:
    say = found.texts.say
    chosen = [found.calls.named(start) for start in words.ids]
    if not words.json:
        output.line(say("remove.what", "This removes, with all corrections:"))
        for entry in chosen:
            output.line(one_line(f"  {_to_remove(entry, found.texts)}"))
    if not words.yes and not sure("remove", found.texts):
        output.line(say("remove.nothing", "Nothing was removed."))
        return DONE
    gone = found.calls.remove([entry.id for entry in chosen if isinstance(entry, Call)])
    for entry in chosen:
        if isinstance(entry, Unreadable):
            gone += found.calls.remove_unreadable(entry)
    if words.json:
        output.record({"removed": gone})
    else:
        output.line(say("remove.gone", "Removed: {number}.", number=gone))
    return DONE


def _to_remove(entry: Call | Unreadable, texts: Texts) -> str:
    if isinstance(entry, Unreadable):
        return unreadable_line(entry, texts)
    call = masked_call(entry)
    agent = call.agent_name or texts.say("remove.no-agent", "agent not noted")
    started = call.started_at.astimezone(ZoneInfo(EASTERN)).isoformat()
    return f"{call.id[:8]}  {started}  {agent}"


# Words of the command line as values


def _given(words: _Log, found: Services) -> dict[str, Any]:
    """Field → value of every option that was given."""
    values: dict[str, Any] = {}
    for option, text in vars(words).items():
        field = NAMES.get(option, option)
        if field in FIELDS and text is not None and option not in ("zone", "flow_names"):
            values[field] = _value(option, FIELDS[field], text, found)
    _check(values, found)
    return values


def _check(values: Mapping[str, Any], found: Services) -> None:
    flow, request = values.get("flow"), values.get("request")
    if flow is not None and flow not in found.catalog.flow_files:
        message = Sentence("error.flow", "There is no flow {flow!r}.", flow=flow[:60])
        near = suggestion(flow, found.catalog.flow_files)
        raise InvalidInput(message, *([near] if near is not None else []))
    if request is not None and len(request.splitlines()) > 1:
        raise InvalidInput(
            Sentence("error.request", "--request takes one line."),
            Sentence("hint.request", "Put the rest into --note."),
        )


def _check_end(call: Call) -> None:
    if call.ended_at is not None and call.ended_at < call.started_at:
        raise InvalidInput(
            Sentence("error.ended", "The call ends before it starts."),
            Sentence("hint.ended", "Check --started and --ended."),
        )


def _value(option: str, kind: str, text: str, found: Services) -> object:
    name = f"--{option.replace('_', '-')}"
    match kind:
        case "moment":
            if option == "answer_by" and ":" not in text:
                return in_years(found.last_call_back(parse_day(text)))
            return told(text, found)
        case "date":
            day = parse_day(text)
            in_years(datetime.combine(day, time(), UTC))
            return day
        case "yes-no":
            return _one_of(name, text, _YES_NO)
        case "kind":
            return _one_of(name, text, {each: each for each in KINDS})
        case "way":
            return _one_of(name, text, {each: each for each in WAYS})
        case _:
            return storable(name, text)


def _one_of(name: str, text: str, values: dict[str, Any]) -> object:
    if text not in values:
        message = Sentence(
            "error.option",
            "{name}: {text!r} is not taken.",
            name=name,
            text=without_numbers(text[:60]),
        )
        raise InvalidInput(message, takes(*values))
    return values[text]


def _attempts(words: _Log, found: Services) -> Iterator[Attempt]:
    for text in words.attempt or []:
        when, equals, what = text.rpartition("=")
        if not equals or what not in ("answered", "missed"):
            raise InvalidInput(
                Sentence("error.attempt", "--attempt {text!r} is not taken.", text=text[:60]),
                Sentence("hint.attempt", "Write WHEN=answered or WHEN=missed."),
            )
        yield Attempt(at=told(when, found), answered=what == "answered")


# Output


def _print(calls: Iterable[Call], words: _Log, found: Services, *, short: bool = False) -> None:
    at = moment(words, found)
    for call in calls:
        shown = call if words.reveal else masked_call(call)
        if words.json:
            output.record(as_json(shown, call, found, at))
        elif short:
            output.line(_in_a_line(shown, found.texts))
        else:
            for text in in_words(shown, call, found, at):
                output.line(text)


def _print_unreadable(entry: Unreadable, words: _Log, found: Services) -> None:
    if words.json:
        output.record({"id": entry.id, "error": cannot_be_read(entry, found.texts)})
    else:
        output.line(unreadable_line(entry, found.texts))


def as_json(shown: Call, call: Call, found: Services, at: datetime) -> dict[str, Any]:
    """The shape of the contract."""
    _, made = found.promise_of(call, at)
    promise = None if made is None else {
        "respond_by": made.respond_by.isoformat(), "state": made.state
    }  # fmt: skip
    return as_record(_in_eastern(shown)) | {"promise": promise}


def _in_eastern(call: Call) -> Call:
    """The same with every moment in Eastern time, as commands tell them."""
    place = ZoneInfo(EASTERN)
    moments: dict[str, Any] = {
        name: value.astimezone(place)
        for name in (*FIELDS, "shared_at")
        if isinstance(value := getattr(call, name), datetime)
    }
    for name in ("attempts", "heard"):
        moments[name] = tuple(
            msgspec.structs.replace(each, at=each.at.astimezone(place))
            for each in getattr(call, name)
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


def in_words(shown: Call, call: Call, found: Services, at: datetime) -> list[str]:
    """A call, a line a field."""
    from guide.call_texts import CallTexts

    words, say = CallTexts(found), found.texts.say
    lines = [say("log.call", "call {id}", id=call.id)]
    lines += [f"  {label}: {value}" for label, value in words.rows(shown)]
    if lacking := words.lacking(shown):
        lines.append(f"  {say('history.lacking', 'Not noted')}: {'; '.join(lacking)}")
    _, made = found.promise_of(call, at)
    if made is not None:
        when = found.texts.in_both(made.respond_by, found.zone)
        state = _state(made.state, found.texts)
        lines.append(say("log.answer", "  answer: {state}, by {when}", state=state, when=when))
    return [*lines, ""]


def _state(state: State, texts: Texts) -> str:
    words = {
        "open": texts.say("state.open", "open"),
        "due": texts.say("state.due", "due"),
        "overdue": texts.say("state.overdue", "overdue"),
        "broken": texts.say("state.broken", "broken"),
        "kept": texts.say("state.kept", "kept"),
    }
    return words[state]
