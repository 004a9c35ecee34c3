"""A spelling in lines: the same on the screen and on the command line."""

from collections.abc import Iterator

from guide.core.call.spelling import Spelled, Spelling
from guide.wording.texts import Texts


def spelling_lines(spelling: Spelling, texts: Texts) -> Iterator[str]:
    """The text in chunks as one says it, then a line for each character."""
    if spelling.doubt is not None:
        yield f"! {texts.tell(spelling.doubt)}"
    yield "  ".join(spelling.chunks)
    yield ""
    yield from (spelled_line(char, texts) for char in spelling.chars)


def spelled_line(spelled: Spelled, texts: Texts) -> str:
    """A character, its word, what stands on it, and what it is easily taken for."""
    say = texts.say
    unknown = say("spell.unknown", "no word: spell the name as the passport's Latin lines have it")
    parts = [spelled.char, "  ", spelled.word or unknown]
    if spelled.mark:
        parts.append(say("spell.mark", " with {mark}", mark=spelled.mark))
    if spelled.looks_like:
        others = ", ".join(_named(other, texts) for other in spelled.looks_like)
        what = _named(spelled.char, texts)
        parts.append(say("spell.alike", "   ({what}, not {others})", what=what, others=others))
    return "".join(parts)


def _named(char: str, texts: Texts) -> str:
    if char.isdecimal():
        return texts.say("spell.digit", "the digit {char}", char=char)
    return texts.say("spell.letter", "the letter {char}", char=char.upper())
