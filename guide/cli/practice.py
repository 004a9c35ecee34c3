"""`guide practice`: rehearse the call in plain lines."""

import sys
from collections.abc import Iterator

from guide.cli import output
from guide.cli.common import moment, no_target, services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.errors import InvalidInput


class _Practice(Words):
    target: str
    answer: list[str]


def run(words: _Practice) -> int:
    """One rehearsal; it ends with the last question, with q, or with the end of the input."""
    from guide.cli.prepare import Talk
    from guide.core.call.rehearsal import begun, replied
    from guide.core.text import clean
    from guide.services.prompt_match import alike
    from guide.wording.rehearsal import RehearsalTexts

    found = services(words)
    menu = found.menu
    if words.target not in menu.routes:
        raise InvalidInput(*no_target(words.target, menu.routes))
    plan = None
    if words.answer:
        talk = Talk(found, words.target, moment(words, found))
        talk.give_all(words.answer)
        plan = talk.plan()
    texts, now = RehearsalTexts(found.texts, found.menu, plan), begun(menu, words.target)
    _show(words, [*texts.opening(now), "", *texts.lines(now)])
    for said in _replies():
        if said.strip().lower() == "q":
            break
        before, now = now.step, replied(now, menu, said, alike)
        if words.json:
            turn = {"at": before, "said": clean(said), "heard": now.heard, "to": now.step}
            asks = None if now.question is None else now.question.id
            output.record(turn | {"asks": asks})
        _show(words, ["", *texts.lines(now)])
        if now.over:
            break
    if words.json:
        output.record({"target": now.target, "over": now.over, "missing": list(now.missing)})
    return DONE


def _show(words: _Practice, lines: list[str]) -> None:
    if not words.json:
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
