"""Hostile values through commands: answers, calls of the log, lines of standard input, files."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from guide.bootstrap import Services
from guide.cli.plain import Plain
from guide.cli.prepare import as_json
from guide.cli.talk import Talk
from guide.core.call.entry import FIELDS, Call, Heard
from guide.core.errors import InvalidAnswer
from guide.core.flow.flow import SHARED
from guide.core.ids import QuestionPlace
from guide.core.prepare.answers import parse_answer
from guide.core.text import clean, is_encodable
from guide.local.settings import Settings
from tests.hostile.ran import run
from tests.hostile.strings import ALL, OWN, naughty, raw, turn

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
STORABLE = [text for text in ALL if text and is_encodable(text) and len(text) <= 2000]
TEXT_FIELDS = [name for name, kind in FIELDS.items() if kind == "text" and name != "zone"]
LINE = "".join(f"{text}\n" for text in ALL if not set("\r\n") & set(text)).encode(
    "utf-8", "replace"
)


def test_the_list_is_whole() -> None:
    assert len(naughty()) == 515
    assert {"", "undefined", "\u202a\u202atest\u202a", '<img \\x00src=x onerror="alert(1)">'} < {
        *naughty(),
        "\u202a\u202atest\u202a",
        '<img \\x00src=x onerror="alert(1)">',
    }


# Answers

SAID = [
    "role=applicant", "represented=no", "protected=no", "what=decision", "danger=no", "travel=no",
    "filed=yes", "case=other", "premium=no", "ground=financial", "loss=no", "documents=yes",
    "still-to-do=no", "hold=no",
    "before=never", "channel=yes", "second-way=yes", "voice=english", "military=no", "from=us",
    "number=202-555-0123", "texts=yes",
]  # fmt: skip
SERVICES = Services(Settings(zone="America/Chicago"))
TYPED = {
    (flow, name): question
    for flow, owner in SERVICES.catalog.everything().flows.items()
    for name, question in owner.questions.items()
    if question.input is not None
} | {
    (SHARED, name): question for name, question in SERVICES.catalog.shared.items() if question.input
}


@pytest.mark.parametrize("name", TYPED, ids="/".join)
def test_a_typed_question_takes_a_text_as_it_is_or_says_what_it_wants(
    name: QuestionPlace,
) -> None:
    refused = []
    for text in ALL:
        asked = TYPED[name].input
        assert asked is not None
        try:
            value, _ = parse_answer(name[1], TYPED[name], text, "America/Chicago")
        except InvalidAnswer as error:
            refused.append(" ".join(map(str, error.hints)))
        else:
            assert asked.kind not in ("text", "phone") or value == text.strip()
    assert min(map(len, refused)) > 10


def test_every_text_is_said_letter_for_letter_in_plain_lines_and_json() -> None:
    """Two blanks of one plan at a time."""
    talk = Talk(SERVICES, "expedite", AT)
    for answer in SAID:
        talk.give(answer)
    asked = [text.strip() for text in STORABLE if text.strip() and len(text.strip()) <= 200]
    for number, text in enumerate(asked):
        given = {"event": text, "consequence": asked[(number + 31) % len(asked)]}
        for name, words in given.items():
            talk.answer(name, words)
        plan = talk.plan()
        lines = "\n".join(map(clean, Plain(plan, SERVICES).lines()))
        record = as_json(plan, SERVICES)
        assert raw(lines) == []
        for words in given.values():
            assert clean(words) in lines
            assert words in "\n".join(line["text"] for line in record["say"])


# Standard input


@pytest.mark.parametrize(
    "argv",
    [
        ["hours", "--at", "-", "--json"],
        ["phone", "-", "--json"],
        ["spell", "-", "--json"],
        ["call-back", "--called", "-", "--kind", "urgent", "--json"],
    ],
    ids=lambda argv: argv[0],
)
def test_each_line_of_standard_input_gets_its_answer(argv: list[str]) -> None:
    ran = run(argv, LINE)
    assert ran.faults == []
    # A list of numbers was checked as a whole: one that is none makes the status 1.
    assert ran.status == (argv[0] == "phone" and "error" in ran.out)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert len(answers) == LINE.count(b"\n")
    wrong = [(n, answer["line"]) for n, answer in enumerate(answers, 1) if "error" in answer]
    assert all(number == line for number, line in wrong)


def test_broken_bytes_on_standard_input_are_signs() -> None:
    for argv in (["phone", "-"], ["hours", "--at", "-"], ["spell", "-"]):
        ran = run(argv, b"\xff\xfe\x1b]0;t\x07\n" + b"x" * 100_000 + b"\n\n\0\n")
        assert ran.faults == []
        assert len(ran.out.splitlines()) == 4


def test_answers_piped_line_by_line() -> None:
    for text in OWN[::3]:
        given = f"applicant\nno\nno\n{text}\n".encode("utf-8", "replace")
        ran = run(["prepare", "expedite"], given)
        assert (text[:40], ran.faults) == (text[:40], [])


def test_replies_of_a_rehearsal() -> None:
    lines = [line for line in LINE.split(b"\n") if line.strip().lower() != b"q"]
    for start in range(0, len(lines), 40):
        ran = run(["practice", "expedite"], b"\n".join(lines[start : start + 40]))
        assert ran.faults == []
        assert ran.status == 0


# The log


def entries() -> list[Call]:
    """One call a text: after all of them each field has held each text."""
    return [
        Call(
            id=str(UUID(int=number + 1)),
            started_at=AT + timedelta(minutes=number),
            zone="America/Chicago",
            heard=(Heard(at=AT, step="topic", text=text),),
            **{
                name: STORABLE[(number + place) % len(STORABLE)]
                for place, name in enumerate(TEXT_FIELDS)
            },  # type: ignore[arg-type]
        )
        for number, text in enumerate(STORABLE)
    ]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log in which every field holds every text."""
    folder = tmp_path_factory.mktemp("log")
    services = Services(Settings(data=str(folder)))
    services.calls.merge(entries())
    services.calls.close()
    return folder


