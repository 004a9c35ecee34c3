"""What is private: receipt, phone and item numbers, hidden until asked for, in free text too."""

import re

import msgspec

from guide.core.call import FREE_TEXT, NUMBERS, Call, Heard

_MASK = "•"
_SHORT = 6
_SHOWN = 3
# Five digits or more, with what stands between and before them; a calendar date is none.
_NUMBER = re.compile(
    r"(?<!\w)[A-Za-z]{0,3}[- ]?(?!\d{4}-\d\d-\d\d(?!\d))(?:\d[ ().-]{0,2}){4,}\d\w*"
)


def masked(text: str) -> str:
    """All but the last three characters hidden; of short ones all."""
    shown = text[-_SHOWN:] if len(text) > _SHORT else ""
    return _MASK * (len(text) - len(shown)) + shown


def without_numbers(text: str) -> str:
    """Free text with the long numbers in it masked."""
    return _NUMBER.sub(lambda match: masked(match[0]), text)


def is_masked(text: str) -> bool:
    """Whether something was hidden here."""
    return _MASK in text


def is_hidden(text: str) -> bool:
    """Whether all of this is what `masked` makes; a text may hold the sign for other reasons."""
    shown = text.lstrip(_MASK)
    hidden = len(text) - len(shown)
    return (len(shown) == _SHOWN and hidden > _SHORT - _SHOWN) or hidden == len(text) > 0


def masked_call(call: Call) -> Call:
    """The call as it may be shown without being asked for."""
    hidden = {name: masked(value) for name in NUMBERS if (value := getattr(call, name))}
    hidden |= {name: without_numbers(value) for name in FREE_TEXT if (value := getattr(call, name))}
    heard = tuple(
        Heard(at=each.at, step=each.step, text=without_numbers(each.text)) for each in call.heard
    )
    return msgspec.structs.replace(call, heard=heard, **hidden)
