"""The calls as a history to print or to send: a page, or Markdown. It claims nothing.

For a lawyer, a congressional office or the Ombudsman: what was noted, and what is missing of it.
"""

import html
from collections.abc import Iterable, Iterator

import msgspec

from guide.core.text import clean, one_line


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One call: (label, value) line by line."""

    heading: str
    rows: tuple[tuple[str, str], ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in words. `sections` may be read once only."""

    title: str
    claim: str
    sections: Iterable[Section]


def markdown(history: History) -> Iterator[str]:
    """As Markdown; nothing in it is taken for markup."""
    yield f"# {one_line(history.title)}\n\n{one_line(history.claim)}\n"
    for section in history.sections:
        yield f"\n## {one_line(section.heading)}\n\n"
        for label, value in section.rows:
            # Inside a code span nothing is markup; a grave accent would end it.
            words = one_line(value).replace("`", "ˋ")
            yield f"- {one_line(label)}: `{words}`\n"


def page(history: History) -> Iterator[str]:
    """As one self-contained page: no script, nothing from outside."""
    title, claim = _safe(history.title), _safe(history.claim)
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{title}</h1><p>{claim}</p>\n"
    )
    for section in history.sections:
        yield f"<section><h2>{_safe(section.heading)}</h2><table><tbody>\n"
        for label, value in section.rows:
            yield f'<tr><th scope="row">{_safe(label)}</th><td>{_safe(value)}</td></tr>\n'
        yield "</tbody></table></section>\n"
    yield "</main></body></html>\n"


_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;"
    "margin:0 auto;padding:1rem}table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}"
    "th,td{text-align:left;vertical-align:top;padding:.2rem .5rem;border-bottom:1px solid #8888;"
    "white-space:pre-wrap;overflow-wrap:anywhere}th{width:14rem;font-weight:600}"
    "section{break-inside:avoid}h2{font-size:1.1rem}"
)


def _safe(text: str) -> str:
    return html.escape(clean(text))
