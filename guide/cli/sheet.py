"""`guide sheet`: the call plan on paper."""

from pathlib import Path

from guide.cli import output
from guide.cli.common import moment, open_services
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.cli.talk import Talk
from guide.core.errors import InvalidInput
from guide.core.message import Message


class _Sheet(Options):
    flow: str
    answer: list[str]
    output: str
    large: bool
    qr: bool
    width: int
    reveal: bool
    force: bool


def run(options: _Sheet) -> int:
    """Write one file; its ending says which."""
    from guide.export.files import no_file_name, write_file
    from guide.export.sheet_file import check_ending, sheet_bytes

    path = Path(options.output)
    if not path.name:
        raise InvalidInput(*no_file_name(options.output))
    check_ending(path, with_codes=options.qr)
    services = open_services(options)
    talk = Talk(services, options.flow, moment(options, services))
    talk.give_all(options.answer)
    plan = talk.plan()
    if plan.outcome is None:
        asked = "" if plan.question is None else plan.question.id
        raise InvalidInput(
            Message(
                "error.no-plan", "There is no plan yet: {asked!r} is not answered.", asked=asked
            ),
            Message(
                "hint.no-plan", "Add --answer {asked}=VALUE; see `guide prepare {flow}`.",
                asked=asked, flow=options.flow,
            ),
        )  # fmt: skip
    sheet = services.sheet(plan, reveal=options.reveal, with_codes=options.qr)
    data = sheet_bytes(sheet, path, large=options.large, width=options.width)
    write_file(path, data, force=options.force)
    if options.json:
        output.record({"file": str(path), "masked": not options.reveal})
    else:
        say = services.texts.say
        output.line(say("file.written", "Written: {path}", path=path))
        if options.qr and sheet.codes is None:
            output.line(say("code.none", "There is nothing to dial here, and no day to keep."))
    return DONE
