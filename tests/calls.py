"""Calls for tests: strategies, and one with a number of its own in every field."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import strategies as st

from guide.core.call.entry import FIELDS, Call, CallBackAttempt, Heard

AT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
NAUGHTY = [
    "=1+1", "+1", "-1", "@SUM(1)", "'", "''", "'=x", " =1", "\t=1", "\r\n=1", "=cmd|' /C calc'!A0",
    '"', '""', ",", ";", "a\nb", "a\r\nb", "\0", "\x1b]0;t\x07", "\x9b31m", "a\u202eb", "\u2028",
    "<script>alert(1)</script>", "</td>", "[/b] x", "`", "```", "| a |", "null", "None", "yes",
    "1e5", "0012", "undefined", "NaN", "ﷺ", "👩‍👩‍👧", "ﾟ･✿", "e\u0301", "＝1", "\ufeffx", "x" * 2000,
    "'; drop table call; --", "%s%s%n", "{0} {x}", "$(reboot)", "../../etc/passwd", "İ", "ß",
]  # fmt: skip

offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
moments = st.datetimes(
    datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.one_of(st.just(UTC), offsets)
)
texts = st.one_of(st.sampled_from(NAUGHTY), st.text(st.characters(exclude_categories=["Cs"])))
_BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": texts.filter(bool),
    "yes-no": st.booleans(),
    "moment": moments,
    "date": st.dates(date(3, 1, 1), date(9997, 12, 31)),
    "kind": st.sampled_from(["urgent", "regular", "unknown"]),
    "way": st.sampled_from(["call", "e-mail"]),
    "seconds": st.integers(0, 10**6),
}


@st.composite
def calls(draw: st.DrawFn) -> Call:
    values: dict[str, Any] = {
        name: draw(st.one_of(st.none(), _BY_KIND[kind]))
        for name, kind in FIELDS.items()
        if name != "started_at"
    }
    tries = draw(st.dictionaries(moments, st.booleans(), max_size=3))
    return Call(
        id=str(draw(st.uuids())),
        started_at=draw(moments),
        attempts=tuple(CallBackAttempt(at=at, answered=yes) for at, yes in sorted(tries.items())),
        heard=tuple(
            Heard(at=at, step="topic", text=text)
            for at, text in draw(st.lists(st.tuples(moments, texts), max_size=2))
        ),
        **values,
    )


def call(number: int = 1, **fields: Any) -> Call:
    started = AT + timedelta(minutes=number)
    one = Call(id=str(UUID(int=number)), started_at=started, zone="America/Chicago")
    return msgspec.structs.replace(one, **fields)


def canary() -> tuple[Call, list[str]]:
    """A call with a number in every field, and those numbers."""
    numbers, values = [], {}
    for place, (name, kind) in enumerate(FIELDS.items()):
        if kind == "text" and name not in ("zone", "line"):
            numbers.append(f"77{place:02}31{place:02}5")
            free = name in ("request", "send", "note", "staff", "agent_name", "form", "flow")
            values[name] = f"about {numbers[-1]} here" if free else numbers[-1]
    heard = (Heard(at=AT, step="topic", text="say 771234567"),)
    return call(9, heard=heard, missed_examination=date(2026, 11, 1), **values), [
        *numbers, "771234567",
    ]  # fmt: skip
