"""Hostile files: logs to take in, the user's closures, flows, and what is written from them."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from guide.bootstrap import Services
from guide.core.text import clean, one_line
from guide.export.history import History, Section, markdown, page
from guide.export.ics import Event, calendar_file
from guide.export.log_file import COLUMNS, WHOLE
from guide.export.sheet import Dial, Sheet, SheetLine, SheetSection
from guide.export.sheet_file import sheet_bytes
from guide.export.vcf import contact_card
from guide.local.settings import Settings
from tests.hostile.ran import run
from tests.hostile.strings import ALL, OWN, SIGNS, TRAP, raw

AT = ["--at", "2026-11-23T10:00-05:00", "--zone", "America/Chicago"]
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


# Logs to take in

CALL = {
    "log": WHOLE,
    "id": "00000000-0000-0000-0000-000000000001",
    "started_at": "2026-11-23T15:00:00+00:00",
}


def lines(*records: Any) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def table(**cells: str) -> bytes:
    text = io.StringIO()
    row = dict.fromkeys(("log", *COLUMNS), "") | CALL | cells
    csv.writer(text).writerows([("log", *COLUMNS), list(row.values())])
    return text.getvalue().encode("utf-8", "surrogatepass")


DEEP = "[" * 100_000
BROKEN_LOGS = {
    "deep.jsonl": DEEP.encode(),
    "deep-object.jsonl": b'{"log": ' + DEEP.encode(),
    "deep-cell.csv": table(attempts=DEEP),
    "many-digits.csv": table(held_seconds="9" * 5000),
    "two-dashes.csv": table(held_seconds="--5"),
    "a-dash.csv": table(held_seconds="-"),
    "huge-number.jsonl": lines(CALL | {"held_seconds": 10**30}),
    "long-hold.jsonl": lines(CALL | {"held_seconds": 10**17}),
    "negative.jsonl": lines(CALL | {"held_seconds": -(10**17)}),
    "digits.jsonl": b'{"log": "' + WHOLE.encode() + b'", "held_seconds": ' + b"9" * 5000 + b"}",
    "not-a-number.jsonl": b'{"log": "' + WHOLE.encode() + b'", "held_seconds": NaN}',
    "year-1.jsonl": lines(CALL | {"started_at": "0001-01-01T00:00:00+14:00"}),
    "year-9999.jsonl": lines(CALL | {"answer_by": "9999-12-31T23:59:59-14:00", "kind": "urgent"}),
    "early-attempt.jsonl": lines(
        CALL | {"attempts": [{"at": "0001-01-01T00:00:00+14:00", "answered": True}]}
    ),
    "half-a-character.jsonl": lines(CALL | {"note": "\ud800"}),
    "half-in-heard.jsonl": lines(
        CALL | {"heard": [{"at": CALL["started_at"], "step": "x", "text": "\udfff"}]}
    ),
    "half-in-step.jsonl": lines(
        CALL | {"heard": [{"at": CALL["started_at"], "step": "\udfff", "text": "x"}]}
    ),
    "half-in-id.jsonl": lines(CALL | {"id": "\ud800"}),
    "half-in-corrects.jsonl": lines(CALL | {"corrects": "\ud800"}),
    "trap-in-id.jsonl": lines(CALL | {"id": TRAP}),
    "long-note.jsonl": lines(CALL | {"note": "x" * 10_000}),
    "long-heard.jsonl": lines(
        CALL | {"heard": [{"at": CALL["started_at"], "step": "x", "text": "x" * 100_000}]}
    ),
    "trap-in-kind.jsonl": lines(CALL | {"kind": TRAP}),
    "trap-in-key.jsonl": lines(CALL | {TRAP: TRAP}),
    "itself.jsonl": lines(CALL | {"corrects": CALL["id"]}),
    "nothing.jsonl": b"",
    "nul.jsonl": b"\0" * 100,
    "nul.csv": b"\0" * 100,
    "trap.jsonl": TRAP.encode(),
    "trap.csv": TRAP.encode(),
    "latin.jsonl": b"\xff\xfe\x1b]0;t\x07",
    "utf-16.csv": "log,id".encode("utf-16"),
    "quote.csv": b'"log,' + b"x" * 1000,
}


@pytest.mark.parametrize("name", BROKEN_LOGS)
def test_a_log_that_cannot_be_right_is_refused_and_changes_nothing(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(BROKEN_LOGS[name])
    ran = run(["log", "import", str(tmp_path / name)])
    assert ran.faults == []
    assert ran.status == (0 if name in ("nothing.jsonl", "trap-in-key.jsonl") else 2)
    after = [run(["log", "list", "--reveal"]), run(["log", "list", "--json"]), run(["follow-ups"])]
    assert [(ran.status, ran.faults) for ran in after] == [(0, [])] * 3
    assert len(after[1].out.splitlines()) == (name == "trap-in-key.jsonl")


# The user's own closures


@pytest.mark.parametrize("text", OWN)
def test_a_closure_may_have_any_name(text: str, tmp_path: Path) -> None:
    if "\ud800" <= max(text) <= "\udfff":
        return
    name = json.dumps(text)
    (tmp_path / "closures.yaml").write_text(
        f"closures:\n  - {{date: 2026-11-23, name: {name}}}\n", encoding="utf-8"
    )
    plain = run(["hours", *AT, "--data", str(tmp_path)])
    ran = run(["hours", *AT, "--json", "--data", str(tmp_path)])
    assert [*plain.faults, *ran.faults] == []
    if plain.status == 0:
        assert clean(text) in plain.out
        assert json.loads(ran.out)["holiday"] == text
    else:
        assert plain.status in (1, 2)


@pytest.mark.parametrize(
    "raw_file",
    [
        b"", b"\0", b"\xff\xfe", b"closures:", b"closures: 5", b"closures: [1]", b"x: \x1b]0;t\x07",
        b"closures:\n  - {date: 2026-13-45, name: x}", b"&a [*a]", b"!!python/object:os.system x",
        b"closures: " + b"[" * 5000, b"closures:\n  - {date: 2026-11-23, name: [a]}", b"? ? ?", b"%\n---",
        b'closures:\n  - {date: 2026-11-23, name: "\\e]0;TRAP\\a", x: 1}',
    ],
)  # fmt: skip
def test_closures_that_cannot_be_read_are_said(raw_file: bytes, tmp_path: Path) -> None:
    (tmp_path / "closures.yaml").write_bytes(raw_file)
    for argv in (["hours", *AT], ["doctor"], ["prepare", "expedite", *AT]):
        ran = run([*argv, "--data", str(tmp_path)])
        assert (argv, ran.faults) == (argv, [])
        assert ran.status in (1, 2)
        assert "closures.yaml" in ran.err + ran.out


# Flows

ANSWERS = [
    word
    for answer in (
        "role=applicant", "represented=no", "protected=no", "resident=yes", "card=no", "use=other", "extension=no",
        "why=stolen", "by=none", "i829=no", "mail=all", "online=no", "voice=english", "military=no",
        "from=us", "number=202-555-0123", "texts=yes", "ready.passport=yes", f"purpose={TRAP}",
    )
    for word in ("--answer", answer)
]  # fmt: skip


@pytest.mark.parametrize(
    "argv",
    [
        ["hours", *AT], ["flows", "list"], ["flows", "list", "--json"],
        ["prepare", "infopass-adit", *AT, *ANSWERS], ["prepare", "infopass-adit", *AT, *ANSWERS, "--json"],
        ["prepare", "infopass-adit", *AT], ["ivr", "expedite"], ["ivr", "expedite", "--json"],
        ["practice", "expedite"], ["phone", "+63 2 8123 4567"], ["phone", "+63 2 8123 4567", "--json"],
        ["call-back", "--called", "2026-11-23T10:00-05:00", "--kind", "urgent"],
        ["flows", "check"], ["flows", "test"],
    ],
    ids=lambda argv: " ".join(argv[:2]),
)  # fmt: skip
def test_texts_of_flow_files_are_shown_as_signs(argv: list[str], flows: Path) -> None:
    ran = run([*argv, "--flows", str(flows)], b"1\n1\n")
    assert ran.faults == []
    assert ran.status in (0, 1)
    shown = ran.out
    if "--json" in argv:
        assert TRAP in "\n".join(texts_of(json.loads(shown.splitlines()[0])))
    elif argv[:2] not in (["flows", "check"], ["flows", "test"]):
        assert SIGNS in shown or one_line(TRAP) in shown


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("ending", ["html", "md", "txt", "pdf"])
def test_a_sheet_of_such_flows(ending: str, flows: Path, tmp_path: Path) -> None:
    file = tmp_path / f"sheet.{ending}"
    argv = ["sheet", "infopass-adit", *AT, *ANSWERS, "-o", str(file), "--flows", str(flows)]
    ran = run(argv)
    assert (ran.faults, ran.status) == ([], 0)
    if ending != "pdf":
        text = file.read_text("utf-8")
        assert raw(text) == []
        assert "<b>&" not in text or ending == "txt"


@pytest.mark.parametrize(
    "raw_file",
    [b"", b"\0", b"\xff\xfe", b"id: \x1b]0;t\x07", b"id: [" * 3000, b"&a [*a]", b"!!python/name:os.system",
     b"id: x\n" * 2000, b'id: "\\e]0;TRAP\\a"', b"\xed\xa0\x80", b'questions: {a: {next: "\\u202e"}}'],
)  # fmt: skip
def test_a_flow_file_that_is_no_flow_is_said(raw_file: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "flows" / "odd"
    folder.mkdir(parents=True)
    (folder / "flow.yaml").write_bytes(raw_file)
    for argv in (["flows", "check"], ["flows", "list"], ["prepare", "odd"], ["hours", *AT]):
        ran = run([*argv, "--flows", str(folder.parent)])
        assert (argv, ran.faults) == (argv, [])
        status = {"check": 1, "--at": 0}.get(argv[1], 2)
        assert (argv, ran.status) == (argv, status)


def test_a_folder_of_flows_may_have_any_name(tmp_path: Path) -> None:
    for name in ("\x1b]0;TRAP\x07", "[b]", "\u202ex", "a\nb", "--help", "\udcff"):
        folder = tmp_path / "flows" / name
        folder.mkdir(parents=True)
        (folder / "flow.yaml").write_text("id: x\n")
        ran = run(["flows", "check", "--flows", str(tmp_path / "flows")])
        assert (name, ran.faults, ran.status) == (name, [], 1)
        shutil.rmtree(folder)


# What is written, straight from values

TEXTS = [text for text in ALL if text]
PIECES = [*(text for text in TEXTS if len(text) < 10_000), "x" * 2000]


def sheet() -> Sheet:
    kinds = ("text", "say", "box", "blank", "step")
    sections = tuple(
        SheetSection(
            title=text,
            lines=tuple(
                SheetLine(kind=kind, text=text, note=text, address=text)  # type: ignore[arg-type]
                for text in PIECES[place :: len(kinds)]
            ),
        )
        for place, (kind, text) in enumerate(zip(kinds, (TRAP, *OWN[:4]), strict=True))
    )
    return Sheet(
        language="en", title=TRAP, verdict=TRAP,
        lead=tuple(SheetLine(kind="text", text=text) for text in OWN[:50]),
        dial=Dial(title=TRAP, number=TRAP, link="+1", lines=tuple(OWN[:50])),
        sections=sections, foot=tuple(OWN[:50]),
    )  # fmt: skip


@pytest.mark.parametrize("ending", ["html", "md", "txt"])
def test_every_text_stands_on_a_sheet_letter_for_letter(ending: str) -> None:
    text = sheet_bytes(sheet(), Path(f"x.{ending}")).decode("utf-8")
    assert raw(text) == []
    if ending == "html":
        import html

        assert re.findall(r"<(?:script|img|svg|iframe|b|i|a)\b(?! href=\"tel:)", text) == []
        plain = html.unescape(re.sub("<[^>]*>", "", text))
        assert [piece for piece in PIECES if clean(piece) not in plain] == []
    if ending == "md":
        plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
        solid = "".join(plain.split())
        assert [piece for piece in PIECES if "".join(one_line(piece).split()) not in solid] == []
        assert re.findall(r"(?<!\\)<", text) == []
    if ending == "txt":
        solid = "".join(text.split())
        assert [piece for piece in PIECES if "".join(one_line(piece).split()) not in solid] == []


def test_a_pdf_takes_every_text() -> None:
    raw_file = sheet_bytes(sheet(), Path("x.pdf"))
    assert len(PdfReader(io.BytesIO(raw_file)).pages) > 5


def test_a_calendar_takes_every_text() -> None:
    events = [
        Event(uid=str(number), title=text, text=text, start=NOW, alarms=(timedelta(days=1),))
        for number, text in enumerate(TEXTS)
    ]
    raw_file = calendar_file(events, NOW)
    text = raw_file.decode("utf-8")
    assert raw(text.replace("\r\n", "\n")) == []
    calendar = Calendar.from_ical(raw_file)
    summaries = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    # The library that reads it back drops a byte order mark in front.
    assert summaries == [clean(text).removeprefix("\ufeff") for text in TEXTS]


def test_a_contact_card_takes_every_text() -> None:
    for text in TEXTS:
        card = contact_card(text, text, text, text).decode("utf-8")
        assert raw(card.replace("\r\n", "\n")) == []
        unfolded = card.replace("\r\n ", "").split("\r\n")
        assert [line.partition(":")[0] for line in unfolded] == [
            "BEGIN", "VERSION", "FN", "N", "TEL;TYPE=WORK,VOICE", "EMAIL;TYPE=INTERNET", "NOTE", "END", "",
        ]  # fmt: skip


@pytest.mark.parametrize("write", [page, markdown])
def test_a_history_takes_every_text(write: Any) -> None:
    rows = (
        tuple((text, text) for text in TEXTS) if write is page else tuple(("x", t) for t in TEXTS)
    )
    text = "".join(
        write(
            History(
                language="en",
                title=TRAP,
                claim=TRAP,
                none=TRAP,
                sections=[Section(heading=TRAP, rows=rows)],
            )
        )
    )
    assert raw(text) == []
    if write is page:
        assert re.findall(r"<(?:script|img|svg|iframe|b|i|a)\b", text) == []


def test_services_with_trapped_flows_know_every_flow(flows: Path) -> None:
    services = Services(Settings(flows=flows))
    assert TRAP in services.catalog.home.question
    assert len(services.catalog.flow_files) > 5
