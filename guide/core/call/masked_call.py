"""A call as it may be shown: its private numbers hidden, in fields and in free text."""

import msgspec

from guide.core.call.entry import FREE_TEXT, NUMBERS, Call, Heard
from guide.core.masking import masked, without


def masked_call(call: Call) -> Call:
    """The call as it may be shown without being asked for."""
    private = [value for name in NUMBERS if (value := getattr(call, name))]
    hidden = {name: masked(value) for name in NUMBERS if (value := getattr(call, name))}
    hidden |= {
        name: without(value, private) for name in FREE_TEXT if (value := getattr(call, name))
    }
    heard = tuple(
        Heard(at=heard.at, step=heard.step, text=without(heard.text, private))
        for heard in call.heard
    )
    return msgspec.structs.replace(call, heard=heard, **hidden)
