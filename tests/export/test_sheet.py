"""The call plan on paper: every format shows the same value, and nothing typed becomes markup."""

import asyncio
import io
import shutil
import stat
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.main import main
from guide.core.sheet import Sheet, SheetLine, SheetSection
from guide.export.sheet_html import as_page
from guide.export.sheet_text import WIDTHS, as_markdown, as_text
from guide.settings import Settings
from guide.sheet import sheet_of
from tests.calls import AT, NAUGHTY
from tests.tui.test_screen import ADIT

RECEIPT = "IOE1234567890"


def made(*, reveal: bool = False, **answers: str) -> Sheet:
    services = Services(Settings(zone="America/Chicago"), clock=lambda: AT)
    given = {**ADIT, "receipt": RECEIPT, **answers}
    return sheet_of(services.plan("infopass-adit", given, AT), services, reveal=reveal)


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.tags or self.tags[-1] not in ("style", "script"):
            self.words += data


def read(page: str) -> _Read:
    found = _Read()
    found.feed(page)
    return found


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\\", "").replace("\u200b", "")


def every_text(sheet: Sheet) -> list[str]:
    texts = [sheet.verdict, *sheet.lead, *sheet.foot]
    for section in sheet.sections:
        texts += [section.title, *(line.text for line in section.lines)]
        texts += [line.note for line in section.lines]
    return [text for text in texts if text]


def test_every_format_says_the_same() -> None:
    sheet = made()
    shown = [read(as_page(sheet, large=False)).words, as_markdown(sheet), as_text(sheet, 80)]
    for text in every_text(sheet):
        for format_ in shown:
            assert squeezed(text) in squeezed(format_)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_text_are_no_wider_than_asked(width: int) -> None:
    for line in as_text(made(), width).splitlines():
        assert len(line) <= width or " " not in line.strip().lstrip("[ ]x*->")


def test_numbers_are_masked_until_asked_for() -> None:
    for reveal in (False, True):
        sheet = made(reveal=reveal)
        for text in (as_page(sheet, large=False), as_markdown(sheet), as_text(sheet, 80)):
            assert ("1234567890" in text.replace(" ", "")) == reveal


def test_the_page_needs_nothing_from_outside() -> None:
    page = as_page(made(), large=True)
    tags = read(page).tags
    assert not {"script", "link", "img", "iframe", "object"} & set(tags)
    assert next(tag for tag in tags if tag in ("h1", "h2")) == "h1"
    assert tags.count("h1") == 1
    assert "default-src 'none'" in page
    assert 'href="tel:+18003755283"' in page


def test_nothing_typed_becomes_markup() -> None:
    lines = tuple(SheetLine(kind="box", text=text, note=text, address=text) for text in NAUGHTY)
    sheet = Sheet(
        language="en", title="<b>t", verdict="", lead=tuple(NAUGHTY), phone_word="Phone",
        phone=None, sections=(SheetSection(title="# x", lines=lines),), foot=(),
    )  # fmt: skip
    page = as_page(sheet, large=False)
    assert "script" not in read(page).tags
    assert "b" not in read(page).tags
    for text in (page, as_markdown(sheet), as_text(sheet, 40)):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<script>" not in as_markdown(sheet).replace("\\<", "")


def answers() -> list[str]:
    given = {**ADIT, "receipt": RECEIPT}
    return [word for name, value in given.items() for word in ("--answer", f"{name}={value}")]


@pytest.mark.parametrize("ending", ["html", "pdf", "md", "txt"])
def test_the_command_writes_every_kind(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / f"sheet.{ending}"
    assert main(["sheet", "infopass-adit", *answers(), "-o", str(target)]) == 0
    assert target.stat().st_size > 1000
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    before = target.read_bytes()
    assert main(["sheet", "infopass-adit", *answers(), "-o", str(target)]) == 2
    assert target.read_bytes() == before
    assert "--force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["infopass-adit", "-o", "x.doc"], 2, ".html, .pdf, .md, .txt"),
        (["infopass-adit", "-o", "x.html"], 2, "no plan yet"),
        (["nothing", "-o", "x.html"], 2, "no flow"),
        (["infopass-adit", *answers(), "-o", "/nowhere/at/all/x.md"], 74, "cannot be written"),
    ],
)
def test_wrong_words_get_one_line(
    words: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sheet", *words]) == status
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_the_pdf_has_the_words() -> None:
    pypdf = pytest.importorskip("pypdf", reason="the reader of the tests is not installed")
    from guide.export.sheet_pdf import as_pdf

    for large in (False, True):
        pages = pypdf.PdfReader(io.BytesIO(as_pdf(made(), large=large))).pages
        words = squeezed("".join(page.extract_text() for page in pages))
        assert squeezed("Have at hand") in words
        assert "1-800-375-5283" in words
        assert len(pages) <= (6 if large else 3)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_finds_no_fault_with_the_page(scheme: str, tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    page.write_text(as_page(made(), large=False), encoding="utf-8")
    asyncio.run(_look(page, scheme))


async def _look(file: Path, scheme: str) -> None:
    from axe_playwright_python.async_playwright import Axe
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        # The page forbids every script; the checker is one.
        view = await browser.new_page(
            viewport={"width": 375, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        await view.goto(file.as_uri())
        found = await Axe().run(view)
        assert found.violations_count == 0, found.generate_report()
        assert await view.evaluate("document.documentElement.scrollWidth") <= 375
        printed = await view.pdf(format="A4", prefer_css_page_size=True)
        await browser.close()
    import pypdf

    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) <= 2
