"""`guide sheet`: the call plan on paper."""

from pathlib import Path

from guide.cli import output
from guide.cli.common import moment, services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.cli.prepare import Talk
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence


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
    from guide.export.files import no_file_name, write_file
    from guide.export.sheet_file import check_ending, sheet_bytes

    path = Path(words.output)
    if not path.name:
        raise InvalidInput(*no_file_name(words.output))
    check_ending(path)
    found = services(words)
    talk = Talk(found, words.flow, moment(words, found))
    talk.give_all(words.answer)
    plan = talk.plan()
    if plan.outcome is None:
        asked = "" if plan.question is None else plan.question.id
        raise InvalidInput(
            Sentence(
                "error.no-plan", "There is no plan yet: {asked!r} is not answered.", asked=asked
            ),
            Sentence(
                "hint.no-plan", "Add --answer {asked}=VALUE; see `guide prepare {flow}`.",
                asked=asked, flow=words.flow,
            ),
        )  # fmt: skip
    sheet = found.sheet(plan, reveal=words.reveal)
    data = sheet_bytes(sheet, path, large=words.large, width=words.width)
    write_file(path, data, force=words.force)
    if words.json:
        output.record({"file": str(path), "masked": not words.reveal})
    else:
        output.line(found.texts.say("file.written", "Written: {path}", path=path))
    return DONE
