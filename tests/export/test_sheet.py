"""The call plan on paper: every format shows the same value, and nothing typed becomes markup."""

import io
import stat
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest
from markdown_it import MarkdownIt

from guide.bootstrap import Services
from guide.cli.main import main
from guide.core.text import one_line
from guide.export.sheet import Dial, Kind, Sheet, SheetLine, SheetPart, SheetSection
from guide.export.sheet_html import as_page
from guide.export.sheet_pdf import as_pdf
from guide.export.sheet_text import WIDTHS, as_markdown, as_text, columns
from guide.local.settings import Settings
from tests.calls import AT, NAUGHTY
from tests.export.papers import RECEIPT, made
from tests.tui.helpers import ADIT


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        if not self.tags or self.tags[-1] not in ("style", "script"):
            self.words += data


def read(page: str) -> _Read:
    reader = _Read()
    reader.feed(page)
    return reader


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\\", "").replace("\u200b", "")


def every_text(sheet: Sheet) -> list[str]:
    texts = [sheet.verdict, *sheet.foot]
    if sheet.dial is not None:
        texts += [sheet.dial.title, sheet.dial.number, *sheet.dial.lines]
    lines = [*sheet.lead, *(line for section in sheet.sections for line in section.lines)]
    for line in lines:
        texts += [line.text, line.note, line.address]
        texts += [text for part in line.parts for text in (part.label, part.text, part.note)]
    return [text for text in [*texts, *(section.title for section in sheet.sections)] if text]


def test_every_format_says_the_same() -> None:
    sheet = made()
    shown = [read(as_page(sheet, large=False)).words, as_markdown(sheet), as_text(sheet, 80)]
    for text in every_text(sheet):
        for format_ in shown:
            assert squeezed(text) in squeezed(format_)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_text_are_no_wider_than_asked(width: int) -> None:
    for line in as_text(made(), width).splitlines():
        assert columns(line) <= width or " " not in line.strip().lstrip("[ ]x->")


LONG = "María Guadalupe de los Ángeles Fernández-Íñiguez y Núñez de la Concepción-Etxeberria"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "typed", [LONG, "我母亲在医院" * 20, "e\u0301" * 90, "والدتي في المستشفى " * 9]
)
def test_no_word_is_broken_and_no_line_too_wide(typed: str, width: int) -> None:
    line = SheetLine(kind="say", text=typed)
    text = as_text(a_sheet(SheetSection(title=typed, lines=(line,))), width)
    signs = "我母亲在医院"
    for word in LONG.split() if typed == LONG else signs:
        assert (word in text) == (word in typed)
    if typed[0] != "e":
        assert max(map(columns, text.splitlines())) <= width


