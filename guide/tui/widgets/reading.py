"""The line under a field for a day or a time span: what was read, or why nothing was."""

from collections.abc import Callable
from datetime import date, timedelta

from textual.content import Content
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.errors import GuideError, InvalidAnswer, InvalidInput
from guide.core.flow.flow import Question
from guide.tui.content import plain
from guide.wording.dates import in_full
from guide.wording.texts import Texts

DAYS = ("date", "moment")
# The class of a line that says why nothing could be read.
UNREAD = "-unread"


def reading_of_answer(name: str, question: Question, text: str, services: Services) -> Content:
    """What a typed answer is read as; nothing where no day is asked or nothing is read."""
    if question.input is None or question.input.kind not in DAYS or not text.strip():
        return plain("")
    try:
        value, _ = services.planning.parse_answer(name, question, text)
    except InvalidAnswer:
        return plain("")
    return as_read(value, services.texts)


def as_read(value: object, texts: Texts) -> Content:
    """Reads as: Friday, December 4, 2026, or 25 min."""
    if isinstance(value, timedelta):
        return plain(texts.say("reads.span", "= {span}", span=texts.span(value)))
    if not isinstance(value, date):
        return plain("")
    return plain(texts.say("reads.as", "= {when}", when=in_full(value, texts)))


def show_reading(
    line: Static, text: str, read: Callable[[str], date | timedelta], texts: Texts
) -> None:
    """Under a field: what it is read as, or at once why it cannot be."""
    words = text.strip()
    line.set_class(not words, "-gone")
    line.remove_class(UNREAD)
    try:
        line.update(as_read(read(words), texts) if words else "")
    except InvalidInput as error:
        line.add_class(UNREAD)
        line.update(plain(f"✗ {why(error, texts)}"))


def why(error: GuideError, texts: Texts) -> str:
    """The one thing to say beside the field."""
    reason = getattr(error, "reason", None)
    return texts.tell(reason) if reason is not None else texts.hint(error)
