"""`guide follow-ups`: what is due, what is late, and what to do about each."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, open_services
from guide.cli.diagnostics import DONE, notice
from guide.cli.options import Options
from guide.core.call.entry import Why
from guide.core.errors import InvalidInput
from guide.core.follow_up.board import LATE, FollowUp, Wanted
from guide.core.ids import FlowId
from guide.core.masking import masked
from guide.core.message import Message, did_you_mean
from guide.core.prepare.call_plan import Sentence
from guide.wording.promises import empty_board


class _FollowUps(Options):
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


def run(options: _FollowUps) -> int:
    """Every promise that somebody waits for, what is late first; or the end of one."""
    services = open_services(options)
    now = moment(options, services)
    if options.action is not None:
        return _end(options, services, now)
    wanted = Wanted(
        late=options.late,
        days=0 if options.today else options.days,
        flow=_flow(options.flow, services),
        staff=options.staff,
    )
    listed = [
        follow_up
        for follow_up in services.following_up.follow_ups(now)
        if wanted.takes(follow_up, now)
    ]
    if options.ics is not None:
        _write_events(options, listed, services, now)
    if options.json:
        for follow_up in listed:
            output.record(as_json(follow_up, services, reveal=options.reveal))
    elif not listed:
        none = services.texts.say("follow.none-such", "No pending answer matches.")
        output.line(empty_board(services.texts) if wanted == Wanted() else none)
    elif options.brief:
        for follow_up in listed:
            output.line(_briefly(follow_up, services, reveal=options.reveal))
    else:
        for follow_up in listed:
            for line in in_words(follow_up, services, reveal=options.reveal):
                output.line(line)
    return DONE


def _flow(name: str | None, services: Services) -> FlowId | None:
    if name is not None and name not in services.catalog.flow_files:
        message = Message("error.flow", "There is no flow {flow!r}.", flow=name[:60])
        near = did_you_mean(name, services.catalog.flow_files)
        raise InvalidInput(message, *([near] if near is not None else []))
    return None if name is None else FlowId(name)


def _end(options: _FollowUps, services: Services, now: datetime) -> int:
    """Close the promise of a call, or take that back."""
    if options.id is None:
        raise InvalidInput(
            Message("error.end.call", "follow-ups {action}: which call?", action=options.action),
            Message("hint.end.call", "Add the beginning of its id; `guide follow-ups` shows it."),
        )
    if (options.action == "close") != (options.why is not None):
        wrong = Message("error.end.why", "follow-ups close: why?")
        right = Message(
            "hint.end.why", "Add --why answered, approved, withdrawn, asked-again or given-up."
        )
        if options.why is not None:
            wrong = Message("error.end.reopen", "follow-ups reopen takes no --why.")
            right = Message("hint.end.reopen", "Leave it out.")
        raise InvalidInput(wrong, right)
    call = services.calls.versions(services.calls.find(options.id).id)[-1]
    if services.following_up.follow_up(call, now) is None:
        raise InvalidInput(
            Message("error.end.none", "Nothing was promised on this call."),
            Message("hint.end.none", "See `guide log show {call}`.", call=call.id[:8]),
        )
    services.calls.end(call.id, now, options.why, services.staff)
    after = services.following_up.follow_up(services.calls.versions(call.id)[-1], now)
    if after is not None and options.json:
        output.record(as_json(after, services, reveal=options.reveal))
    elif after is not None:
        output.line(_briefly(after, services, reveal=options.reveal))
    return DONE


def _briefly(follow_up: FollowUp, services: Services, *, reveal: bool) -> str:
    """A promise in one line."""
    texts = services.promise_texts
    by = texts.both(follow_up.promise.respond_by)
    about = texts.about(follow_up.call, reveal=reveal)
    return f"{texts.stands(follow_up)}: {about}, {by}  [{follow_up.call.id[:8]}]"


def as_json(follow_up: FollowUp, services: Services, *, reveal: bool) -> dict[str, Any]:
    """The shape of the contract."""
    item = follow_up.call.service_item
    facts = dict.fromkeys(
        fact for line in (follow_up.next_step, *follow_up.more) for fact in line.sources
    )
    return {
        "call": follow_up.call.id,
        "service_item": masked(item) if item and not reveal else item,
        "kind": follow_up.call.kind,
        "respond_by": follow_up.promise.respond_by.isoformat(),
        "earliest_reading": follow_up.promise.earliest_reading.isoformat(),
        "state": follow_up.promise.state,
        "next_step": services.texts.sentence(follow_up.next_step),
        "sources": list(facts),
        "step": follow_up.step,
        "basis": follow_up.promise.basis,
        **(
            {"needed_by": follow_up.needed_by.isoformat()}
            if follow_up.needed_by is not None
            else {}
        ),
        **({"versions": follow_up.versions} if follow_up.versions > 1 else {}),
        **(
            {"closed": follow_up.call.ended.why}
            if follow_up.call.ended and follow_up.call.ended.why
            else {}
        ),
        "more": [_line(line, services) for line in follow_up.more],
        "dates": [
            {
                "what": legal.what,
                "date": legal.date.isoformat(),
                "days_left": legal.days_left,
                "sources": list(legal.line.sources),
            }
            for legal in follow_up.dates
        ],
    }


def _line(line: Sentence, services: Services) -> dict[str, Any]:
    return {
        "id": line.id,
        "text": services.texts.sentence(line),
        "address": line.address,
        "sources": list(line.sources),
    }


def in_words(follow_up: FollowUp, services: Services, *, reveal: bool) -> Iterator[str]:
    """One promise in plain lines."""
    texts = services.promise_texts
    about = texts.about(follow_up.call, reveal=reveal)
    yield f"{texts.stands(follow_up)}: {about}  [{follow_up.call.id[:8]}]"
    if follow_up.versions > 1:
        yield f"  {texts.versions()}"
    for reading in texts.readings(follow_up.promise):
        yield f"  {reading}"
    if follow_up.promise.state not in LATE:
        yield from (f"  {line}" for line in texts.last_call(follow_up.promise))
    for line in (follow_up.next_step, *follow_up.more):
        where = f" ({line.address})" if line.address else ""
        doubt = services.texts.doubt(line.grade)
        yield f"  → {services.texts.sentence(line)}{doubt}{where}"
    for legal in follow_up.dates:
        yield f"  ! {services.texts.sentence(legal.line)} {texts.left(legal)}"
    yield ""


def _write_events(
    options: _FollowUps, listed: list[FollowUp], services: Services, now: datetime
) -> None:
    from guide.export.files import write_file
    from guide.export.ics import calendar_file

    waiting = [follow_up for follow_up in listed if follow_up.promise.state not in LATE]
    events = services.events(waiting, reveal=options.reveal)
    if not events:
        notice(services.texts.say("ics.none", "Nothing lies ahead: no calendar file was written."))
        return
    path = Path(options.ics or "")
    write_file(path, calendar_file(events, now), force=options.force)
    notice(services.texts.say("file.written", "Written: {path}", path=path))
