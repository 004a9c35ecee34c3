"""`guide follow-ups`: what is due, what is late, and what to do about each."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, services
from guide.cli.diagnostics import DONE, notice
from guide.cli.main import Words
from guide.core.call.entry import Why
from guide.core.errors import InvalidInput
from guide.core.follow_up.next_steps import LATE, FollowUp, Wanted
from guide.core.masking import masked
from guide.core.prepare.call_plan import Line
from guide.core.sentence import Sentence, suggestion
from guide.wording.promises import empty_board


class _FollowUps(Words):
    action: str | None
    id: str | None
    why: Why | None
    late: bool
    today: bool
    days: int | None
    flow: str | None
    staff: str | None
    brief: bool
    ics: str | None
    reveal: bool
    force: bool


def run(words: _FollowUps) -> int:
    """Every promise that somebody waits for, what is late first; or the end of one."""
    found = services(words)
    now = moment(words, found)
    if words.action is not None:
        return _end(words, found, now)
    wanted = Wanted(
        late=words.late,
        days=0 if words.today else words.days,
        flow=_flow(words.flow, found),
        staff=words.staff,
    )
    listed = [each for each in found.following_up.follow_ups(now) if wanted.takes(each, now)]
    if words.ics is not None:
        _write_events(words, listed, found, now)
    if words.json:
        for each in listed:
            output.record(as_json(each, found, reveal=words.reveal))
    elif not listed:
        none = found.texts.say("follow.none-such", "No such answer is waited for.")
        output.line(empty_board(found.texts) if wanted == Wanted() else none)
    elif words.brief:
        for each in listed:
            output.line(_briefly(each, found, reveal=words.reveal))
    else:
        for each in listed:
            for line in in_words(each, found, reveal=words.reveal):
                output.line(line)
    return DONE


def _flow(name: str | None, found: Services) -> str | None:
    if name is not None and name not in found.catalog.flow_files:
        message = Sentence("error.flow", "There is no flow {flow!r}.", flow=name[:60])
        near = suggestion(name, found.catalog.flow_files)
        raise InvalidInput(message, *([near] if near is not None else []))
    return name


def _end(words: _FollowUps, found: Services, now: datetime) -> int:
    """Close the promise of a call, or take that back."""
    if words.id is None:
        raise InvalidInput(
            Sentence("error.end.call", "follow-ups {action}: which call?", action=words.action),
            Sentence("hint.end.call", "Add the beginning of its id; `guide follow-ups` shows it."),
        )
    if (words.action == "close") != (words.why is not None):
        wrong = Sentence("error.end.why", "follow-ups close: why?")
        right = Sentence(
            "hint.end.why", "Add --why answered, approved, withdrawn, asked-again or given-up."
        )
        if words.why is not None:
            wrong = Sentence("error.end.reopen", "follow-ups reopen takes no --why.")
            right = Sentence("hint.end.reopen", "Leave it out.")
        raise InvalidInput(wrong, right)
    call = found.calls.versions(found.calls.find(words.id).id)[-1]
    if found.following_up.follow_up(call, now) is None:
        raise InvalidInput(
            Sentence("error.end.none", "Nothing was promised on this call."),
            Sentence("hint.end.none", "See `guide log show {call}`.", call=call.id[:8]),
        )
    found.calls.end(call.id, now, words.why, found.staff)
    after = found.following_up.follow_up(found.calls.versions(call.id)[-1], now)
    if after is not None and words.json:
        output.record(as_json(after, found, reveal=words.reveal))
    elif after is not None:
        output.line(_briefly(after, found, reveal=words.reveal))
    return DONE


def _briefly(each: FollowUp, found: Services, *, reveal: bool) -> str:
    """A promise in one line."""
    texts = found.promise_texts
    by = texts.both(each.promise.respond_by)
    about = texts.about(each.call, reveal=reveal)
    return f"{texts.stands(each)}: {about}, {by}  [{each.call.id[:8]}]"


def as_json(each: FollowUp, found: Services, *, reveal: bool) -> dict[str, Any]:
    """The shape of the contract."""
    item = each.call.service_item
    facts = dict.fromkeys(fact for line in (each.next_step, *each.more) for fact in line.sources)
    return {
        "call": each.call.id,
        "service_item": masked(item) if item and not reveal else item,
        "kind": each.call.kind,
        "respond_by": each.promise.respond_by.isoformat(),
        "earliest_reading": each.promise.earliest_reading.isoformat(),
        "state": each.promise.state,
        "next_step": found.texts.sentence(each.next_step),
        "sources": list(facts),
        "step": each.step,
        "basis": each.promise.basis,
        **({"needed_by": each.needed_by.isoformat()} if each.needed_by is not None else {}),
        **({"versions": each.versions} if each.versions > 1 else {}),
        **({"closed": each.call.ended.why} if each.call.ended and each.call.ended.why else {}),
        "more": [_line(line, found) for line in each.more],
        "dates": [
            {
                "what": legal.what,
                "date": legal.date.isoformat(),
                "days_left": legal.days_left,
                "sources": list(legal.line.sources),
            }
            for legal in each.dates
        ],
    }


def _line(line: Line, found: Services) -> dict[str, Any]:
    return {
        "id": line.id,
        "text": found.texts.sentence(line),
        "address": line.address,
        "sources": list(line.sources),
    }


def in_words(each: FollowUp, found: Services, *, reveal: bool) -> Iterator[str]:
    """One promise in plain lines."""
    texts = found.promise_texts
    about = texts.about(each.call, reveal=reveal)
    yield f"{texts.stands(each)}: {about}  [{each.call.id[:8]}]"
    if each.versions > 1:
        yield f"  {texts.versions()}"
    for reading in texts.readings(each.promise):
        yield f"  {reading}"
    if each.promise.state not in LATE:
        yield from (f"  {line}" for line in texts.last_call(each.promise))
    for line in (each.next_step, *each.more):
        where = f" ({line.address})" if line.address else ""
        doubt = found.texts.doubt(line.grade)
        yield f"  → {found.texts.sentence(line)}{doubt}{where}"
    for legal in each.dates:
        yield f"  ! {found.texts.sentence(legal.line)} {texts.left(legal)}"
    yield ""


def _write_events(
    words: _FollowUps, listed: list[FollowUp], found: Services, now: datetime
) -> None:
    from guide.export.files import write_file
    from guide.export.ics import calendar_file

    waiting = [each for each in listed if each.promise.state not in LATE]
    events = found.events(waiting, reveal=words.reveal)
    if not events:
        notice(found.texts.say("ics.none", "Nothing lies ahead: no calendar file was written."))
        return
    path = Path(words.ics or "")
    write_file(path, calendar_file(events, now), force=words.force)
    notice(found.texts.say("file.written", "Written: {path}", path=path))
