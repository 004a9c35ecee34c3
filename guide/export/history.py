"""The calls as a history to print or to send: a page, or Markdown. It claims nothing.

For a lawyer, a congressional office or the Ombudsman: what was noted, and what is missing of it.
"""

import html
from collections.abc import Iterable, Iterator

import msgspec

from guide.core.text import clean
from guide.export.markdown import escape_markdown, escape_markdown_lines


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One call: (label, value) line by line."""

    heading: str
    rows: tuple[tuple[str, str], ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in words. `sections` may be read once only; `none` is said where there is none."""

    language: str
    title: str
    claim: str
    none: str
    sections: Iterable[Section]


def markdown(history: History) -> Iterator[str]:
    """As Markdown; nothing in it is taken for markup."""
    yield f"# {escape_markdown(history.title)}\n\n{escape_markdown(history.claim)}\n"
    empty = True
    for section in history.sections:
        empty = False
        yield f"\n## {escape_markdown(section.heading)}\n\n"
        for label, value in section.rows:
            yield f"- {escape_markdown(label)}: {escape_markdown_lines(value, '  ')}\n"
    if empty:
        yield f"\n{escape_markdown(history.none)}\n"


def page(history: History) -> Iterator[str]:
    """As one self-contained page: no script, nothing from outside."""
    title, claim = _safe(history.title), _safe(history.claim)
    yield (
        f'<!doctype html><html lang="{_safe(history.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{title}</h1><p>{claim}</p>\n"
    )
    empty = True
    for section in history.sections:
        empty = False
        yield f"<section><h2>{_safe(section.heading)}</h2><dl>\n"
        for label, value in section.rows:
            # The direction of the script that the value is written in.
            said = f'<dd dir="auto">{_safe(value)}</dd>'
            yield f"<div><dt>{_safe(label)}</dt>{said}</div>\n"
        yield "</dl></section>\n"
    if empty:
        yield f"<p>{_safe(history.none)}</p>\n"
    yield "</main></body></html>\n"


_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;
 overflow-wrap:anywhere}
h1{font-size:1.5em;line-height:1.2}h2{font-size:1.1em;margin:1.5em 0 .3em;break-after:avoid}
dl{margin:0}
dl div{display:flow-root;padding:.2em 0;border-bottom:1px solid #8888}
dt{font-weight:600}dd{margin:0;white-space:pre-wrap}
@media screen and (min-width:34rem){dt{float:left;width:14em}dd{margin-left:15em}}
@media print{:root{color-scheme:light}body{font-size:9.5pt;line-height:1.3;padding:0;max-width:none}
 dt{float:left;width:14em}dd{margin-left:15em}h2+dl div:first-child{break-before:avoid}
 @page{margin:14mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}}
"""


def _safe(text: str) -> str:
    return html.escape(clean(text))