@pytest.mark.parametrize(
    ("text", "width"),
    [("Ana", 3), ("e\u0301", 1), ("医院", 4), ("👩\u200d👩\u200d👧", 2), ("❤\ufe0f", 2), ("🇲🇽", 2), ("", 0)],
)  # fmt: skip
def test_a_line_is_as_wide_as_a_terminal_draws_it(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_no_text_takes_less_than_nothing(text: str) -> None:
    assert columns(text) >= 0
    lines = as_text(a_sheet(SheetSection(title=f"{text}x", lines=())), 80).splitlines()
    assert "-" in lines[lines.index("") + 2]


def a_sheet(*sections: SheetSection, **fields: Any) -> Sheet:
    values: dict[str, Any] = {
        "language": "en", "title": "t", "verdict": "", "lead": (), "dial": None, "foot": ("f",),
    }  # fmt: skip
    return Sheet(sections=sections, **(values | fields))


def test_numbers_are_masked_until_asked_for() -> None:
    for reveal in (False, True):
        sheet = made(reveal=reveal)
        for text in (as_page(sheet, large=False), as_markdown(sheet), as_text(sheet, 80)):
            assert ("1234567890" in text.replace(" ", "")) == reveal


@pytest.mark.parametrize("large", [False, True])
def test_the_page_needs_nothing_from_outside(large: bool) -> None:
    page = as_page(made(), large=large)
    reading = read(page)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(reading.tags)
    names = {name for name, _ in reading.attributes}
    assert names <= {
        "lang", "charset", "name", "content", "http-equiv", "class", "href", "aria-hidden",
    }  # fmt: skip
    links = [value for name, value in reading.attributes if name == "href"]
    assert links[0] == "tel:+18003755283"
    assert all(link.startswith("https://") for link in links[1:])
    assert ("lang", "en") in reading.attributes
    for fetches in ("url(", "@import", "src=", 'http-equiv="refresh'):
        assert fetches not in page
    assert [tag for tag in reading.tags if tag in ("h1", "h2", "h3")][:2] == ["h1", "h2"]
    assert reading.tags.count("h1") == 1
    assert "default-src 'none'" in page


def test_only_an_address_of_the_web_is_a_link() -> None:
    lines = tuple(
        SheetLine(kind="text", text="t", address=address)
        for address in (
            "javascript:alert(1)",
            "http://a.b",
            "data:text/html,x",
            'https://a.b/"><b>',
        )
    )
    reading = read(as_page(a_sheet(SheetSection(title="s", lines=lines)), large=False))
    assert [value for name, value in reading.attributes if name == "href"] == ['https://a.b/"><b>']


def test_the_foot_says_whose_it_is_when_it_was_made_and_how_old_it_is() -> None:
    foot = made().foot[0]
    assert "Not from USCIS. Not legal advice." in foot
    assert "Made Mon, Nov 23, 2026, 9:00 a.m. (Chicago time)" in foot
    assert "Its content was checked on" in foot
    assert "should have been reviewed" not in foot
    later = Services(Settings(zone="America/Chicago"), clock=lambda: AT)
    in_years = AT.replace(year=2029)
    old = later.sheet(later.planning.plan("infopass-adit", {**ADIT}, in_years), reveal=False)
    assert "should have been reviewed" in old.foot[0]


def test_hidden_numbers_are_said_to_be_hidden() -> None:
    assert any("The dots hide your numbers" in text for text in made().foot)
    assert not any("The dots hide your numbers" in text for text in made(reveal=True).foot)


def test_without_a_call_there_is_nothing_to_dial() -> None:
    assert made().dial is not None
    without = made(resident="no")
    assert without.dial is None
    assert "tel:" not in as_page(without, large=False)


def test_a_number_that_cannot_be_called_back_is_said_before_dialling() -> None:
    dial = made(number="1-800-555-0199").dial
    assert dial is not None
    assert any(text.startswith("! ") for text in dial.lines)


def test_every_step_of_the_menu_says_how_sure_it_is() -> None:
    steps = [line for section in made().sections for line in section.lines if line.kind == "step"]
    assert len(steps) > 4
    parts = [part for line in steps for part in line.parts]
    assert all(part.note.startswith("[") for part in parts)
    assert any(part.spoken for part in parts)


def test_nothing_typed_becomes_markup() -> None:
    lines = tuple(SheetLine(kind="box", text=text, note=text, address=text) for text in NAUGHTY)
    parts = tuple(SheetPart(label=text, text=text, note=text) for text in NAUGHTY)
    steps = (SheetLine(kind="step", text="<b>s", note="<b>n", parts=parts),)
    sheet = a_sheet(
        SheetSection(title="# x", lines=lines), SheetSection(title="s", lines=steps),
        title="<b>t", lead=lines, foot=tuple(NAUGHTY),
        dial=Dial(title="<b>d", number="<b>1", link="+1", lines=tuple(NAUGHTY)),
    )  # fmt: skip
    page = as_page(sheet, large=False)
    assert "script" not in read(page).tags
    assert "b" not in read(page).tags
    for text in (page, as_markdown(sheet), as_text(sheet, 40)):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "<script>" not in as_markdown(sheet).replace("\\<", "")


MARKUP = [
    "[a](javascript:x)", "![x](http://a/b)", "<http://a.b>", "http://a.b", "www.a.b", "a@b.c", "&lt;",
    "1) x", "+ x", "- [x] y", "~~x~~", "x\\", "    code", "\\`", "# h", "> q", "===", "a | b", "***",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["text", "box", "say", "step", "blank"])
def test_markdown_shows_every_sign_and_makes_nothing_of_it(kind: Kind) -> None:
    reader = MarkdownIt("gfm-like", {"html": True})
    for text in [*MARKUP, *NAUGHTY]:
        parts = (SheetPart(label="l", text=text, note=text, spoken=True),)
        line = SheetLine(kind=kind, text=text, note=text, address=text, parts=parts)
        section = SheetSection(title=text, lines=(line,))
        reading = read(reader.render(as_markdown(a_sheet(section, title=text, foot=(text,)))))
        assert set(reading.tags) <= {"h1", "h2", "p", "ul", "ol", "li", "strong", "hr"}, text
        assert squeezed(one_line(text)) in squeezed(reading.words), text


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
    for large in (False, True):
        pages = pypdf.PdfReader(io.BytesIO(as_pdf(made(), large=large))).pages
        words = squeezed("".join(page.extract_text() for page in pages))
        assert squeezed("Have at hand") in words
        assert "1-800-375-5283" in words
        assert len(pages) <= (6 if large else 2)
        # As wide as A4, as high as US Letter: in points, and neither printer has to shrink it.
        width, height = pages[0].mediabox.width, pages[0].mediabox.height
        assert width == pytest.approx(595, abs=1)
        assert height == pytest.approx(791, abs=1)
