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
from guide.core.follow_up import LATE, FollowUp
from guide.core.masking import masked
from guide.core.plan import Line
from guide.promise_texts import PromiseTexts, empty_board


class _FollowUps(Words):
    ics: str | None
    reveal: bool
    force: bool


def run(words: _FollowUps) -> int:
    """Every promise that no answer has kept yet, what is late first."""
    found = services(words)
    now = moment(words, found)
    listed = found.follow_ups(now)
    if words.ics is not None:
        _write_events(words, listed, found, now)
    if words.json:
        for each in listed:
            output.record(as_json(each, found, reveal=words.reveal))
    elif not listed:
        output.line(empty_board(found.texts))
    else:
        for each in listed:
            for line in in_words(each, found, reveal=words.reveal):
                output.line(line)
    return DONE


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
    texts = PromiseTexts(found)
    about = texts.about(each.call, reveal=reveal)
    yield f"{texts.state(each.promise.state)}: {about}  [{each.call.id[:8]}]"
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

    texts = PromiseTexts(found)
    waiting = [each for each in listed if each.promise.state not in LATE]
    events = [event for each in waiting for event in texts.events_of(each, reveal=words.reveal)]
    if not events:
        notice(found.texts.say("ics.none", "Nothing lies ahead: no calendar file was written."))
        return
    path = Path(words.ics or "")
    write_file(path, calendar_file(events, now), force=words.force)
    notice(found.texts.say("file.written", "Written: {path}", path=path))
