"""Every word of the command line: a hostile one is taken, or refused with one sentence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.ran import run
from tests.hostile.strings import (
    ALL,
    BIDI,
    BROKEN,
    ESCAPES,
    LINES,
    LONG,
    MARKUP,
    OWN,
    naughty,
)

STARTED = ["--started", "2026-11-23T10:00-05:00"]
AT = ["--at", "2026-11-23T10:00-05:00"]
ADD = ["log", "add", *STARTED]
BACK = ["call-back", "--called", "2026-11-23T10:00-05:00", "--kind", "urgent"]
Words = Callable[[str], list[str]]

# What each option is given; `=` keeps a text with a dash in front from being an option itself.
OPTIONS: dict[str, Words] = {
    "command": lambda text: [text],
    "--at": lambda text: ["hours", f"--at={text}"],
    "--at in brackets": lambda text: ["hours", f"--at=2026-11-23T10:00[{text}]"],
    "--zone": lambda text: ["hours", f"--zone={text}"],
    "--lang": lambda text: ["hours", f"--lang={text}"],
    "--flows": lambda text: ["flows", "list", f"--flows={text}"],
    "--data": lambda text: ["hours", *AT, f"--data={text}"],
    "phone": lambda text: ["phone", "--", text],
    "phone --json": lambda text: ["phone", "--json", "--", text],
    "spell": lambda text: ["spell", "--", text],
    "spell --kind": lambda text: ["spell", f"--kind={text}", "x"],
    "ivr": lambda text: ["ivr", "--", text],
    "practice": lambda text: ["practice", "--", text],
    "practice --answer": lambda text: ["practice", "expedite", f"--answer={text}"],
    "prepare": lambda text: ["prepare", "--", text],
    "--answer": lambda text: ["prepare", "expedite", f"--answer={text}"],
    "--answer name": lambda text: ["prepare", "expedite", f"--answer={text}=yes"],
    "--answer need": lambda text: ["prepare", "expedite", f"--answer=ready.{text}=yes"],
    "--answer option": lambda text: ["prepare", "expedite", f"--answer=role={text}"],
    "--answer then": lambda text: ["prepare", "expedite", f"--answer=then={text}"],
    "sheet -o": lambda text: ["sheet", "expedite", "-o", f"{text}.txt"],
    "sheet --width": lambda text: ["sheet", "expedite", "-o", "x.txt", f"--width={text}"],
    "call-back --called": lambda text: ["call-back", f"--called={text}", "--kind", "urgent"],
    "call-back --kind": lambda text: ["call-back", "--called", "-", f"--kind={text}"],
    "log": lambda text: ["log", text],
    "log show": lambda text: ["log", "show", "--", text],
    "log edit": lambda text: ["log", "edit", "--note=x", "--", text],
    "log remove": lambda text: ["log", "remove", "--yes", "--", text],
    "log list --search": lambda text: ["log", "list", f"--search={text}"],
    "log list --since": lambda text: ["log", "list", f"--since={text}"],
    "log list --limit": lambda text: ["log", "list", f"--limit={text}"],
    "log export -o": lambda text: ["log", "export", "-o", text],
    "log import": lambda text: ["log", "import", "--", text],
    "log import .csv": lambda text: ["log", "import", "--", f"{text}.csv"],
    "log add --started": lambda text: ["log", "add", f"--started={text}"],
    "log add --attempt": lambda text: [*ADD, f"--attempt={text}"],
    "log add --attempt when": lambda text: [*ADD, f"--attempt={text}=missed"],
    "flows paths": lambda text: ["flows", "paths", "--count", "--", text],
    "flows paths --part": lambda text: ["flows", "paths", f"--part={text}"],
    "flows paths --limit": lambda text: ["flows", "paths", "infopass-adit", f"--limit={text}"],
    "flows test": lambda text: ["flows", "test", "--", text],
} | {
    f"log add --{name}": lambda text, name=name: [*ADD, f"--{name}={text}"]
    for name in (
        "ended", "answer-by", "appointment", "missed-examination", "text-ahead", "kind", "by",
        "interpreter", "supervisor", "protected", "needed-by",
    )
}  # fmt: skip
FILES: dict[str, Words] = {
    "call-back --ics": lambda path: [*BACK, f"--ics={path}", "--force"],
    "call-back --vcf": lambda path: ["call-back", f"--vcf={path}", "--force"],
    "log export": lambda path: ["log", "export", "--force", "-o", f"{path}.jsonl"],
    "--data": lambda path: ["log", "list", f"--data={path}"],
}
WORST = [
    *ESCAPES[:7], *BIDI[:2], *BROKEN, *LINES[:4], *MARKUP[:4], "{0}", "-", "--help", "~x/y", "", LONG,
    "9" * 5000, "-5", "٣", " ".join("ab" * 2000),
]  # fmt: skip


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def faults(words: Words, texts: list[str]) -> list[tuple[str, list[str]]]:
    faults = [(text, run(words(text)).faults) for text in texts]
    return [(text[:40], wrong) for text, wrong in faults if wrong]


@pytest.mark.parametrize("name", OPTIONS)
def test_the_worst_texts_are_taken_or_refused_by_every_option(name: str) -> None:
    assert faults(OPTIONS[name], WORST) == []


def test_every_naughty_string_is_taken_or_refused() -> None:
    """Each of them by one option, in turn."""
    options = [*OPTIONS.items()]
    refused = {}
    for number, text in enumerate([*naughty(), *OWN]):
        name, words = options[number % len(options)]
        if wrong := faults(words, [text]):
            refused[name] = wrong
    assert refused == {}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_written_under_any_name_or_refused(name: str, tmp_path: Path) -> None:
    inside = [text for text in ALL if ".." not in text and not text.startswith("/")]
    texts = inside[:: max(1, len(inside) // 60)] + WORST
    assert faults(lambda text: FILES[name](f"{tmp_path}/{text}"), texts) == []


@pytest.mark.parametrize("name", ["TERM", "LANG", "GUIDE_DATA", "COLUMNS", "XDG_CACHE_HOME", "TZ"])
def test_hostile_variables_of_the_environment_obey_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for text in WORST:
        if "\0" in text or not os.fsdecode(text.encode("utf-8", "surrogatepass")):
            continue
        value = text.encode("utf-8", "replace").decode()
        folder = name in ("GUIDE_DATA", "XDG_CACHE_HOME")
        monkeypatch.setenv(name, f"{tmp_path}/{value}" if folder else value)
        for argv in (["doctor"], ["hours", *AT], ["erase"]):
            assert (text[:40], argv, run(argv).faults) == (text[:40], argv, [])
