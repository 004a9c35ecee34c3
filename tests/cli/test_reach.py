"""No sentence that a command says is out of a translator's reach."""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from guide.cli.main import main
from guide.cli.parsing.parser import COMMANDS
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from tests.marked import Marked, known_texts, marked, out_of_reach

# Marks that scripts look for, the city of the zone, the machine's own words.
DATA = ("guide: error: warning:", "America/Chicago UTC", "expedite request", "InfoPass", "agent")
# The facts on which a line rests, and lines that name a file.
_NAMES = re.compile(r" \[[a-z]+-[^\]]*\]$|^  /.*$", re.MULTILINE)
_TAGS = re.compile(r"<[^>]*>|&#?\w+;")
Say = Callable[..., str]


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Marked]:
    marked_words = Marked()
    monkeypatch.setattr("guide.wording.catalogues.translation", lambda *_: marked_words)
    yield marked_words
    templates = known_texts()
    assert {name: {templates.get(name)} for name in marked_words.asked} == marked_words.asked


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, marks: Marked) -> Say:
    """Runs a command; all that it wrote."""

    def runs(*argv: str, given: str = "", person: bool = False) -> str:
        stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
        monkeypatch.setattr(stdin, "isatty", lambda: person)
        monkeypatch.setattr(sys, "stdin", stdin)
        at = [] if "--at" in argv else ["--at", "2026-11-23T10:00-05:00"]
        main([*argv, *at, "--zone", "America/Chicago", "--lang", "es"])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        assert "crash" not in "".join(marks.asked), err
        return _NAMES.sub("", out + err)

    return runs


URGENT = [
    word
    for given in [
        "role=applicant",
        "represented=no",
        "protected=no",
        "what=decision",
        "danger=yes",
        "travel=no",
        "filed=yes",
        "case=other",
        "premium=no",
        "ground=humanitarian",
        "documents=yes",
        "still-to-do=no",
        "hold=no",
        "before=never",
        "voice=english",
        "military=no",
        "from=us",
        "number=202-456-1111",
        "texts=yes",
    ]
    for word in ("--answer", given)
]
ADD = [
    "log",
    "add",
    "--started",
    "2026-11-20T09:00",
    "--kind",
    "urgent",
    "--item",
    "SR12345678",
    "--agent-name",
    "Mary",
    "--flow",
    "expedite",
    "--by",
    "e-mail",
    "--attempt",
    "2026-11-20T12:00=missed",
]


@pytest.mark.parametrize(
    ("argv", "data"),
    [
        ("hours", ""),
        ("hours --at 2026-11-26T10:00", ""),
        ("hours --at 2026-12-25T10:00", ""),
        ("phone 202-456-1111", ""),
        ("phone +442071838750", ""),
        ("phone nonsense", ""),
        ("ivr expedite", ""),
        ("spell IOE1234567890", "India Oscar Echo one two three four five six seven eight nine"),
        ("call-back --called 2026-11-23T09:00 --kind regular", ""),
        ("prepare expedite --answer role=applicant", "answer represented yes no"),
        ("flows list", "incoming-call infopass-adit advance-parole reschedule biometrics interview"),
    ],
)  # fmt: skip
def test_what_a_command_says(said: Say, argv: str, data: str) -> None:
    shown = said(*argv.split())
    assert len(shown) > 50
    assert out_of_reach(shown, *DATA, "zero", data) == []


def test_a_plan_on_the_terminal_and_on_paper(said: Say, tmp_path: Path) -> None:
    shown = said("prepare", "expedite", *URGENT)
    assert out_of_reach(shown, *DATA) == []
    for name in ("plan.txt", "plan.md", "plan.html"):
        path = tmp_path / name
        assert out_of_reach(said("sheet", "expedite", *URGENT, "-o", str(path)), str(path)) == []
        words = path.read_text(encoding="utf-8").partition("<body")[2] or path.read_text("utf-8")
        assert out_of_reach(_TAGS.sub("", words), *DATA, "tel class plain") == []


def test_questions_one_at_a_time(said: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    replies = iter(["what?", "b", "1", "q"])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(replies))
    shown = said("prepare", "expedite", person=True)
    assert out_of_reach(shown, *DATA, names()) == []


def test_every_word_of_a_rehearsal_can_be_translated(said: Say) -> None:
    given = "\n\nhello\nexpedite request\nagent\nno\nIOE1234567890\n" + "\nn" * 20
    shown = said("practice", "expedite", *URGENT, given=given)
    assert out_of_reach(shown, *DATA) == []


def test_the_log_from_adding_to_removing(said: Say, tmp_path: Path) -> None:
    number = "Mary SR12345678 expedite"
    added, listed = said(*ADD), said("log", "list")
    (call,) = json.loads(f"[{said('log', 'list', '--json', '--reveal')}]")
    number += f" {call['id']} {call['id'][:8]}"
    for shown in (added, listed, said("log", "show", call["id"]), said("follow-ups")):
        assert out_of_reach(shown, *DATA, number) == []
    history = tmp_path / "history.md"
    shown = said("log", "export", "-o", str(history), "--reveal")
    assert out_of_reach(shown, str(history)) == []
    assert out_of_reach(history.read_text(encoding="utf-8"), *DATA, number) == []
    whole = tmp_path / "whole.jsonl"
    said("log", "export", "-o", str(whole), "--reveal")
    assert out_of_reach(said("log", "import", str(whole))) == []
    whole.write_text(whole.read_text().replace("Mary", "Joe"), encoding="utf-8")
    # A conflict names its fields as the file does, where they are no words of a language.
    assert out_of_reach(said("log", "import", str(whole)), f"{number} agent name") == []
    assert out_of_reach(said("log", "remove", call["id"], "--yes"), number) == []


