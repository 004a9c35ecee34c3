"""What is private: receipt, phone and item numbers, hidden until asked for, in free text too."""

import re
from collections.abc import Iterable

import msgspec

from guide.core.call import FREE_TEXT, NUMBERS, Call, Heard

# Kinds of answers that are private as a whole.
PRIVATE = frozenset({"receipt", "a-number", "phone"})
_MASK = "•"
_SHORT = 6
_SHOWN = 3
# Five digits or more, with what stands between and before them; a calendar date is none.
_NUMBER = re.compile(
    r"(?<!\w)(?<!\d{4}-)(?:[A-Za-z]{0,3}[- ]?|[^\W\d]+)(?!\d{4}-\d\d-\d\d(?!\d))"
    r"(?:\d[ ().\u00a0\u2010-\u2015-]{0,2}){4,}\d\w*"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Shorter ones stand in other words as well.
_SHORTEST = 4


def masked(text: str) -> str:
    """All but the last three characters hidden; of short ones all."""
    shown = text[-_SHOWN:] if len(text) > _SHORT else ""
    return _MASK * (len(text) - len(shown)) + shown


def without_numbers(text: str) -> str:
    """Free text with the long numbers and the e-mail addresses in it masked."""
    for pattern in (_EMAIL, _NUMBER):
        text = pattern.sub(lambda match: masked(match[0]), text)
    return text


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
    private = [value for name in NUMBERS if (value := getattr(call, name))]
    hidden = {name: masked(value) for name in NUMBERS if (value := getattr(call, name))}
    hidden |= {
        name: _without(value, private) for name in FREE_TEXT if (value := getattr(call, name))
    }
    heard = tuple(
        Heard(at=each.at, step=each.step, text=_without(each.text, private)) for each in call.heard
    )
    return msgspec.structs.replace(call, heard=heard, **hidden)


def _without(text: str, private: Iterable[str]) -> str:
    """Free text without numbers, and without what the call's own fields hold, of any shape."""
    for each in private:
        if len(each) >= _SHORTEST and each in text:
            text = text.replace(each, masked(each))
    return without_numbers(text)


def server_name(url: str) -> str:
    """A server as it may be shown: without user and password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


def holds_password(url: str) -> bool:
    """Whether the address of a server has a password in it."""
    scheme, found, rest = url.partition("://")
    if not found or not scheme:
        return False
    user = rest.partition("/")[0].rpartition("@")[0]
    return ":" in user or "password=" in rest.partition("?")[2]
