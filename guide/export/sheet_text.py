"""A sheet as plain text and as Markdown."""

import re
import textwrap
from collections.abc import Iterator

from guide.core.sheet import Sheet, SheetLine
from guide.core.text import clean, one_line

WIDTHS = (40, 60, 80)
_MARKS = {"text": "- ", "say": "> ", "blank": "- ", "step": "* "}
# What Markdown and the HTML within it would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")


def as_text(sheet: Sheet, width: int) -> str:
    """The sheet in lines of at most `width` columns, but for longer words."""
    lines = [*_wrapped(sheet.title.upper(), width), "=" * min(width, len(sheet.title))]
    lines += _wrapped(sheet.verdict, width) if sheet.verdict else []
    for text in sheet.lead:
        lines += _wrapped(text, width)
    if sheet.phone is not None:
        lines += ["", *_wrapped(sheet.phone[0], width)]
    for section in sheet.sections:
        lines += ["", *_wrapped(section.title, width), "-" * min(width, len(section.title))]
        for line in section.lines:
            lines += _line(line, width)
    lines.append("")
    for text in sheet.foot:
        lines += _wrapped(text, width)
    return "\n".join(lines) + "\n"


def _line(line: SheetLine, width: int) -> Iterator[str]:
    mark = f"[{'x' if line.ticked else ' '}] " if line.kind == "box" else _MARKS[line.kind]
    words = " ".join(part for part in (line.text, line.note, line.address) if part)
    yield from _wrapped(words, width, mark)
    if line.kind == "blank":
        yield "  " + "_" * (width - 2)


def _wrapped(text: str, width: int, mark: str = "") -> list[str]:
    return textwrap.wrap(
        one_line(text), width, initial_indent=mark, subsequent_indent=" " * len(mark),
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown; nothing in it is taken for markup."""
    lines = [f"# {_safe(sheet.title)}", ""]
    lines += [f"**{_safe(sheet.verdict)}**", ""] if sheet.verdict else []
    for text in sheet.lead:
        lines += [_safe(text), ""]
    if sheet.phone is not None:
        lines += [f"{_safe(sheet.phone_word)}: [{_safe(sheet.phone[0])}](tel:{sheet.phone[1]})", ""]
    for section in sheet.sections:
        lines += [f"## {_safe(section.title)}", ""]
        lines += [_markdown_line(line) for line in section.lines]
        lines.append("")
    lines += ["---", "", *(f"{_safe(text)}\n" for text in sheet.foot)]
    return "\n".join(lines)


def _markdown_line(line: SheetLine) -> str:
    words = " ".join(_safe(part) for part in (line.text, line.note, line.address) if part)
    if line.kind == "box":
        return f"- [{'x' if line.ticked else ' '}] {words}"
    return f"- {words}: \\_\\_\\_\\_\\_\\_\\_\\_" if line.kind == "blank" else f"- {words}"


def _safe(text: str) -> str:
    return _MARKUP.sub(r"\\\1", one_line(clean(text)))
