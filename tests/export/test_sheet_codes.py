"""Codes on paper: what a camera reads from the printed page, and where there can be none."""

import io
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from guide.bootstrap import Services
from guide.cli.main import main
from guide.core.errors import InvalidInput
from guide.core.flow.words import Value  # noqa: TC001  # read at run time
from guide.export.sheet_file import sheet_bytes
from guide.export.sheet_html import as_page
from guide.export.sheet_pdf import as_pdf
from guide.local.settings import Settings
from tests.calls import AT
from tests.export.camera import CONTACT, DIAL, read
from tests.export.papers import made
from tests.tui.helpers import ADIT


@pytest.mark.parametrize("large", [False, True])
def test_a_camera_reads_the_codes_of_the_printed_page(large: bool) -> None:
    assert sorted(read(as_pdf(made(with_codes=True), large=large))) == [CONTACT, DIAL]


def test_what_a_code_holds_is_said_once_beside_it() -> None:
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(made(with_codes=True), large=False))).pages
    words = " ".join(pages[0].extract_text().split())
    assert "Save USCIS Contact Center as a contact 1-800-375-5283" in words
    assert words.count("Dial 1-800-375-5283") == 1
    assert "1-800-375-5283 1-800-375-5283" not in words


def test_there_is_none_that_was_not_asked_for() -> None:
    assert read(as_pdf(made(), large=False)) == []
    assert "<svg" not in as_page(made(), large=False)
    assert as_page(made(with_codes=True), large=False).count("<svg") == 2


def test_an_appointment_ahead_stands_beside_the_number() -> None:
    services = Services(Settings(zone="America/Chicago"), clock=lambda: AT)
    given: dict[str, Value] = {
        "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
        "notice": "in-hand", "appointment": AT + timedelta(days=3),
    }  # fmt: skip
    plan = services.planning.plan("reschedule-biometrics", given, AT)
    (day,) = read(as_pdf(services.sheet(plan, reveal=False, with_codes=True), large=False))
    assert "SUMMARY:USCIS appointment" in day


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_letters_cannot_hold_codes(ending: str) -> None:
    with pytest.raises(InvalidInput, match="QR codes"):
        sheet_bytes(made(with_codes=True), Path(f"sheet.{ending}"))


def answers(**given: str) -> list[str]:
    both = {**ADIT, **given}
    return [word for name, value in both.items() for word in ("--answer", f"{name}={value}")]


def test_the_command_draws_them(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    assert main(["sheet", "infopass-adit", *answers(), "--qr", "-o", str(target)]) == 0
    assert DIAL in read(target.read_bytes())


def test_the_command_says_where_they_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sheet.md"
    assert main(["sheet", "infopass-adit", *answers(), "--qr", "-o", str(target)]) == 2
    error = capsys.readouterr().err
    assert "A .md file can't hold QR codes." in error
    assert ".html, .pdf" in error
    assert not target.exists()


def test_the_command_says_when_there_is_nothing_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sheet.html"
    no_call = answers(resident="no")
    assert main(["sheet", "infopass-adit", *no_call, "--qr", "-o", str(target)]) == 0
    assert "nothing to dial here" in capsys.readouterr().out
    assert "<svg" not in target.read_text("utf-8")
