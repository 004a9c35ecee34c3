"""`guide spell`: a number or a name as one says it on the phone."""

from typing import Any

from guide.cli import output
from guide.cli.common import services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.errors import InvalidInput
from guide.core.spelling import Spelling, SpellingKind, spelled


class _Spell(Words):
    text: str
    kind: SpellingKind | None


def run(words: _Spell) -> int:
    """One text, or each line of standard input."""
    from guide.spelling_texts import spelling_lines

    found = services(words)
    if words.text == "-":
        for number, text in output.input_lines():
            try:
                output.record(as_json(spelled(text, found.catalog.spelling, words.kind)))
            except InvalidInput as error:
                output.record({"error": found.texts.error(error), "line": number})
        return DONE
    spelling = spelled(words.text, found.catalog.spelling, words.kind)
    if words.json:
        output.record(as_json(spelling))
        return DONE
    for line in spelling_lines(spelling, found.texts):
        output.line(line)
    return DONE


def as_json(spelling: Spelling) -> dict[str, Any]:
    """Kind, chunks, and each character with its word and look-alikes."""
    return {
        "kind": spelling.kind,
        "chunks": list(spelling.chunks),
        "characters": [
            {"char": c.char, "word": c.word, "mark": c.mark, "looks_like": list(c.looks_like)}
            for c in spelling.chars
        ],
    }