def test_files_for_calendar_and_contacts(said: Say, tmp_path: Path) -> None:
    ics, vcf = tmp_path / "a.ics", tmp_path / "a.vcf"
    argv = ["call-back", "--called", "2026-11-23T09:00", "--kind", "urgent", "--ics"]
    assert out_of_reach(said(*argv, str(ics), "--vcf", str(vcf)), *DATA, str(ics), str(vcf)) == []
    titles = [line for line in ics.read_text(encoding="utf-8").splitlines() if "SUMMARY" in line]
    assert titles
    assert out_of_reach("\n".join(titles), "SUMMARY") == []
    card = [
        line for line in vcf.read_text(encoding="utf-8").splitlines() if line[:2] in ("FN", "NO")
    ]
    assert out_of_reach("\n".join(card), "FN NOTE") == []


def test_tools_for_authors_see_the_content_as_it_is_written(said: Say) -> None:
    # One line, the sum: no case misses the English words that it expects.
    (line,) = said("flows", "test", "reschedule-interview").splitlines()
    assert line.endswith(marked(" cases, 0 wrong."))


def test_erasing_says_what_goes(said: Say) -> None:
    said(*ADD)
    shown = said("erase", "--yes")
    assert out_of_reach(shown) == []
    assert out_of_reach(said("erase")) == []


def test_doctor_says_what_is_wrong(said: Say) -> None:
    (report,) = map(json.loads, said("doctor", "--json", "--at", "2030-01-01T10:00").splitlines())
    assert out_of_reach(" ".join(report["problems"])) == []


WRONG = {
    "hours --at nonsense": "nonsense",
    "hours --at 2026-11-01T09:00-01:00[America/New_York]": "New York",
    "hours --at 2027-03-14T02:30[America/New_York]": "New York",
    "hours --at 2026-11-01T01:30[America/New_York]": "New York",
    "hours --at 0001-01-01T00:00": "",
    "hours --zone Nowhere": "Nowhere",
    "hours --flows /nowhere": "flows nowhere",
    "prepare nothing": "nothing",
    "prepare expedite --answer role": "answer role",
    "prepare expedite --answer role=me": "role me",
    "prepare expedite --answer nothing=me": "nothing",
    "prepare expedite --answer ready.nothing=yes": "nothing",
    "prepare expedite --answer second-way=x": "second way yes no",
    "ivr nowhere": "nowhere",
    "practice nowhere": "nowhere",
    "spell IOE123 --kind receipt": "receipt IOE",
    "sheet expedite -o plan.doc": "plan doc html pdf md txt",
    "sheet expedite -o plan.txt": "role",
    "call-back": "",
    "call-back --called 2026-11-23T09:00": "",
    "call-back --called - --kind urgent --ics a.ics": "",
    "log show ab": "ab",
    "log edit ab": "ab",
    "log add --started 2026-11-20T09:00 --kind maybe": "kind maybe urgent regular unknown",
    "log add --started 2026-11-20T09:00 --attempt maybe": "attempt maybe",
    # What the disk says is in its own language.
    "log import nothing.csv": "nothing csv No such file or directory",
    "log import nothing.doc": "nothing doc jsonl csv",
    "log list --data mysql://here": "data mysql",
    "erase": "erase",
    "flows paths": "",
    "flows paths expedite --limit 1": "",
}


@pytest.mark.parametrize("argv", WRONG)
def test_every_word_of_an_error_can_be_translated(said: Say, argv: str) -> None:
    said(*ADD)
    shown = said(*argv.split())
    assert out_of_reach(shown, *DATA, WRONG[argv], names()) == []


def names() -> str:
    """Ids of flows, questions and answers, which hints list."""
    flows = Catalog([built_in()])
    asked = [
        *flows.shared.items(),
        *(question for name in flows.flow_files for question in flows.flow(name).questions.items()),
    ]
    options = [value for _, question in asked for value in question.options]
    return " ".join([*flows.flow_files, *(name for name, _ in asked), *options])


PROSE = {
    "advice", "text", "why", "title", "label", "note", "wanted", "message", "statement",
    "next_step", "hear", "do", "when", "error", "come_back", "may_close", "source", "last_evidence",
}  # fmt: skip


def prose(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from prose(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from prose(part, name)
    elif name in PROSE and isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "argv",
    [
        ["prepare", "expedite", *URGENT], ["ivr", "expedite"], ["hours"], ["follow-ups"],
        ["phone", "+442071838750"], ["prepare", "infopass-adit"],
    ],
    ids=lambda argv: argv[0],
)  # fmt: skip
def test_every_sentence_in_json_can_be_translated(said: Say, argv: list[str]) -> None:
    said(*ADD)
    (record,) = map(json.loads, said(*argv, "--json").splitlines())
    words = [text for text in prose(record) if text not in ("now", "next-opening", "any")]
    assert words
    assert out_of_reach("\n".join(words), *DATA) == []


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["log", "add"]])
def test_help_of_the_command_line(said: Say, command: list[str]) -> None:
    shown = said(*command, "--help")
    lines = shown.partition("\n\n")[2].splitlines()
    words = " ".join(line.partition("  ")[2] if line.startswith("  -") else line for line in lines)
    values = (
        "QUESTION=VALUE WHEN=answered|missed|none yes|no call|e-mail urgent|regular|unknown en|es"
        " answered approved withdrawn asked-again given-up"
    )
    options = " ".join(word for word in words.replace(",", " ").split() if word.startswith("-"))
    names = (
        " ".join(COMMANDS)
        + " list show edit remove export import recover add check paths test who line"
        " close reopen"
    )
    assert (
        out_of_reach(words, values, options, names, "receipt a-number name flow target text number")
        == []
    )
