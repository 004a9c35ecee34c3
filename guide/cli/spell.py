"""`guide spell`: a number or a name as one says it on the phone."""

from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import open_services
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.core.call.spelling import Spelling, SpellingKind, spelled
from guide.core.errors import InvalidInput


class _Spell(Options):
    text: str
    kind: SpellingKind | None


def run(options: _Spell) -> int:
    """One text, or each line of standard input."""
    from guide.wording.spelling import spelling_lines

    services = open_services(options)
    if options.text == "-":
        for number, text in output.input_lines():
            try:
                spelling = spelled(text, services.catalog.spelling, options.kind)
                output.record(as_json(spelling, services))
            except InvalidInput as error:
                output.record({"error": services.texts.error(error), "line": number})
        return DONE
    spelling = spelled(options.text, services.catalog.spelling, options.kind)
    if options.json:
        output.record(as_json(spelling, services))
        return DONE
    for line in spelling_lines(spelling, services.texts):
        output.line(line)
    return DONE


def as_json(spelling: Spelling, services: Services) -> dict[str, Any]:
    """Kind, chunks, each character with its word and look-alikes, and what is doubtful."""
    return {
        "kind": spelling.kind,
        "chunks": list(spelling.chunks),
        "characters": [
            {"char": c.char, "word": c.word, "mark": c.mark, "looks_like": list(c.looks_like)}
            for c in spelling.chars
        ],
        "doubt": None if spelling.doubt is None else services.texts.tell(spelling.doubt),
    }
