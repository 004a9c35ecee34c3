"""Says sentences in one language; English stands where they are said, and in the flows.

Other languages come from gettext catalogues, in which a text is found by its id as context.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from guide.core.errors import GuideError
from guide.core.message import PROGRAM_TEXT, Message

# Plans are imported where one is put into words: hours are told without.
if TYPE_CHECKING:
    from guide.core.prepare.call_plan import Text

Translate = Callable[[str, str], str]


class Speaker:
    """Makes sentences in one language.

    `translate` takes a text's id and its English words; without it the words stay as they are.
    """

    def __init__(self, translate: Translate | None = None, language: str = "en") -> None:
        self.translate = translate
        self.language = language

    def of(self, text: "Text") -> str:
        """A text of a plan: content comes in the language of the run already."""
        return self.words(text.id, text.text) if text.id.startswith(PROGRAM_TEXT) else text.text

    def say(self, text_id: str, words: str, /, **values: object) -> str:
        """A sentence of the program itself; `values` fill its braces."""
        translated = self.words(text_id, words)
        return translated.format(**values) if values else translated

    def words(self, text_id: str, words: str) -> str:
        """Words that stand elsewhere than in a call of `say`: a key's label, a page of help."""
        return self.translate(text_id, words) if self.translate and text_id else words

    def tell(self, sentence: Message) -> str:
        """A message in the language of the run, with the values in its braces."""
        values = {
            name: self.tell(value) if isinstance(value, Message) else value
            for name, value in sentence.values.items()
        }
        translated = self.words(sentence.id, sentence.words)
        return translated.format(**values) if values else translated

    def error(self, error: GuideError) -> str:
        """The message of an error, and then its hints, as one text."""
        return " ".join(map(self.tell, (error.message, *error.hints)))

    def hint(self, error: GuideError) -> str:
        """The hints of an error; its message where it has none."""
        return " ".join(map(self.tell, error.hints or (error.message,)))
