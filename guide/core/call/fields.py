"""The fields of a call that are typed, and what their words mean."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

import msgspec

FieldInput = Literal["words", "moment", "duration", "choice"]


class LiveField(msgspec.Struct, frozen=True, kw_only=True):
    """A field beside the route; `takes` are the values of a choice."""

    name: str
    input: FieldInput = "words"
    takes: tuple[str, ...] = ()


# In the order in which agents give things.
LIVE_FIELDS: tuple[LiveField, ...] = (
    LiveField(name="agent_name"),
    LiveField(name="agent_id"),
    LiveField(name="service_item"),
    LiveField(name="kind", input="choice", takes=("urgent", "regular", "unknown")),
    LiveField(name="answer_by", input="moment"),
    LiveField(name="by", input="choice", takes=("call", "e-mail")),
    LiveField(name="text_ahead", input="choice", takes=("yes", "no")),
    LiveField(name="callback"),
    LiveField(name="email"),
    LiveField(name="send"),
    LiveField(name="request"),
    LiveField(name="phone"),
    LiveField(name="receipt"),
    LiveField(name="earlier_item"),
    LiveField(name="interpreter", input="choice", takes=("yes", "no")),
    LiveField(name="supervisor", input="choice", takes=("yes", "no")),
    LiveField(name="staff"),
    LiveField(name="note"),
)
# Whoever noted one of these had a person on the line.
FROM_AGENT = frozenset({"agent_name", "agent_id", "service_item", "kind", "answer_by", "by"})
_YES_NO = {"yes": True, "no": False}


def values_of(
    typed: Mapping[str, str], moment: Callable[[str], datetime | None]
) -> dict[str, object]:
    """Field → value; words that cannot be read as what their field wants are added to the note."""
    values: dict[str, object] = {}
    left: list[str] = []
    for field in LIVE_FIELDS:
        text = typed.get(field.name, "").strip()
        if text:
            value = _value(field, text, moment)
            if value is None:
                left.append(f"{field.name}: {text}")
            else:
                values[field.name] = value
    note = "\n".join([*([str(values["note"])] if "note" in values else []), *left])
    return values | {"note": note or None}


def _value(
    field: LiveField, text: str, moment: Callable[[str], datetime | None]
) -> str | bool | datetime | None:
    match field.input:
        case "words" | "duration":
            return text
        case "moment":
            return moment(text)
        case "choice":
            return _YES_NO.get(text, text) if text in field.takes else None


def unread_moments(
    typed: Mapping[str, str], moment: Callable[[str], datetime | None]
) -> tuple[str, ...]:
    """Fields for a day whose words cannot be read as one."""
    words = {field.name: typed.get(field.name, "").strip() for field in LIVE_FIELDS}
    days = [field.name for field in LIVE_FIELDS if field.input == "moment"]
    return tuple(name for name in days if words[name] and moment(words[name]) is None)
