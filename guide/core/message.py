"""A message of the program as a value. `guide.wording.texts` says it in the language of the run."""

from collections.abc import Iterable

# To look for names near a very long one takes its time.
_LONGEST_NAME = 100
# Lines of a plan that are the program's own, not of a flow, have ids that begin so.
PROGRAM_TEXT = "expected."


class Message:
    """Its id, by which translations know it, its English words, and what fills their braces.

    As text it is English. A value may be a message itself.
    """

    __slots__ = ("id", "values", "words")

    def __init__(self, text_id: str, words: str, /, **values: object) -> None:
        self.id = text_id
        self.words = words
        self.values = values

    def __str__(self) -> str:
        return self.words.format(**self.values) if self.values else self.words

    def __repr__(self) -> str:
        return f"Message({self.id!r}, {str(self)!r})"


def verbatim(words: str) -> Message:
    """Words that come from outside, or are in the language of the run already."""
    return Message("", "{words}", words=words)


def did_you_mean(name: str, known: Iterable[str]) -> Message | None:
    """The nearest known name, else all of them."""
    from difflib import get_close_matches  # lazy: hours are told without

    names = sorted(set(known))
    match = get_close_matches(name, names, n=1) if len(name) <= _LONGEST_NAME else None
    if match:
        return Message("hint.near", "Did you mean {name!r}?", name=match[0])
    if not names:
        return None
    return Message("hint.known", "Known: {names}.", names=", ".join(names))


def accepted_values(*values: str) -> Message:
    """What is taken in place of what was given."""
    return Message("hint.takes", "Use one of: {values}.", values=", ".join(values))
