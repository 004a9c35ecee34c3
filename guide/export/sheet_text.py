"""A sheet as plain text and as Markdown."""

import re
from collections.abc import Iterator

from guide.core.text import one_line
from guide.export.markdown import escape_markdown
from guide.export.sheet import Sheet, SheetLine

WIDTHS = (40, 60, 80)
_MARKS = {"text": "- ", "say": "> ", "blank": "- "}
_ROOM = r"\_" * 22
# Words with the spaces behind them; between signs of Chinese or Japanese a line may end.
_WORDS = re.compile("[\u2e80-\u9fff\uf900-\ufaff] *|[^ \u2e80-\u9fff\uf900-\ufaff]+ *| +")
_WEB = re.compile(r"https://[\w./?=&%#-]+", re.ASCII)


def as_text(sheet: Sheet, width: int) -> str:
    """The sheet in lines of at most `width` columns, but for longer words."""
    lines = _wrapped(sheet.verdict, width)
    lines += [*_wrapped(sheet.title.upper(), width), "=" * min(width, columns(sheet.title))]
    for line in sheet.lead:
        lines += ["", *_wrapped(_whole(line), width)]
    if sheet.dial is not None:
        lines += [*_heading(sheet.dial.title, width), *_wrapped(sheet.dial.number, width)]
        for text in sheet.dial.lines:
            lines += _wrapped(text, width)
    for section in sheet.sections:
        lines += _heading(section.title, width)
        for number, line in enumerate(section.lines, start=1):
            lines += _line(line, number, width)
    for text in sheet.foot:
        lines += ["", *_wrapped(text, width)]
    return "\n".join(lines) + "\n"


def _heading(title: str, width: int) -> list[str]:
    return ["", *_wrapped(title, width), "-" * min(width, columns(title))]


def _line(line: SheetLine, number: int, width: int) -> Iterator[str]:
    if line.kind == "step":
        yield from _step(line, f"{number}. ", width)
        return
    mark = f"[{'x' if line.ticked else ' '}] " if line.kind == "box" else _MARKS[line.kind]
    yield from _wrapped(_whole(line), width, mark)
    if line.kind == "blank":
        # An empty line above it: a hand needs more room than a printer.
        yield from ("", "  " + "_" * (width - 2))


def _step(line: SheetLine, mark: str, width: int) -> Iterator[str]:
    yield from _wrapped(line.text, width, mark)
    indent = " " * len(mark)
    for part in line.parts:
        label = f"{indent}{one_line(part.label)} "
        yield from _wrapped(f"{part.text} {part.note}".rstrip(), width, label, indent + "  ")
    yield from _wrapped(line.note, width, indent)


def _whole(line: SheetLine) -> str:
    return " ".join(part for part in (line.text, line.note, line.address) if part)


def _wrapped(text: str, width: int, mark: str = "", indent: str | None = None) -> list[str]:
    """Lines as wide as a terminal shows them; a word is broken only where its script allows it."""
    lines, line = [], mark
    follows = " " * len(mark) if indent is None else indent
    for word in _WORDS.findall(one_line(text)):
        if columns(line) + columns(word.rstrip(" ")) > width and line.strip():
            lines.append(line.rstrip(" "))
            line = follows
        line += word
    return [*lines, line.rstrip(" ")] if text else []


def columns(text: str) -> int:
    """How many columns of a terminal a text takes; a control character is drawn as its sign."""
    from wcwidth import wcswidth

    return wcswidth(one_line(text))


def as_markdown(sheet: Sheet) -> str:
    """The sheet as Markdown; nothing in it is taken for markup."""
    lines = [f"# {escape_markdown(sheet.title)}", ""]
    lines += [f"**{escape_markdown(sheet.verdict)}**", ""] if sheet.verdict else []
    for line in sheet.lead:
        lines += [_linked(line), ""]
    if sheet.dial is not None:
        lines += [f"## {escape_markdown(sheet.dial.title)}", ""]
        lines += [f"**[{escape_markdown(sheet.dial.number)}](tel:{sheet.dial.link})**", ""]
        lines += [f"- {escape_markdown(text)}" for text in sheet.dial.lines]
        lines.append("")
    for section in sheet.sections:
        lines += [f"## {escape_markdown(section.title)}", ""]
        for line in section.lines:
            lines += _markdown_line(line)
        lines.append("")
    lines += ["---", "", *(f"{escape_markdown(text)}\n" for text in sheet.foot)]
    return "\n".join(lines)


def _markdown_line(line: SheetLine) -> Iterator[str]:
    words = _linked(line)
    match line.kind:
        case "box":
            yield f"- [{'x' if line.ticked else ' '}] {words}"
        case "blank":
            yield f"- {words}: {_ROOM}"
        case "say":
            yield f"- **“{words}”**"
        case "step":
            yield f"1. **{escape_markdown(line.text)}**"
            for part in line.parts:
                label, said, note = map(escape_markdown, (part.label, part.text, part.note))
                yield f"   - {label} {f'**{said}**' if part.spoken else said} {note}".rstrip()
            yield f"   - {escape_markdown(line.note)}"
        case _:
            yield f"- {words}"


def _linked(line: SheetLine) -> str:
    words = escape_markdown(" ".join(part for part in (line.text, line.note) if part))
    if _WEB.fullmatch(line.address):
        return f"{words} <{line.address}>"
    return f"{words} {escape_markdown(line.address)}".rstrip()
