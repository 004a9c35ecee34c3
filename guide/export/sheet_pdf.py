"""A sheet as PDF, through typst. The words go in as data, never as markup."""

import json

import msgspec

from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.core.sheet import Sheet
from guide.core.text import clean

_PAGE = r"""
#let sheet = json(bytes(sys.inputs.sheet))
#let size = if sys.inputs.large == "yes" { 16pt } else { 10.5pt }
#set document(title: sheet.title)
#set page(paper: "a4", margin: 16mm, numbering: "1 / 1")
#set text(size: size, lang: sheet.language, font: "Libertinus Serif")
#set par(justify: false)
#show heading.where(level: 2): it => block(above: 1.1em, below: .5em,
  stroke: (bottom: .5pt + gray), inset: (bottom: 2pt), width: 100%, it.body)
#if sheet.verdict != "" [#strong(sheet.verdict)]
= #sheet.title
#for each in sheet.lead { par(each) }
#if sheet.phone != none {
  text(size: 1.3em, weight: "bold", link("tel:" + sheet.phone.at(1), sheet.phone.at(0)))
}
#for section in sheet.sections {
  heading(level: 2, section.title)
  for line in section.lines {
    let mark = if line.kind == "box" { if line.ticked { "[x]" } else { "[  ]" } } else { "•" }
    let words = if line.kind == "say" { strong(line.text) } else { line.text }
    block(breakable: false, above: .55em, grid(columns: (1.6em, 1fr), mark, {
      words
      if line.note != "" { " "; text(fill: luma(35%), line.note) }
      if line.address != "" { " "; text(fill: luma(35%), line.address) }
      if line.kind == "blank" { v(1.2em); line(length: 100%, stroke: .4pt) }
    }))
  }
}
#v(1em)
#set text(size: .75em, fill: luma(30%))
#for each in sheet.foot { par(each) }
""".replace("line(length: 100%, stroke: .4pt)", "box(width: 100%, stroke: (bottom: .4pt))")


def as_pdf(sheet: Sheet, *, large: bool) -> bytes:
    """The pages of the sheet.

    Raises:
        InvalidInput: the library that makes them is not installed.
    """
    try:
        import typst
    except ImportError:
        raise InvalidInput(
            Sentence("error.pdf", "PDF needs a library that is not installed."),
            Sentence(
                "hint.pdf",
                "Install it with: pip install 'uscis-call-guide[pdf]', or print the .html file.",
            ),
        ) from None
    data = json.dumps(_cleaned(msgspec.to_builtins(sheet)), ensure_ascii=False)
    inputs = {"sheet": data, "large": "yes" if large else "no"}
    pages = typst.compile(_PAGE.encode(), sys_inputs=inputs, ignore_system_fonts=True)
    if not isinstance(pages, bytes):
        raise TypeError(type(pages))
    return pages


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list | tuple) else value
