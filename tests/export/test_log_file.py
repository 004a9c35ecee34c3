"""The log as a file: what goes out revealed comes back as it was."""

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from guide.core.call.entry import Call
from guide.core.call.masked_call import masked_call
from guide.core.errors import InvalidInput
from guide.core.masking import is_masked, without_numbers
from guide.export.log_file import (
    escaped_cell,
    json_lines,
    read_json_lines,
    spreadsheet,
    unescaped_cell,
)
from guide.export.log_table import read_spreadsheet
from tests.calls import NAUGHTY, call, calls, canary, texts
from tests.export.many import MANY, TYPED

HARD = {
    "\r\n=1",
    "a\r\nb",
    "\0",
    "'",
    "''",
    "'=x",
    " =1",
    "＝1",
    "\ufeffx",
    "\u2028",
    '"',
    "x" * 2000,
}


def lines(text: str) -> io.StringIO:
    """A file with this text."""
    return io.StringIO(text, newline="")


@given(calls())
def test_out_and_back_is_the_identity(one: Call) -> None:
    assert list(read_json_lines(json_lines([one], revealed=True))) == [one]
    assert list(read_spreadsheet(lines("".join(spreadsheet([one], revealed=True))))) == [one]


def test_the_ten_thousand_are_as_hard_as_they_should_be() -> None:
    assert len({one.id for one in MANY}) == 10_000
    assert set(NAUGHTY) >= HARD
    for name in TYPED:
        assert {getattr(one, name) for one in MANY[: len(NAUGHTY)]} == set(NAUGHTY)


def test_ten_thousand_calls_go_out_and_back() -> None:
    assert list(read_json_lines(json_lines(MANY, revealed=True))) == MANY
    assert list(read_spreadsheet(lines("".join(spreadsheet(MANY, revealed=True))))) == MANY


@given(texts)
def test_no_cell_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    cell = escaped_cell(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unescaped_cell(cell) == text


@pytest.mark.parametrize("read", [read_json_lines, read_spreadsheet])
def test_a_masked_file_is_refused(read: object) -> None:
    write = json_lines if read is read_json_lines else spreadsheet
    text = "".join(write(map(masked_call, [call(1, phone="2025550123")]), revealed=False))
    with pytest.raises(InvalidInput, match="masked"):
        list(read(lines(text)))  # type: ignore[operator]


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", '{"log": "guide-log-1"}', '{"log": "guide-log-1", "id": 1}']
)
def test_what_is_no_log_is_said(text: str) -> None:
    if text:
        with pytest.raises(InvalidInput, match="Line 1"):
            list(read_json_lines(lines(text)))
    with pytest.raises(InvalidInput):
        list(read_spreadsheet(lines(text)))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"note": "a\ud800"}, "broken character"),
        ({"id": "\ud800"}, "broken character"),
        ({"corrects": "\udfff"}, "broken character"),
        ({"id": ""}, "no id"),
        ({"heard": [{"at": "2026-11-23T15:00:00Z", "step": "s", "text": "\ud800"}]}, "broken"),
        (
            {"heard": [{"at": "2026-11-23T15:00:00Z", "step": "s", "text": "x" * 2001}]},
            "more than 2000",
        ),
        ({"held_seconds": 10**30}, "that long"),
        ({"held_seconds": -1}, "that long"),
        ({"started_at": "0001-01-01T00:00:00+14:00"}, "out of range"),
        ({"answer_by": "9999-12-31T23:00:00-14:00"}, "out of range"),
        ({"kind": "x"}, "enum"),
    ],
)
def test_what_no_log_of_ours_holds_is_refused(fields: dict[str, Any], said: str) -> None:
    (line,) = json_lines([call(1)], revealed=True)
    with pytest.raises(InvalidInput, match=said) as error:
        list(read_json_lines([json.dumps(json.loads(line) | fields)]))
    assert str(error.value).startswith("Line 1")


def test_a_file_too_deep_or_with_a_number_too_long_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Line 1"):
        list(read_json_lines(["[" * 100_000]))
    text = "".join(spreadsheet([call(1, held_seconds=77777)], revealed=True))
    for wrong in ("--5", "7" * 5000, "٣"):
        with pytest.raises(InvalidInput, match="Row 2"):
            list(read_spreadsheet(lines(text.replace("77777", wrong))))


def test_a_moment_without_an_offset_is_refused() -> None:
    text = "".join(json_lines([call(1)], revealed=True)).replace("+00:00", "")
    with pytest.raises(InvalidInput, match="offset"):
        list(read_json_lines(lines(text)))


def test_no_number_is_shown_without_being_asked_for() -> None:
    one, numbers = canary()
    hidden = masked_call(one)
    for text in (
        "".join(json_lines([hidden], revealed=False)),
        "".join(spreadsheet([hidden], revealed=False)),
    ):
        assert [number for number in numbers if number in text] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call 2025550123 on 2026-12-04", "call •••••••123 on 2026-12-04"),
        ("A123456789", "•••••••789"),
        ("(202) 555-0123", "(••••••••••123"),
        ("form I-131, 3 times", "form I-131, 3 times"),
    ],
)
def test_numbers_in_free_text(text: str, shown: str) -> None:
    assert without_numbers(text) == shown
    assert is_masked(without_numbers(text)) == (text != shown)


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("GUIDE_ALL_TESTS"),
    reason="LibreOffice is not on this machine",
)
def test_libreoffice_opens_it_and_runs_nothing(tmp_path: Path) -> None:
    assert SOFFICE is not None
    source = tmp_path / "log.csv"
    some = "".join(spreadsheet(MANY[: len(NAUGHTY)], revealed=True))
    source.write_text(some, encoding="utf-8", newline="")
    subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "fods", "--infilter=CSV:44,34,76,1", "--outdir", str(tmp_path), str(source),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    opened = (tmp_path / "log.fods").read_text(encoding="utf-8")
    assert "drop table call" in opened
    for runs in ("table:formula", "table:dde", "<script", "xlink:href"):
        assert runs not in opened


def test_csv_is_plain_csv() -> None:
    rows = list(csv.reader(io.StringIO("".join(spreadsheet([call(1)], revealed=True)))))
    assert [len(row) for row in rows] == [len(rows[0])] * 2
