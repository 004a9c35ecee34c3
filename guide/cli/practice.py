"""`guide practice`: rehearse the call in plain lines."""

import sys
from collections.abc import Iterator

from guide.cli import output
from guide.cli.common import moment, no_target, open_services
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.core.errors import InvalidInput


class _Practice(Options):
    target: str
    answer: list[str]


def run(options: _Practice) -> int:
    """One rehearsal; it ends with the last question, with q, or with the end of the input."""
    from guide.cli.talk import Talk
    from guide.core.call.rehearsal import begun, replied
    from guide.core.text import clean
    from guide.services.prompt_match import is_match
    from guide.wording.rehearsal import RehearsalTexts

    services = open_services(options)
    menu = services.menu
    if options.target not in menu.routes:
        raise InvalidInput(*no_target(options.target, menu.routes))
    plan = None
    if options.answer:
        talk = Talk(services, options.target, moment(options, services))
        talk.give_all(options.answer)
        plan = talk.plan()
    texts, now = RehearsalTexts(services.texts, services.menu, plan), begun(menu, options.target)
    _show(options, [*texts.opening(now), "", *texts.lines(now)])
    for said in _replies():
        if said.strip().lower() == "q":
            break
        before, now = now.step, replied(now, menu, said, is_match)
        if options.json:
            turn = {"at": before, "said": clean(said), "heard": now.heard, "to": now.step}
            asks = None if now.question is None else now.question.id
            output.record(turn | {"asks": asks})
        _show(options, ["", *texts.lines(now)])
        if now.over:
            break
    if options.json:
        output.record({"target": now.target, "over": now.over, "missing": list(now.missing)})
    return DONE


def _show(options: _Practice, lines: list[str]) -> None:
    if not options.json:
        for line in lines:
            output.line(line)
        output.flush()


def _replies() -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from (text for _, text in output.input_lines())
        return
    while True:
        try:
            yield input("> ")
        except EOFError:
            return
