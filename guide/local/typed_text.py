"""A text that somebody gave, as far as it can be kept."""

import sys
from collections.abc import Iterator

from guide.core.call.entry import LONGEST_TEXT
from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.core.text import is_encodable


def checked_text(name: str, text: str) -> str | None:
    """A text that can be kept; None for an empty one.

    Raises:
        InvalidInput: it cannot.
    """
    if len(text) > LONGEST_TEXT:
        message = Message(
            "error.text.long", "{name}: the text has {number:,} characters.",
            name=name, number=len(text),
        )  # fmt: skip
        most = Message("hint.text.long", "Use at most {most:,}.", most=LONGEST_TEXT)
        raise InvalidInput(message, most)
    if not is_encodable(text):
        raise InvalidInput(
            Message("error.text.broken", "{name}: the text holds a broken character.", name=name),
            *_why_broken(),
        )
    return text or None


def _why_broken() -> Iterator[Message]:
    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8":
        yield Message(
            "hint.text.locale", "The locale is not UTF-8. Set LC_ALL=C.UTF-8, or PYTHONUTF8=1."
        )
    yield Message("hint.text.broken", "Type it once more.")
