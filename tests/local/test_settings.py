"""What was set for this computer: a server or a folder, texts that can be kept, crash reports."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.core.call.entry import LONGEST_TEXT
from guide.core.errors import InvalidInput
from guide.local.crash import write_crash_file
from guide.local.settings import Settings, data_folder, server_address
from guide.local.typed_text import checked_text

SERVER = "postgresql://firm.example/log"


def test_an_address_names_a_server_and_a_path_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GUIDE_DATA", raising=False)
    assert server_address(Settings(data=SERVER)) == SERVER
    assert server_address(Settings(data=str(tmp_path))) is None
    assert server_address(Settings()) is None
    assert data_folder(Settings(data=str(tmp_path))) == tmp_path
    assert data_folder(Settings(data=SERVER)) == data_folder(Settings())
    monkeypatch.setenv("GUIDE_DATA", SERVER)
    assert server_address(Settings()) == SERVER
    assert server_address(Settings(data=str(tmp_path))) is None


def test_a_text_is_kept_up_to_its_longest_and_not_beyond() -> None:
    longest = "x" * LONGEST_TEXT
    assert checked_text("note", longest) == longest
    assert checked_text("note", "") is None
    with pytest.raises(InvalidInput, match=f"{LONGEST_TEXT + 1:,} characters"):
        checked_text("note", f"{longest}x")


def test_a_crash_report_has_places_and_nothing_that_was_typed(tmp_path: Path) -> None:
    try:
        raise ValueError("IOE0912345678")  # noqa: TRY301  # a fault of the program
    except ValueError as error:
        path = write_crash_file(error, tmp_path / "crashes", datetime(2026, 11, 23, tzinfo=UTC))
    assert path is not None
    text = path.read_text("utf-8")
    assert "IOE0912345678" not in text
    assert "ValueError" in text
    assert "test_settings.py" in text


def test_where_no_report_can_be_written_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    at = datetime(2026, 11, 23, tzinfo=UTC)
    assert write_crash_file(ValueError(), tmp_path / "file", at) is None
