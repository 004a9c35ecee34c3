"""What was typed or pasted, in plain signs: the same text for every field that holds a number.

Marks that nobody sees go, digits of every script and full-width letters become ASCII, and all
dashes and stars become one. What is a number decides the caller.
"""

import unicodedata

_DASHES = "\u2212\u30fc\u02d7\u2043"  # minus, the mark of a long vowel, modifier and bullet
_STARS = "\u066d\u2042\u204e\u2217\u22c6\u2731\u2736\ufe61"


def plain_signs(text: str) -> str:
    """The text with ASCII digits, dashes and stars, without invisible marks."""
    plain = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    return plain if plain.isascii() else "".join(map(_plain, plain))


def alike(text: str) -> str:
    """By what two texts are the same to a person: neither case nor way of encoding counts."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", folded)


def bare(text: str) -> str:
    """Letters and digits alone, in small letters: what stands between them is how one writes."""
    return "".join(char for char in alike(plain_signs(text)) if char.isalnum())


def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind == "Pd" or char in _DASHES:
        return "-"
    return "*" if char in _STARS else char
