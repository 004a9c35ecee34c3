"""`guide call-back`: by when USCIS should answer, and what to do if it does not."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, services, told
from guide.cli.diagnostics import DONE, notice
from guide.cli.main import Words
from guide.core.call.entry import Call
from guide.core.errors import InvalidInput
from guide.core.flow.sources import fact_ids
from guide.core.flow.windows import Counted, Window
from guide.core.follow_up.next_steps import said_of
from guide.core.follow_up.promises import promise
from guide.core.prepare.call_plan import Line
from guide.core.sentence import Sentence


class _CallBack(Words):
    called: str | None
    kind: Counted | None
    ics: str | None
    vcf: str | None
    neutral: bool
    force: bool


def run(words: _CallBack) -> int:
    """Answer for one call, or for each line of standard input."""
    found = services(words)
    if words.vcf is not None:
        _write_card(words, found)
        if words.called is None and words.kind is None:
            return DONE
    if words.called is None:
        raise InvalidInput(
            Sentence("error.called", "call-back: when was the call?"),
            Sentence("hint.called", "Add --called 2026-11-30T09:00, or `-`."),
        )
    if words.kind is None:
        raise InvalidInput(
            Sentence("error.kind", "call-back: how was it marked?"),
            Sentence("hint.kind", "Add --kind urgent or --kind regular."),
        )
    if words.called == "-":
        if words.ics is not None:
            raise InvalidInput(
                Sentence("error.ics", "--ics takes one call."),
                Sentence("hint.ics", "Give its moment in place of `-`."),
            )
        return _each_line(words.kind, found)
    window = found.promises.window(told(words.called, found, looks="back"), words.kind)
    if words.ics is not None:
        _write_events(words, window, found)
    if words.json:
        output.record(as_json(window, found))
    else:
        for line in in_words(window, found, moment(words, found)):
            output.line(line)
    return DONE


def _each_line(kind: Counted, found: Services) -> int:
    for number, text in output.input_lines():
        try:
            output.record(
                as_json(found.promises.window(told(text, found, looks="back"), kind), found)
            )
        except InvalidInput as error:
            output.record({"error": found.texts.error(error), "line": number})
    return DONE


def as_json(window: Window, found: Services) -> dict[str, Any]:
    """The shape of the contract."""
    rule = found.promises.rule
    return {
        "called": window.called.isoformat(),
        "kind": window.kind,
        "respond_by": window.respond_by.isoformat(),
        "earliest_reading": window.earliest_reading.isoformat(),
        "days": [
            {"date": day.date.isoformat(), "counted": day.counted, "why": day.why}
            for day in window.days
        ],
        "calls_between": [rule.opens.isoformat("minutes"), rule.closes.isoformat("minutes")],
        "sources": sources(window, found),
    }


def sources(window: Window, found: Services) -> list[str]:
    """The facts that a window rests on."""
    center = found.catalog.center
    names = [*center.limits[f"{window.kind}-answer"].sources, *fact_ids(center.call_back.sources)]
    names += [fact for line in said_of(window, found.promises.guidance) for fact in line.sources]
    return list(dict.fromkeys(names))


def in_words(window: Window, found: Services, now: datetime) -> Iterator[str]:
    """By when, the days, how they call, and what to do if nothing comes."""
    texts = found.promise_texts
    say = found.texts.say
    call = Call(id="", started_at=window.called, kind=window.kind)
    follow = found.following_up.follow_up(call, now)
    after = found.following_up.follow_up(call, window.respond_by + timedelta(seconds=1))
    yield from texts.readings(window)
    if follow is not None:
        yield from texts.last_call(follow.promise)
    unknown = texts.unknown(window)
    if unknown:
        yield f"! {unknown}"
    yield from (f"! {note}" for note in texts.may_close(window))
    yield ""
    for week in texts.weeks(window.days):
        yield f"  {week.label:<12} {week.signs}  {'; '.join(week.named)}".rstrip()
    yield f"  {texts.legend()}"
    yield texts.counted(window)
    yield ""
    yield texts.hours(window.respond_by)
    yield from (_with_sources(line, found) for line in said_of(window, found.promises.guidance))
    if after is not None:
        yield ""
        yield f"{say('call-back.nothing', 'If nothing comes')}:"
        for line in (after.next_step, *after.more):
            yield _with_sources(line, found)


def _with_sources(line: Line, found: Services) -> str:
    where = f" ({line.address})" if line.address else ""
    names = ", ".join(line.sources)
    return f"  - {found.texts.sentence(line)}{where} [{names}]"


def _write_events(words: _CallBack, window: Window, found: Services) -> None:
    from guide.export.files import write_file
    from guide.export.ics import calendar_file

    now = moment(words, found)
    call = Call(id="", started_at=window.called, kind=window.kind)
    made = promise(call, window, now, found.reference.calendar(window.called), found.promises.rule)
    if made is None:  # a marked call always has one
        return
    uid = str(uuid5(NAMESPACE_URL, f"guide:{window.kind}:{window.called.isoformat()}"))
    events = found.promise_texts.events(uid, made, window, neutral=words.neutral)
    path = Path(words.ics or "")
    write_file(path, calendar_file(events, now), force=words.force)
    notice(found.texts.say("file.written", "Written: {path}", path=path))


def _write_card(words: _CallBack, found: Services) -> None:
    from guide.export.files import write_file
    from guide.export.vcf import contact_card

    say = found.texts.say
    center = found.catalog.center.call_back
    if words.neutral:
        card = contact_card(say("vcf.neutral", "Expected call"), center.caller_id, None, None)
    else:
        name = say("vcf.name", "USCIS call-back")
        note = say(
            "vcf.note",
            "A number on the screen can be forged. Let them say your service item number first.",
        )
        card = contact_card(name, center.caller_id, center.email, note)
    path = Path(words.vcf or "")
    write_file(path, card, force=words.force)
    notice(say("file.written", "Written: {path}", path=path))
