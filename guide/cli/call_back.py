"""`guide call-back`: by when USCIS should answer, and what to do if it does not."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, open_services, parse_moment_arg
from guide.cli.diagnostics import DONE, notice
from guide.cli.options import Options
from guide.core.call.entry import Call
from guide.core.errors import InvalidInput
from guide.core.flow.sources import fact_ids
from guide.core.flow.windows import Counted, Window
from guide.core.follow_up.next_steps import said_of
from guide.core.follow_up.promises import promise
from guide.core.message import Message
from guide.core.prepare.call_plan import Sentence
from guide.wording.calendar_entries import EntryTexts


class _CallBack(Options):
    called: str | None
    kind: Counted | None
    ics: str | None
    vcf: str | None
    neutral: bool
    force: bool


def run(options: _CallBack) -> int:
    """Answer for one call, or for each line of standard input."""
    services = open_services(options)
    if options.vcf is not None:
        _write_card(options, services)
        if options.called is None and options.kind is None:
            return DONE
    if options.called is None:
        raise InvalidInput(
            Message("error.called", "call-back: when was the call?"),
            Message("hint.called", "Add --called 2026-11-30T09:00, or `-`."),
        )
    if options.kind is None:
        raise InvalidInput(
            Message("error.kind", "call-back: how was it marked?"),
            Message("hint.kind", "Add --kind urgent or --kind regular."),
        )
    if options.called == "-":
        if options.ics is not None:
            raise InvalidInput(
                Message("error.ics", "--ics takes one call."),
                Message("hint.ics", "Give its moment in place of `-`."),
            )
        return _record_lines(options.kind, services)
    window = services.promises.window(
        parse_moment_arg(options.called, services, looks="back"), options.kind
    )
    if options.ics is not None:
        _write_events(options, window, services)
    if options.json:
        output.record(as_json(window, services))
    else:
        for line in in_words(window, services, moment(options, services)):
            output.line(line)
    return DONE


def _record_lines(kind: Counted, services: Services) -> int:
    for number, text in output.input_lines():
        try:
            output.record(
                as_json(
                    services.promises.window(parse_moment_arg(text, services, looks="back"), kind),
                    services,
                )
            )
        except InvalidInput as error:
            output.record({"error": services.texts.error(error), "line": number})
    return DONE


def as_json(window: Window, services: Services) -> dict[str, Any]:
    """The shape of the contract."""
    rule = services.promises.rule
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
        "sources": sources(window, services),
    }


def sources(window: Window, services: Services) -> list[str]:
    """The facts that a window rests on."""
    center = services.catalog.center
    names = [*center.limits[f"{window.kind}-answer"].sources, *fact_ids(center.call_back.sources)]
    names += [fact for line in said_of(window, services.promises.guidance) for fact in line.sources]
    return list(dict.fromkeys(names))


def in_words(window: Window, services: Services, now: datetime) -> Iterator[str]:
    """By when, the days, how they call, and what to do if nothing comes."""
    texts = services.promise_texts
    say = services.texts.say
    call = Call(id="", started_at=window.called, kind=window.kind)
    follow = services.following_up.follow_up(call, now)
    after = services.following_up.follow_up(call, window.respond_by + timedelta(seconds=1))
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
    yield from (
        _with_sources(line, services) for line in said_of(window, services.promises.guidance)
    )
    if after is not None:
        yield ""
        yield f"{say('call-back.nothing', 'If nothing comes')}:"
        for line in (after.next_step, *after.more):
            yield _with_sources(line, services)


def _with_sources(line: Sentence, services: Services) -> str:
    where = f" ({line.address})" if line.address else ""
    names = ", ".join(line.sources)
    return f"  - {services.texts.sentence(line)}{where} [{names}]"


def _write_events(options: _CallBack, window: Window, services: Services) -> None:
    from guide.export.files import write_file
    from guide.export.ics import calendar_file

    now = moment(options, services)
    call = Call(id="", started_at=window.called, kind=window.kind)
    made = promise(
        call, window, now, services.reference.calendar(window.called), services.promises.rule
    )
    if made is None:  # a marked call always has one
        return
    uid = str(uuid5(NAMESPACE_URL, f"guide:{window.kind}:{window.called.isoformat()}"))
    events = EntryTexts(services.promise_texts).events(uid, made, window, neutral=options.neutral)
    path = Path(options.ics or "")
    write_file(path, calendar_file(events, now), force=options.force)
    notice(services.texts.say("file.written", "Written: {path}", path=path))


def _write_card(options: _CallBack, services: Services) -> None:
    from guide.export.files import write_file
    from guide.export.vcf import contact_card

    say = services.texts.say
    center = services.catalog.center.call_back
    if options.neutral:
        card = contact_card(say("vcf.neutral", "Expected call"), center.caller_id, None, None)
    else:
        name = say("vcf.name", "USCIS call-back")
        note = say(
            "vcf.note",
            "A number on the screen can be forged. Let them say your service item number first.",
        )
        card = contact_card(name, center.caller_id, center.email, note)
    path = Path(options.vcf or "")
    write_file(path, card, force=options.force)
    notice(say("file.written", "Written: {path}", path=path))
