"""A sheet as one self-contained page: prints on paper, reads on a phone, needs no script."""

import html
from collections.abc import Iterator

from guide.core.text import clean
from guide.export.qr import as_svg
from guide.export.sheet import Sheet, SheetCodes, SheetDial, SheetLine, SheetPart

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#595959;--rule:#8a8a8a}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#b4b4b4;--rule:#777}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.45 system-ui,sans-serif;
 overflow-wrap:anywhere}
body.large{font-size:1.4rem}
main,footer{max-width:46rem;margin:0 auto;padding:1rem}
h1{font-size:1.5em;line-height:1.2;margin:.2em 0}
h2{font-size:1.1em;margin:1.2em 0 .3em;border-bottom:1px solid var(--rule)}
p{margin:.5em 0}
.verdict{font-weight:700;margin:0}
.dial{border:2px solid var(--ink);border-radius:.4em;padding:.5em .8em;margin:.8em 0;
 break-inside:avoid}
.dial h2{margin:0;border:0;font-size:1em}
.dial p{margin:.2em 0}
.dial .phone{font-size:1.6em;font-weight:700;line-height:1.3}
a{color:inherit}
ul,ol{margin:0;padding:0 0 0 1.5em}
li{margin:.3em 0;break-inside:avoid}
ul.boxes,ul.blanks{list-style:none;padding:0}
ul.boxes li{padding-left:1.6em;text-indent:-1.6em}
.box{display:inline-block;text-indent:0;width:1em;height:1em;
 border:1.5px solid var(--ink);margin-right:.6em;
 vertical-align:-.12em;text-align:center;line-height:.85;font-weight:700}
.step,.say{font-weight:700}
.part{display:block;padding-left:3.2em;text-indent:-3.2em}
.note,footer{color:var(--soft)}
.do,.room{display:block}
.room{border-bottom:1px solid var(--rule);height:2em}
.codes{display:flex;flex-wrap:wrap;gap:.5em 1.5em;margin:.5em 0}
figure{margin:0;display:flex;gap:.6em;align-items:center;break-inside:avoid}
figure svg{display:block;width:8rem;height:8rem}figcaption{max-width:11em}
footer{font-size:.8em;border-top:1px solid var(--rule)}
footer p:first-child{color:var(--ink);font-weight:700}
@media print{:root{--ink:#000;--paper:#fff;--soft:#333;--rule:#555;color-scheme:light}
 body{font-size:8.6pt;line-height:1.17}body.large{font-size:15pt}
 main,footer{max-width:none;padding:0}footer{font-size:.7em;margin-top:.8em}
 h1{margin:0}h2{break-after:avoid;margin:.5em 0 .15em}p,footer p{margin:.15em 0}li{margin:.06em 0}
 li:first-child{break-after:avoid}
 .dial{margin:.4em 0;padding:.3em .6em}.dial p{margin:.1em 0}.dial .phone{line-height:1.1}
 .plain ul.boxes,.plain ul.blanks{columns:2;column-gap:2em}.room{height:6.5mm}
 .large .room{height:10mm}
 a{text-decoration:none}figure svg{width:24mm;height:24mm}
 @page{margin:9mm 11mm 11mm;@bottom-right{content:counter(page) " / " counter(pages);
  font:8pt sans-serif}}}
"""


def as_page(sheet: Sheet, *, large: bool) -> str:
    """A page of HTML that needs no other file; `large` prints bigger letters."""
    return "".join(_page(sheet, large=large))


def _page(sheet: Sheet, *, large: bool) -> Iterator[str]:
    yield (
        f'<!doctype html>\n<html lang="{_safe(sheet.language)}"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(sheet.title)}</title>\n<style>{_STYLE}</style></head>\n"
        f'<body class="{"large" if large else "plain"}"><main>\n'
    )
    if sheet.verdict:
        yield f'<p class="verdict">{_safe(sheet.verdict)}</p>\n'
    yield f"<h1>{_safe(sheet.title)}</h1>\n"
    for line in sheet.lead:
        yield f"<p>{_words(line)}</p>\n"
    if sheet.dial is not None:
        yield from _dial(sheet.dial)
    if sheet.codes is not None:
        yield from _codes(sheet.codes)
    for section in sheet.sections:
        yield f"<h2>{_safe(section.title)}</h2>\n"
        yield from _list(section.lines)
    yield "</main>\n<footer>\n"
    for text in sheet.foot:
        yield f"<p>{_safe(text)}</p>\n"
    yield "</footer></body></html>\n"


def _list(lines: tuple[SheetLine, ...]) -> Iterator[str]:
    names = {"box": "boxes", "blank": "blanks"}
    tag = "ol" if lines[0].kind == "step" else "ul"
    yield f'<{tag} class="{names.get(lines[0].kind, "plain")}">\n'
    yield from map(_item, lines)
    yield f"</{tag}>\n"


def _dial(dial: SheetDial) -> Iterator[str]:
    yield f'<section class="dial"><h2>{_safe(dial.title)}</h2>\n'
    link = f'<a href="tel:{_safe(dial.link)}">{_safe(dial.number)}</a>'
    yield f'<p class="phone">☎ {link}</p>\n'
    for text in dial.lines:
        yield f"<p>{_safe(text)}</p>\n"
    yield "</section>\n"


def _codes(codes: SheetCodes) -> Iterator[str]:
    yield f'<p>{_safe(codes.how)}</p>\n<div class="codes">\n'
    for code in codes.codes:
        # What it holds stands beside it; the picture itself is for cameras alone.
        picture = f'<div aria-hidden="true">{as_svg(code.payload)}</div>'
        words = "<br>".join(map(_safe, code.lines))
        yield f"<figure>{picture}<figcaption>{words}</figcaption></figure>\n"
    yield "</div>\n"


def _item(line: SheetLine) -> str:
    words = _words(line)
    if line.kind == "box":
        # Said by the text for those who do not see it.
        mark = "×" if line.ticked else "&#8203;"
        words = f'<span class="box" aria-hidden="true">{mark}</span>{words}'
    if line.kind == "blank":
        words += '<span class="room"></span>'
    return f"<li>{words}</li>\n"


def _words(line: SheetLine) -> str:
    words = _safe(line.text)
    if line.kind == "say":
        words = f'<span class="say">“{words}”</span>'
    if line.kind == "step":
        parts = "".join(map(_part, line.parts))
        return f'<span class="step">{words}</span>{parts}<span class="do">{_safe(line.note)}</span>'
    if line.note:
        words += f' <span class="note">{_safe(line.note)}</span>'
    return f"{words} {_link(line.address)}" if line.address else words


def _part(part: SheetPart) -> str:
    words = f'<span class="say">{_safe(part.text)}</span>' if part.spoken else _safe(part.text)
    note = f' <span class="note">{_safe(part.note)}</span>' if part.note else ""
    return f'<span class="part">{_safe(part.label)} {words}{note}</span>'


def _link(address: str) -> str:
    """Only what leads to a web page can be clicked; a flow may say anything."""
    shown = _safe(address)
    return f'<a href="{shown}">{shown}</a>' if address.startswith("https://") else shown


def _safe(text: str) -> str:
    return html.escape(clean(text))
