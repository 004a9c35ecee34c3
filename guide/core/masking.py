"""What is private: receipt, phone and item numbers, hidden until asked for, in free text too."""

import re
from collections.abc import Iterable

# Kinds of answers that are private as a whole.
PRIVATE = frozenset({"receipt", "a-number", "phone"})
_MASK = "•"
_PHONE = 10
_SHORT = 6
_SHOWN = 3
# What may stand between the digits of one number: signs, spaces of every width, unseen marks.
_BETWEEN = r"[ ()./*·\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u2060-\u2069\u2212\u3000\ufeff-]"
# Five digits or more, with what stands between and before them.
_NUMBER = re.compile(
    rf"(?<!\w)(?:[A-Za-z]{{0,3}}[- *]?|[^\W\d]+)(?:\d{_BETWEEN}{{0,3}}){{4,}}\d\w*"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Shorter ones stand in other words as well.
_SHORTEST = 4


def masked(text: str) -> str:
    """All but the last three characters hidden (rule-F10); of short ones all."""
    shown = text[-_SHOWN:] if len(text) > _SHORT else ""
    return _MASK * (len(text) - len(shown)) + shown


def without_numbers(text: str) -> str:
    """Free text with the long numbers and the e-mail addresses in it masked."""
    # Its patterns take longer to compile than `hours` to answer.
    from guide.core.readable import parts

    text = _EMAIL.sub(lambda match: masked(match[0]), text)
    return "".join(
        part if is_readable else _NUMBER.sub(lambda match: masked(match[0]), part)
        for part, is_readable in parts(text)
    )


def masked_phone(text: str) -> str:
    """All but the last three digits of the number hidden; of an extension only the word stays."""
    digits = [place for place, char in enumerate(text) if char.isdecimal()]
    first = text.lstrip(" +(")[:1]
    length = _PHONE + (first == "1")
    if len(digits) <= length:
        return masked(text)
    end = digits[length - 1] + 1
    tail = "".join(_MASK if char.isdecimal() else char for char in text[end:])
    return masked(text[:end]) + tail


def is_masked(text: str) -> bool:
    """Whether something was hidden here."""
    return _MASK in text


def is_hidden(text: str) -> bool:
    """Whether all of this is what `masked` makes; a text may hold the sign for other reasons."""
    shown = text.lstrip(_MASK)
    hidden = len(text) - len(shown)
    return (len(shown) == _SHOWN and hidden > _SHORT - _SHOWN) or hidden == len(text) > 0


def without(text: str, private: Iterable[str]) -> str:
    """Free text without numbers, and without these values, of any shape."""
    for value in private:
        if len(value) >= _SHORTEST and value in text:
            text = text.replace(value, masked(value))
    return without_numbers(text)


def server_name(url: str) -> str:
    """A server as it may be shown: without user and password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


def holds_password(url: str) -> bool:
    """Whether the address of a server has a password in it."""
    scheme, separator, rest = url.partition("://")
    if not separator or not scheme:
        return False
    user = rest.partition("/")[0].rpartition("@")[0]
    return ":" in user or "password=" in rest.partition("?")[2]
