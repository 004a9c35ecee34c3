"""A sheet as PDF, through typst. The words go in as data, never as markup."""

import json
import re

import msgspec

from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.core.text import clean
from guide.export.qr import as_svg
from guide.export.sheet import Sheet

# Scripts for which the library's own fonts do not suffice; the machine's are searched then.
_FOREIGN = re.compile("[\u0530-\u1cff\u2c00-\U0010ffff]")
# As wide as A4 and as high as US Letter, so that either printer takes it at full size.
_PAGE = r"""
#let sheet = json(bytes(sys.inputs.sheet))
#let large = sys.inputs.large == "yes"
#let soft = luma(30%)
#set document(title: sheet.title)
#set text(size: if large { 16pt } else { 9pt }, lang: sheet.language, font: "Libertinus Serif")
#set page(width: 210mm, height: 279mm, margin: (x: 14mm, top: 12mm, bottom: 13mm),
  header: context if counter(page).get().first() > 1 {
    text(size: .8em, fill: soft, sheet.title)
  },
  footer: context align(right, text(size: 8pt, counter(page).display("1 / 1", both: true))))
#set par(justify: false, leading: .5em)
#show heading.where(level: 2): it => block(above: .9em, below: .45em, sticky: true,
  stroke: (bottom: .5pt + gray), inset: (bottom: 2pt), width: 100%, it.body)
#let web(address) = if address.starts-with("https://") { link(address) } else { address }
#let note(words) = if words != "" { text(fill: soft, " " + words) }
#let whole(line) = {
  if line.kind == "say" { strong("“" + line.text + "”") }
  else if line.kind == "step" { strong(line.text) }
  else { line.text }
  if line.kind != "step" { note(line.note) }
  if line.address != "" { " "; web(line.address) }
}
#let part(row) = block(above: .45em, par(hanging-indent: 2.6em, {
  row.label; " "
  if row.spoken { strong(row.text) } else { row.text }
  note(row.note)
}))
#let square(ticked) = box(width: .8em, height: .8em, stroke: .7pt, baseline: .1em,
  if ticked { align(center + horizon, text(size: .8em, "×")) })
#let item(mark, line) = block(breakable: false, above: .55em, width: 100%,
  grid(columns: (1.6em, 1fr), mark, {
    whole(line)
    for row in line.parts { part(row) }
    if line.kind == "step" { block(above: .45em, line.note) }
  }))
#let blank(line) = block(breakable: false, above: .7em, width: 100%, {
  whole(line)
  block(above: 0pt, height: if large { 10mm } else { 7mm }, width: 100%, stroke: (bottom: .4pt))
})
#let items(lines) = for (number, line) in lines.enumerate(start: 1) {
  if line.kind == "blank" { blank(line) }
  else if line.kind == "box" { item(square(line.ticked), line) }
  else { item(if line.kind == "step" { str(number) + "." } else { "•" }, line) }
}
#let halves(lines) = {
  let middle = calc.ceil(lines.len() / 2)
  grid(columns: (1fr, 1fr), gutter: 8mm, items(lines.slice(0, middle)), items(lines.slice(middle)))
}

#if sheet.verdict != "" { block(below: .6em, strong(sheet.verdict)) }
= #sheet.title
#for line in sheet.lead { par(whole(line)) }
#if sheet.dial != none {
  block(stroke: 1pt, radius: 3pt, inset: .7em, width: 100%, breakable: false, {
    strong(sheet.dial.title)
    linebreak()
    text(size: 1.6em, weight: "bold", link("tel:" + sheet.dial.link, sheet.dial.number))
    for line in sheet.dial.lines { block(above: .5em, line) }
  })
}
#if sheet.codes != none {
  block(above: .8em, breakable: false, {
    sheet.codes.how
    grid(columns: (1fr, 1fr, 1fr), gutter: 4mm, ..for code in sheet.codes.codes {
      (grid(columns: (24mm, 1fr), column-gutter: 2mm, align: horizon,
        image(bytes(code.picture), format: "svg", width: 24mm), code.lines.join(linebreak())),)
    })
  })
}
#for section in sheet.sections {
  heading(level: 2, section.title)
  let paired = not large and section.lines.first().kind in ("box", "blank")
  if paired { halves(section.lines) } else { items(section.lines) }
}
#v(.4em)
#set text(size: .66em, fill: soft)
#set par(leading: .42em, spacing: .7em)
#block(above: .5em, strong(sheet.foot.first()))
#for each in sheet.foot.slice(1) { block(above: .5em, each) }
"""


def as_pdf(sheet: Sheet, *, large: bool) -> bytes:
    """The pages of the sheet.

    Raises:
        InvalidInput: the library that makes them is not installed.
    """
    try:
        import typst
    except ImportError:
        raise InvalidInput(
            Message("error.pdf", "PDF needs a library that is not installed."),
            Message(
                "hint.pdf",
                "Install it with: pip install 'uscis-call-guide[pdf]', or print the .html file.",
            ),
        ) from None
    words = msgspec.to_builtins(sheet)
    if sheet.codes is not None:
        words["codes"]["codes"] = [
            {"picture": as_svg(code.payload), "lines": code.lines} for code in sheet.codes.codes
        ]
    data = json.dumps(_cleaned(words), ensure_ascii=False)
    inputs = {"sheet": data, "large": "yes" if large else "no"}
    has_only_known_signs = _FOREIGN.search(data) is None
    pages = typst.compile(
        _PAGE.encode(), sys_inputs=inputs, ignore_system_fonts=has_only_known_signs
    )
    if not isinstance(pages, bytes):
        raise TypeError(type(pages))
    return pages


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value
