"""A language in which whatever went through a translator is seen at once: its letters are Cyrillic.

Latin letters that are left were never asked for: a sentence out of reach, or data.
"""

import re
from functools import cache

from scripts.messages import flow_words, own_words

_PARTS = re.compile(r"\{[^{}]*\}|[A-Za-z]")
# Places and addresses on the web are data.
_ADDRESS = re.compile(
    r"[\w.+-]*@?[\w-]+\.(?:gov|com|org|html|md|txt|pdf|sqlite3)\b\S*|https?://\S+"
)
_LETTERS = re.compile(r"[A-Za-z]{2,}")


class Marked:
    """Translates, and keeps which text was asked for under which id."""

    def __init__(self) -> None:
        self.asked: dict[str, set[str]] = {}

    def __call__(self, text_id: str, words: str) -> str:
        self.asked.setdefault(text_id, set()).add(words)
        return marked(words)


def marked(words: str) -> str:
    """The words in that language; what stands in braces stays."""
    return _PARTS.sub(lambda match: _letter(match[0]), words)


def _letter(text: str) -> str:
    if text.startswith("{"):
        return text
    first = "А" if text.isupper() else "а"
    return chr(ord(first) + ord(text.lower()) - ord("a"))


def out_of_reach(shown: str, *data: str) -> list[str]:
    """Words that nobody could have translated; those of `data` need no translation."""
    known = {word for text in data for word in _LETTERS.findall(text)}
    return [word for word in _LETTERS.findall(_ADDRESS.sub(" ", shown)) if word not in known]


@cache
def known_texts() -> dict[str, str]:
    """Id → words of every text in the templates for translators."""
    return dict([*own_words(), *flow_words()])