def test_every_field_holds_every_text_and_shows_it_letter_for_letter(log: Path) -> None:
    ran = run(["log", "list", "--json", "--reveal", "--data", str(log)])
    assert ran.faults == []
    records = {record["id"]: record for record in map(json.loads, ran.out.splitlines())}
    assert len(records) == len(STORABLE)
    for call in entries():
        shown = records[call.id]
        assert {name: shown[name] for name in TEXT_FIELDS} == {
            name: getattr(call, name) for name in TEXT_FIELDS
        }
        assert shown["heard"][0]["text"] == call.heard[0].text


@pytest.mark.parametrize("argv", [["list"], ["list", "--reveal"], ["list", "--json"]])
def test_listing_them_shows_signs(argv: list[str], log: Path) -> None:
    ran = run(["log", *argv, "--data", str(log)])
    assert ran.faults == []
    assert len(ran.out.splitlines()) == len(STORABLE)


def test_showing_one_is_letter_for_letter(log: Path) -> None:
    for call in entries()[::7]:
        ran = run(["log", "show", call.id, "--reveal", "--data", str(log)])
        assert ran.faults == []
        assert call.note is not None
        assert clean(call.note) in ran.out


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_out_and_back_loses_nothing(ending: str, log: Path, tmp_path: Path) -> None:
    file = tmp_path / f"log.{ending}"
    out = run(["log", "export", "--reveal", "-o", str(file), "--data", str(log)])
    taken = run(["log", "import", str(file), "--json", "--data", str(tmp_path / "other")])
    assert [*out.faults, *taken.faults] == []
    assert json.loads(taken.out)["added"] == len(STORABLE)
    other = Services(Settings(data=str(tmp_path / "other")))
    # That a call was asked again later is worked out from the others, wherever the log is read.
    assert [
        msgspec.structs.replace(entry, shared_at=None, ended=None)
        for entry in other.calls.entries()
    ] == entries()


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_printed_history_shows_signs(ending: str, log: Path, tmp_path: Path) -> None:
    file = tmp_path / f"log.{ending}"
    assert run(["log", "export", "--reveal", "-o", str(file), "--data", str(log)]).faults == []
    text = file.read_text("utf-8")
    assert raw(text) == []
    assert "<script" not in text.replace("`<script", "") or ending == "md"


def test_log_add_takes_or_refuses_each_text_by_each_option(tmp_path: Path) -> None:
    """Our own texts by every option, the naughty ones in turn."""
    other = ("service_item", "flow")  # what is a flow is known
    options = [name.replace("_", "-") for name in TEXT_FIELDS if name not in other]
    for number, text in enumerate([*OWN, *naughty()[::16]]):
        given = [text] * len(options) if number < len(OWN) else turn(number, len(options))
        words = [f"--{name}={value}" for name, value in zip(options, given, strict=True)]
        argv = ["log", "add", "--started", "2026-11-23T10:00-05:00", "--json", "--reveal"]
        ran = run([*argv, f"--item={text}", *words, "--data", str(tmp_path)])
        assert (text[:40], ran.faults) == (text[:40], [])
        if ran.status == 0:
            assert json.loads(ran.out)["service_item"] == (text or None)
        else:
            request = given[options.index("request")]
            sound = all(map(is_encodable, [*given, text])) and len(request.splitlines()) < 2
            assert not sound or max(map(len, [*given, text])) > 2000


def test_a_search_finds_every_text_that_has_words(log: Path) -> None:
    services = Services(Settings(data=str(log)))
    for text in STORABLE[::5]:
        if text.split() and len(set(text.split())) <= 50:
            assert services.calls.page(search=text, limit=1).calls
