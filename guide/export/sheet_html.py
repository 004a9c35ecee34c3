"""A sheet as one self-contained page: prints on paper, reads on a phone, needs no script."""

import html
from collections.abc import Iterator

from guide.core.sheet import Sheet, SheetLine
from guide.core.text import clean

_STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#595959;--rule:#8a8a8a}
@media(prefers-color-scheme:dark){:root{--ink:#eee;--paper:#161616;--soft:#b4b4b4;--rule:#777}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
body.large{font-size:1.4rem}
main,footer{max-width:46rem;margin:0 auto;padding:1rem}
h1{font-size:1.5em;line-height:1.2;margin:.2em 0}
h2{font-size:1.1em;margin:1.2em 0 .3em;border-bottom:1px solid var(--rule)}
.verdict{font-weight:700;margin:0}
.phone{font-size:1.3em;font-weight:700}
a{color:inherit}
ul,ol{margin:0;padding:0 0 0 1.3em}
li{margin:.25em 0;break-inside:avoid;overflow-wrap:anywhere}
ul.boxes,ul.blanks{list-style:none;padding:0}
ul.boxes li{padding-left:1.6em;text-indent:-1.6em}
.box{display:inline-block;text-indent:0;width:1em;height:1em;
 border:1.5px solid var(--ink);margin-right:.5em;
 vertical-align:-.12em;text-align:center;line-height:1;font-weight:700}
.say{font-weight:600}
.note,footer{color:var(--soft)}
.room{display:block;border-bottom:1px solid var(--rule);height:1.7em}
footer{font-size:.8em;border-top:1px solid var(--rule)}
@media print{:root{--ink:#000;--paper:#fff;--soft:#333;--rule:#666;color-scheme:light}
 body{font-size:9pt;line-height:1.28}body.large{font-size:15pt}
 main,footer{max-width:none;padding:0}footer{font-size:.75em;margin-top:.6em}
 @page{margin:11mm}h2{break-after:avoid;margin:.7em 0 .2em}p{margin:.3em 0}li{margin:.12em 0}
 .plain ul.boxes,.plain ul.blanks{columns:2;column-gap:2em}a{text-decoration:none}}
"""


def as_page(sheet: Sheet, *, large: bool) -> str:
    """The page; `large` for weak eyes."""
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
    for text in sheet.lead:
        yield f"<p>{_safe(text)}</p>\n"
    if sheet.phone is not None:
        shown, dialled = sheet.phone
        yield f'<p class="phone">☎ <a href="tel:{_safe(dialled)}">{_safe(shown)}</a></p>\n'
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


def _item(line: SheetLine) -> str:
    words = _safe(line.text)
    if line.kind == "say":
        words = f'<span class="say">“{words}”</span>'
    if line.kind == "box":
        # Said by the text for those who do not see it.
        mark = "×" if line.ticked else "&#8203;"
        words = f'<span class="box" aria-hidden="true">{mark}</span>{words}'
    if line.note:
        words += f' <span class="note">{_safe(line.note)}</span>'
    if line.address:
        words += f' <span class="note">{_safe(line.address)}</span>'
    if line.kind == "blank":
        words += '<span class="room"></span>'
    return f"<li>{words}</li>\n"


def _safe(text: str) -> str:
    return html.escape(clean(text))
