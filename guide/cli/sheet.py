"""`guide sheet`: the call plan on paper."""

from pathlib import Path

from guide.cli import output
from guide.cli.common import moment, services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.cli.prepare import Talk
from guide.core.errors import InvalidInput
from guide.core.sheet import Sheet

ENDINGS = (".html", ".pdf", ".md", ".txt")


class _Sheet(Words):
    flow: str
    answer: list[str]
    output: str
    large: bool
    width: int
    reveal: bool
    force: bool


def run(words: _Sheet) -> int:
    """Write one file; its ending says which."""
    from guide.export.files import write_file
    from guide.sheet import sheet_of

    path = Path(words.output)
    if path.suffix.lower() not in ENDINGS:
        raise InvalidInput(
            f"{words.output!r}: the ending says what to write.", f"It takes: {', '.join(ENDINGS)}."
        )
    found = services(words)
    talk = Talk(found, words.flow, moment(words, found))
    for given in words.answer:
        talk.give(given)
    plan = talk.plan()
    if plan.outcome is None:
        asked = "" if plan.question is None else plan.question.id
        raise InvalidInput(
            f"There is no plan yet: {asked!r} is not answered.",
            f"Add --answer {asked}=VALUE; see `guide prepare {words.flow}`.",
        )
    sheet = sheet_of(plan, found, reveal=words.reveal)
    write_file(path, _written(words, path, sheet), force=words.force)
    if words.json:
        output.record({"file": str(path), "masked": not words.reveal})
    else:
        output.line(f"Written: {path}")
    return DONE


def _written(words: _Sheet, path: Path, sheet: Sheet) -> bytes:
    match path.suffix.lower():
        case ".html":
            from guide.export.sheet_html import as_page

            return as_page(sheet, large=words.large).encode()
        case ".pdf":
            from guide.export.sheet_pdf import as_pdf

            return as_pdf(sheet, large=words.large)
        case ".md":
            from guide.export.sheet_text import as_markdown

            return as_markdown(sheet).encode()
        case _:
            from guide.export.sheet_text import as_text

            return as_text(sheet, words.width).encode()
