"""`guide log`: the calls that were made."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import EASTERN, Services, in_years
from guide.cli import output
from guide.cli.common import moment, services, told
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.main import Words
from guide.core.call import FIELDS, LONGEST_TEXT, NUMBERS, Attempt, Call
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import is_hidden, masked_call, without_numbers
from guide.core.moments import parse_day
from guide.core.text import is_file_name, is_storable, one_line
from guide.export.log_file import as_record

# Option → field, where the names differ.
NAMES = {"started": "started_at", "ended": "ended_at", "item": "service_item"}
KINDS = ("urgent", "regular", "unknown")
WAYS = ("call", "e-mail")
_YES_NO = {"yes": True, "no": False}
_LONGEST_HOLD = 10_000_000
_EXPORTED = "Use a file from `guide log export --reveal`."


class _Log(Words):
    action: str
    id: str
    ids: list[str]
    search: str
    since: str | None
    limit: int | None
    reveal: bool
    yes: bool
    force: bool
    output: str
    file: str
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
        "export": _export,
        "import": _import,
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
    found.calls.add(call)
    _print([call], words, found)
    return DONE


def _edit(words: _Log, found: Services) -> int:
    old = _latest(found.calls.find(words.id), found)
    attempts = tuple(_attempts(words, found))
    for attempt in attempts:
        found.calls.note_attempt(old.id, attempt)
    given = _given(words, found)
    if given:
        new = msgspec.structs.replace(
            old, id=str(uuid4()), corrects=old.id, attempts=(), shared_at=None, **given
        )
        found.calls.add(new)
        old = new
    elif not attempts:
        raise InvalidInput("edit: nothing was given.", "Add what is to be corrected.")
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
        left = None if left is None else left - len(page.calls)
        if page.following is None:
            break
        after = page.following
    return DONE


def _since(text: str, found: Services) -> datetime:
    if ":" in text:
        return told(text, found.zone)
    return datetime.combine(parse_day(text), time(), ZoneInfo(found.zone))


def _show(words: _Log, found: Services) -> int:
    call = found.calls.find(words.id)
    _print(found.calls.chain(call.id), words, found)
    return DONE


def _remove(words: _Log, found: Services) -> int:
    chosen = [found.calls.find(start) for start in words.ids]
    if not words.json:
        output.line("This removes, with all corrections:")
        for call in map(masked_call, chosen):
            agent = call.agent_name or "agent not noted"
            started = call.started_at.astimezone(ZoneInfo(EASTERN)).isoformat()
            output.line(one_line(f"  {call.id[:8]}  {started}  {agent}"))
    if not words.yes and not _sure():
        output.line("Nothing was removed.")
        return DONE
    gone = found.calls.remove([call.id for call in chosen])
    if words.json:
        output.record({"removed": gone})
    else:
        output.line(f"Removed: {gone}.")
    return DONE


def _sure() -> bool:
    if not sys.stdin.isatty():
        raise InvalidInput("remove: nobody is there to say yes.", "Add --yes.")
    output.line("Type yes to remove it:")
    output.flush()
    try:
        return input("> ").strip().lower() == "yes"
    except EOFError:
        return False


# Files


def _export(words: _Log, found: Services) -> int:
    from guide.call_texts import CallTexts
    from guide.export import history, log_file
    from guide.export.files import write_file

    path = Path(words.output)
    calls = list(found.calls.each())
    shown: Iterable[Call] = calls if words.reveal else map(masked_call, calls)
    match path.suffix.lower():
        case ".jsonl":
            text = log_file.json_lines(shown, revealed=words.reveal)
        case ".csv":
            text = log_file.spreadsheet(shown, revealed=words.reveal)
        case ".html":
            text = history.page(CallTexts(found).history(shown))
        case ".md":
            text = history.markdown(CallTexts(found).history(shown))
        case _:
            raise InvalidInput(
                f"{words.output!r}: the ending says what to write.",
                "It takes: .csv, .jsonl, .html, .md.",
            )
    write_file(path, "".join(text).encode("utf-8", "replace"), force=words.force)
    if words.reveal:
        found.calls.mark_shared([call.id for call in calls], moment(words, found))
    if words.json:
        output.record({"file": str(path), "calls": len(calls), "masked": not words.reveal})
    else:
        note = "" if words.reveal else " Numbers are masked; --reveal shows them."
        output.line(f"{len(calls)} calls written to {path}.{note}")
    return DONE


def _import(words: _Log, found: Services) -> int:
    from guide.export.log_file import read_json_lines, read_spreadsheet

    path = Path(words.file)
    if not is_file_name(words.file):
        raise InvalidInput(f"{words.file!r} is no name for a file.", "Name another one.")
    readers = {".jsonl": read_json_lines, ".csv": read_spreadsheet}
    if path.suffix.lower() not in readers:
        raise InvalidInput(f"{words.file!r} is no log.", "It takes: .jsonl, .csv.")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidInput(f"{words.file!r} is not UTF-8 text.", "Export it once more.") from None
    except OSError as error:
        raise StorageError(
            f"{words.file!r} cannot be read: {error.strerror}.", "Check the name."
        ) from None
    calls = [_sound(call) for call in readers[path.suffix.lower()](text)]
    taken = found.calls.gather(calls)
    counts = {"added": 0, "known": 0, "conflict": 0}
    for _, became in taken:
        counts[became] += 1
    conflicts = [name for name, became in taken if became == "conflict"]
    result = {"added": counts["added"], "known": counts["known"], "conflicts": len(conflicts)}
    if words.json:
        output.record(result | {"conflict_ids": conflicts})
    else:
        output.line(", ".join(f"{name}: {number}" for name, number in result.items()))
        for name in conflicts:
            output.line(f"  {name}: here it says something else. It was left as it is.")
    return PROBLEMS if conflicts else DONE


def _sound(call: Call) -> Call:
    """A call from a file, if it can be kept and shown.

    Raises:
        InvalidInput: it cannot.
    """
    for name in (call.id, call.corrects):
        if name is not None and not _is_id(name):
            raise InvalidInput(f"{name[:40]!r} is not the id of a call.", _EXPORTED)
    for heard in call.heard:
        _text("heard", heard.text)
        _text("heard", heard.step)
    if not 0 <= (call.held_seconds or 0) <= _LONGEST_HOLD:
        raise InvalidInput(f"The call {call.id[:8]}: held_seconds is out of range.", _EXPORTED)
    moments = [value for name in FIELDS if isinstance(value := getattr(call, name), datetime)]
    moments += [attempt.at for attempt in call.attempts] + [heard.at for heard in call.heard]
    for each in moments:
        in_years(each)
    for name, kind in FIELDS.items():
        value = getattr(call, name)
        if kind == "text" and value is not None:
            _text(name, value)
            if name in NUMBERS and is_hidden(value):
                raise InvalidInput(
                    f"The call {call.id[:8]}: {name} is masked.", "Export it with --reveal."
                )
    return call


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


# Words of the command line as values


def _given(words: _Log, found: Services) -> dict[str, Any]:
    """Field → value of every option that was given."""
    values: dict[str, Any] = {}
    for option, text in vars(words).items():
        field = NAMES.get(option, option)
        if field in FIELDS and text is not None and option not in ("zone", "flow_names"):
            values[field] = _value(option, FIELDS[field], text, found)
    return values


def _value(option: str, kind: str, text: str, found: Services) -> object:
    name = f"--{option.replace('_', '-')}"
    match kind:
        case "moment":
            if option == "answer_by" and ":" not in text:
                return found.last_call_back(parse_day(text))
            return told(text, found.zone)
        case "date":
            return parse_day(text)
        case "yes-no":
            return _one_of(name, text, _YES_NO)
        case "kind":
            return _one_of(name, text, {each: each for each in KINDS})
        case "way":
            return _one_of(name, text, {each: each for each in WAYS})
        case _:
            return _text(name, text)


def _one_of(name: str, text: str, values: dict[str, Any]) -> object:
    if text not in values:
        raise InvalidInput(
            f"{name}: {without_numbers(text[:60])!r} is not taken.",
            f"It takes: {', '.join(values)}.",
        )
    return values[text]


def _text(name: str, text: str) -> str | None:
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            f"{name}: the text has {len(text):,} characters.", f"It takes up to {LONGEST_TEXT:,}."
        )
    if not is_storable(text):
        raise InvalidInput(f"{name}: the text holds a broken character.", "Type it once more.")
    return text or None


def _attempts(words: _Log, found: Services) -> Iterator[Attempt]:
    for text in words.attempt or []:
        when, equals, what = text.rpartition("=")
        if not equals or what not in ("answered", "missed"):
            raise InvalidInput(
                f"--attempt {text[:60]!r} is not taken.", "Write WHEN=answered or WHEN=missed."
            )
        yield Attempt(at=told(when, found.zone), answered=what == "answered")


# Output


def _print(calls: Iterable[Call], words: _Log, found: Services, *, short: bool = False) -> None:
    at = moment(words, found)
    for call in calls:
        shown = call if words.reveal else masked_call(call)
        if words.json:
            output.record(as_json(shown, call, found, at))
        elif short:
            output.line(_in_a_line(shown))
        else:
            for text in in_words(shown, call, found, at):
                output.line(text)


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


def _in_a_line(call: Call) -> str:
    started = call.started_at.astimezone(ZoneInfo(EASTERN))
    parts = [call.id[:8], started.isoformat(timespec="minutes"), call.kind or "-"]
    parts += [call.service_item or "-", call.agent_name or "-", call.request or ""]
    return one_line("  ".join(parts).rstrip(" "))


def in_words(shown: Call, call: Call, found: Services, at: datetime) -> list[str]:
    """A call, a line a field."""
    from guide.call_texts import CallTexts

    words = CallTexts(found)
    lines = [f"call {call.id}"]
    lines += [f"  {label}: {value}" for label, value in words.rows(shown)]
    if lacking := words.lacking(shown):
        lines.append(f"  {found.texts.say('history.lacking', 'Not noted')}: {'; '.join(lacking)}")
    _, made = found.promise_of(call, at)
    if made is not None:
        when = found.texts.in_both(made.respond_by, found.zone)
        lines.append(f"  answer: {made.state}, by {when}")
    return [*lines, ""]
