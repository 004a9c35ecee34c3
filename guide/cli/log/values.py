"""The options of `guide log add` and `edit` as values."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from guide.bootstrap import Services
from guide.cli.common import note_reading, parse_moment_arg
from guide.cli.log.options import LogOptions
from guide.core.call.entry import FIELDS, Call, CallBackAttempt
from guide.core.clock.limits import in_years
from guide.core.clock.moments import elapsed, parse_day
from guide.core.errors import InvalidInput
from guide.core.masking import without_numbers
from guide.core.message import Message, accepted_values, did_you_mean
from guide.local.typed_text import checked_text

# Option → field, where the names differ.
NAMES = {"started": "started_at", "ended": "ended_at", "item": "service_item"}
KINDS = ("urgent", "regular", "unknown")
WAYS = ("call", "e-mail")
_YES_NO = {"yes": True, "no": False}
_ATTEMPTS = ("answered", "missed", "none")


def given(options: LogOptions, services: Services, old: Call | None) -> dict[str, Any]:
    """Field → value of every option that was given; moments in the zone of the call.

    Raises:
        InvalidInput: a value is not taken.
    """
    values: dict[str, Any] = {}
    zone = services.zone if old is None or options.zone is not None else services.zone_of(old)
    for option, text in vars(options).items():
        field = NAMES.get(option, option)
        # The day of the answer is read last: it is counted from the call.
        left = option in ("zone", "answer_by")
        if field in FIELDS and text is not None and not left:
            values[field] = _value(option, FIELDS[field], text, services, zone)
    if options.answer_by is not None:
        called = values.get("started_at") or (
            services.seen_from() if old is None else old.started_at
        )
        value = services.calling.answer_by(options.answer_by, zone, called)
        note_reading(options.answer_by, value, services.texts)
        values["answer_by"] = value
    _check(values, services)
    return values


def _check(values: Mapping[str, Any], services: Services) -> None:
    flow, request = values.get("flow"), values.get("request")
    if flow is not None and flow not in services.catalog.flow_files:
        message = Message("error.flow", "There is no flow {flow!r}.", flow=flow[:60])
        near = did_you_mean(flow, services.catalog.flow_files)
        raise InvalidInput(message, *([near] if near is not None else []))
    if request is not None and len(request.splitlines()) > 1:
        raise InvalidInput(
            Message("error.request", "--request takes one line."),
            Message("hint.request", "Put the rest into --note."),
        )


def check_end(call: Call) -> None:
    """Raises InvalidInput where a call ends before it starts."""
    # Python compares two clock times of one zone as they stand, also across a change of the clock.
    if call.ended_at is not None and elapsed(call.started_at, call.ended_at) < timedelta(0):
        raise InvalidInput(
            Message("error.ended", "The call ends before it starts."),
            Message("hint.ended", "Check --started and --ended."),
        )


def _value(option: str, kind: str, text: str, services: Services, zone: str) -> object:
    name = f"--{option.replace('_', '-')}"
    match kind:
        case "moment":
            return parse_moment_arg(
                text, services, zone=zone, looks="near" if option == "appointment" else "back"
            )
        case "date":
            day = parse_day(text, services.seen_from(zone), "back")
            note_reading(text, day, services.texts)
            in_years(datetime.combine(day, time(), UTC))
            return day
        case "yes-no":
            return _one_of(name, text, _YES_NO)
        case "kind":
            return _one_of(name, text, {kind: kind for kind in KINDS})
        case "way":
            return _one_of(name, text, {way: way for way in WAYS})
        case _:
            return checked_text(name, text)


def _one_of(name: str, text: str, values: dict[str, Any]) -> object:
    if text not in values:
        message = Message(
            "error.option",
            "{name}: invalid value {text!r}.",
            name=name,
            text=without_numbers(text[:60]),
        )
        raise InvalidInput(message, accepted_values(*values))
    return values[text]


def attempts(options: LogOptions, services: Services, zone: str) -> Iterator[CallBackAttempt]:
    """What `--attempt` says was noted, in a zone; one that is taken back has an odd turn.

    Raises:
        InvalidInput: it is not WHEN=answered, missed or none.
    """
    for text in options.attempt or []:
        when, equals, what = text.rpartition("=")
        if not equals or what not in _ATTEMPTS:
            raise InvalidInput(
                Message("error.attempt", "--attempt: invalid value {text!r}.", text=text[:60]),
                Message(
                    "hint.attempt",
                    "Write WHEN=answered or WHEN=missed; WHEN=none takes it back.",
                ),
            )
        at = parse_moment_arg(when, services, zone=zone, looks="back")
        yield CallBackAttempt(at=at, answered=what == "answered", turn=int(what == "none"))
