import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.cli.main import main
from guide.cli.parsing.parser import COMMANDS, parser
from tests.architecture.commands import ROOT

PAPERS = [
    path
    for pattern in ("*.md", "docs/**/*.md", "guide/tui/help/*.md")
    for path in sorted(ROOT.glob(pattern))
]
RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def below(part: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its commands."""
    yield part
    for action in part._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action.choices.values():
                yield from below(choice)


PARSERS = {command.prog: command for command in below(parser())}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"guide {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert COMMANDS[command][0] in capsys.readouterr().out


@pytest.mark.parametrize("prog", PARSERS)
def test_every_option_says_what_it_does(prog: str) -> None:
    options = [a for a in PARSERS[prog]._actions if a.option_strings]

    assert [a.option_strings for a in options if not a.help] == []


@pytest.mark.parametrize("paper", PAPERS, ids=shown)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    targets = LINK.findall(paper.read_text(encoding="utf-8"))

    assert [target for target in targets if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("record", RECORDS, ids=shown)
def test_a_decision_is_dated_and_says_why_and_what_follows(record: Path) -> None:
    text = record.read_text(encoding="utf-8")

    assert re.search(r"^\d{4}-\d\d-\d\d\.", text, re.MULTILINE)
    for heading in ("## Context", "## Decision", "## Consequences"):
        assert heading in text
