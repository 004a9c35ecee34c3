"""Files that people had trouble with in other programs: the address is where it was reported."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.ran import Ran, run

Log = Callable[..., Ran]
HEADER = "id,started_at,agent_name,interpreter,kind,note,zone"
ID = "5c3f0000-0000-4000-8000-000000000001"
ROW = f"{ID},2026-11-20T10:00:00-05:00,José Muñoz,yes,urgent,seen,America/New_York"


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Runs `guide log` on a folder of the test's own."""
    return lambda *argv: run(
        ["log", *argv, "--data", str(tmp_path / "data"), "--zone", "America/New_York"]
    )


def saved(folder: Path, text: str, encoding: str = "utf-8") -> str:
    path = folder / "log.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


def held(log: Log) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log("list", "--json", "--reveal").out.splitlines()]


# https://github.com/glpi-project/glpi/issues/24086
# https://github.com/kohler/hotcrp/issues/268
# https://github.com/cds-snc/platform-forms-client/issues/3877
def test_excel_sees_that_a_csv_is_utf_8(log: Log, tmp_path: Path) -> None:
    log("add", "--started", "2026-11-20T10:00", "--agent-name", "José Muñoz")
    out = tmp_path / "x.csv"
    assert log("export", "-o", str(out), "--reveal").status == 0
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "José Muñoz" in raw.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        # https://github.com/xibosignage/xibo/issues/3456
        (f"{HEADER}\n{ROW}\n\n", "utf-8"),
        # https://github.com/rdunlop/unicycling-registration/issues/527
        (f"{HEADER}\n{ROW}\n,,,,,,\n", "utf-8"),
        # https://github.com/NHSDigital/manage-vaccinations-in-schools/pull/2186
        (f"{HEADER}\n\n  , ,\n{ROW}\n", "utf-8"),
        # https://github.com/younginnovations/aidstream/issues/77
        (f"{HEADER}\n{ROW}\n".replace(",", ";"), "utf-8"),
        # https://github.com/EvoTestOps/AISysRev/issues/113
        (f"{HEADER}\n{ROW}\n".replace(",", "\t"), "utf-16"),
        (f"sep=;\n{HEADER}\n{ROW}\n".replace(",", ";"), "utf-8-sig"),
        (f"{HEADER}\n{ROW}\n", "cp1252"),
        # https://github.com/iris-connect/iris-client/issues/443
        (f"{HEADER}\r{ROW}\r", "utf-8-sig"),
        (f"{HEADER},Client,Colour\r\n{ROW},Ana,red\r\n", "utf-8"),
        (f"Note,Kind,Interpreter,Agent name,Started at,ID\nseen,Urgent,TRUE,José Muñoz,11/20/2026 10:00,{ID}\n", "utf-8"),
        (f"{HEADER}\n{ROW},,,\n", "utf-8"),
    ],
)  # fmt: skip
def test_a_table_is_read_as_spreadsheets_save_it(
    log: Log, tmp_path: Path, text: str, encoding: str
) -> None:
    ran = log("import", saved(tmp_path, text, encoding), "--json")
    assert (ran.status, json.loads(ran.out)["added"]) == (0, 1), ran.err
    (call,) = held(log)
    assert (call["agent_name"], call["kind"], call["interpreter"]) == ("José Muñoz", "urgent", True)
    assert call["started_at"] == "2026-11-20T10:00:00-05:00"
    assert call["id"] == ID


def test_a_row_without_an_id_is_a_call_that_is_added_once(log: Log, tmp_path: Path) -> None:
    file = saved(tmp_path, "started_at,note\n2026-11-20 10:00,old list\n")
    assert json.loads(log("import", file, "--json").out)["added"] == 1
    assert json.loads(log("import", file, "--json").out)["known"] == 1
    assert len(held(log)) == 1


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("interpreter", "perhaps", "Write yes or no."),
        ("kind", "soon", "urgent, regular, unknown"),
        ("started_at", "4/12/2026 10:00", "Which number is the month?"),
        ("started_at", "someday", "2026-11-20"),
        ("started_at", "", "2026-11-20"),
        ("held_seconds", "1.5", "whole number of seconds"),
        ("attempts", "yes", "Leave it as it was exported"),
    ],
)
def test_a_refusal_names_row_column_and_cell(
    log: Log, tmp_path: Path, column: str, cell: str, said: str
) -> None:
    good = {"started_at": "2026-11-20T10:00:00-05:00", "note": "a"}
    row = good | {column: cell}
    ran = log("import", saved(tmp_path, f"{','.join(row)}\n{','.join(row.values())}\n"))
    assert ran.status == 2
    for words in (f"Row 2, {column}: '{cell}'", said):
        assert words in ran.err
    assert held(log) == []


def test_all_faults_are_reported_in_one_run_and_nothing_is_taken(log: Log, tmp_path: Path) -> None:
    text = (
        f"{HEADER}\n{ROW}\n,2026-11-21 10:00,,maybe,fast,,\n,nonsense,,,,,\n"
        ",2026-11-21 10:00,,,,,,too much\n"
    )
    ran = log("import", saved(tmp_path, text))
    assert ran.status == 2
    for said in ("Row 3, interpreter: 'maybe'", "Row 3, kind: 'fast'", "Row 4, started_at",
                 "Row 5: 'too much'", "4 cells or rows", "Nothing was imported"):  # fmt: skip
        assert said in ran.err
    assert held(log) == []


def test_columns_of_others_are_left_out_and_named(log: Log, tmp_path: Path) -> None:
    ran = log("import", saved(tmp_path, "started_at,Colour\n2026-11-20 10:00,red\n"))
    assert ran.status == 0
    assert "Colour" in ran.err


def test_a_table_without_the_needed_column_says_which_columns_there_are(
    log: Log, tmp_path: Path
) -> None:
    ran = log("import", saved(tmp_path, "a,b\n1,2\n"))
    assert ran.status == 2
    assert "started_at" in ran.err
    assert "service_item" in ran.err


# https://github.com/archimatetool/archi/issues/192
def test_a_conflict_says_which_fields_differ(log: Log, tmp_path: Path) -> None:
    log("import", saved(tmp_path, f"{HEADER}\n{ROW}\n"))
    changed = ROW.replace("seen", "4.12345E+11").replace("urgent", "regular")
    file = saved(tmp_path, f"{HEADER}\n{changed}\n")
    ran = log("import", file, "--json")
    assert ran.status == 1
    assert json.loads(ran.out)["conflict_fields"] == {ID: ["kind", "note"]}
    assert "Marked; Anything else" in log("import", file).out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_pipe_is_refused_and_not_waited_for(ending: str, log: Log, tmp_path: Path) -> None:
    pipe = tmp_path / f"log.{ending}"
    os.mkfifo(pipe)
    ran = log("import", str(pipe))
    assert ran.status != 0
    assert "Not a regular file" in ran.err
