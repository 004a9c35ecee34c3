"""`guide spell`: a number or a name as one says it on the phone."""

from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.call.spelling import Spelling, SpellingKind, spelled
from guide.core.errors import InvalidInput


class _Spell(Words):
    text: str
    kind: SpellingKind | None


def run(words: _Spell) -> int:
    """One text, or each line of standard input."""
    from guide.wording.spelling import spelling_lines

    found = services(words)
    if words.text == "-":
        for number, text in output.input_lines():
            try:
                spelling = spelled(text, found.catalog.spelling, words.kind)
                output.record(as_json(spelling, found))
            except InvalidInput as error:
                output.record({"error": found.texts.error(error), "line": number})
        return DONE
    spelling = spelled(words.text, found.catalog.spelling, words.kind)
    if words.json:
        output.record(as_json(spelling, found))
        return DONE
    for line in spelling_lines(spelling, found.texts):
        output.line(line)
    return DONE


def as_json(spelling: Spelling, found: Services) -> dict[str, Any]:
    """Kind, chunks, each character with its word and look-alikes, and what is doubtful."""
    return {
        "kind": spelling.kind,
        "chunks": list(spelling.chunks),
        "characters": [
            {"char": c.char, "word": c.word, "mark": c.mark, "looks_like": list(c.looks_like)}
            for c in spelling.chars
        ],
        "doubt": None if spelling.doubt is None else found.texts.tell(spelling.doubt),
    }
