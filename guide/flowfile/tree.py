"""YAML text → a tree of nodes with their places, in one pass over parser events.

Nothing is built from tags, nothing is merged, nothing recurses: hostile files meet
the limits first.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import yaml

from guide.core.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 8_000_000
DEEPEST = 32
MOST_NODES = 1_000_000
# How far above a fault its cause is looked for: a quote that does not close, an odd space.
_FARTHEST = 40


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How large and how deep a file may be before it is refused."""

    characters: int = LARGEST
    depth: int = DEEPEST
    nodes: int = MOST_NODES


class YamlNode(NamedTuple):
    """A scalar (str), a sequence (list of nodes) or a mapping (list of key and value nodes).

    `plain` is true for a scalar without quotes, which YAML might take for null.
    Places count from 0.
    """

    value: Any  # str, list[YamlNode] or list[tuple[YamlNode, YamlNode]], by kind
    kind: str
    line: int
    column: int
    plain: bool = False


class UnreadableText(Exception):  # carries one problem to the reader
    """The text is no YAML that is taken here."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def compose(text: str, limits: Limits | None = None) -> YamlNode:
    """The tree of the one document in a text.

    Raises:
        UnreadableText: broken YAML, or over a limit; carries the place.
    """
    allowed = limits or Limits()
    if len(text) > allowed.characters:
        raise _refused(
            "too-large", "The file is too large.", None, f"At most {allowed.characters:,}."
        )
    try:
        return _tree(text, allowed)
    except yaml.MarkedYAMLError as error:
        raise UnreadableText(_syntax_problem(error, text)) from None
    except yaml.reader.ReaderError as error:
        message = "The file has a character that YAML does not allow."
        before = text[: error.position]
        line = before.count("\n")
        raise UnreadableText(
            Problem(
                code="yaml", message=message, line=line + 1, column=len(before.split("\n")[-1]) + 1
            )
        ) from None


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """What is wrong in words of an author, where it is wrong; else the words of the parser."""
    mark = _mark(error)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    for index in range(line, max(-1, line - _FARTHEST), -1):
        odd = _odd_space(lines[index]) if index < len(lines) else None
        if odd is not None:
            name = "tab" if lines[index][odd] == "\t" else "no-break space"
            message = f"This line is indented with a {name}."
            hint = "Indent with plain spaces only."
            return Problem(code="yaml", message=message, hint=hint, line=index + 1, column=odd + 1)
    opened = _open_quote(lines, line)
    if opened is not None:
        message = "A quote that opens here is not closed in this line."
        hint = 'End the text with the same straight quote. Inside it, write \\".'
        return Problem(
            code="yaml", message=message, hint=hint, line=opened[0] + 1, column=opened[1] + 1
        )
    hint = "Check quotes, colons and indentation."
    return Problem(code="yaml", message=_words(error), hint=hint, line=line + 1, column=column + 1)


def _odd_space(line: str) -> int | None:
    """Where something else than a space stands in front of the words of a line."""
    for index, char in enumerate(line):
        if not char.isspace():
            return None
        if char not in " \r":
            return index
    return None


def _open_quote(lines: list[str], line: int) -> tuple[int, int] | None:
    """The nearest line from there upwards in which a double quote opens and does not close."""
    for index in range(min(line, len(lines) - 1), max(-1, line - _FARTHEST), -1):
        words = lines[index].replace('\\"', "  ")
        if not words.lstrip().startswith("#") and words.count('"') % 2:
            return index, words.rindex('"') if words.count('"') == 1 else words.index('"')
    return None


def _mark(error: yaml.MarkedYAMLError) -> Any:  # noqa: ANN401  # either of two classes of PyYAML
    """Where it went wrong; of a quote that never ends, where it begins."""
    if error.context_mark is not None and "end of stream" in (error.problem or ""):
        return error.context_mark
    return error.problem_mark or error.context_mark


def _words(error: yaml.MarkedYAMLError) -> str:
    words = (error.problem or error.context or "it cannot be read").strip()
    return f"This is not YAML: {words}."


def _refused(
    code: str,
    message: str,
    mark: Any,  # noqa: ANN401  # either of two classes of PyYAML
    hint: str | None = None,
) -> UnreadableText:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return UnreadableText(Problem(code=code, message=message, hint=hint, line=line, column=column))


def _tree(text: str, allowed: Limits) -> YamlNode:  # noqa: C901, PLR0912  # one loop, one branch an event
    stack: list[YamlNode] = []
    keys: list[YamlNode | None] = []
    root: YamlNode | None = None
    count = 0
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _not_plain(event)
            mark = event.start_mark
            node = YamlNode(event.value, "scalar", mark.line, mark.column, event.implicit[0])
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _not_plain(event)
            mark = event.start_mark
            name = "mapping" if kind is yaml.MappingStartEvent else "sequence"
            stack.append(YamlNode([], name, mark.line, mark.column))
            keys.append(None)
            if len(stack) > allowed.depth:
                raise _refused(
                    "too-deep", "This is nested too deeply.", mark, f"At most {allowed.depth}."
                )
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = stack.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            raise _not_plain(event)
        elif kind is yaml.DocumentStartEvent and root is not None:
            raise _refused("documents", "One file holds one document.", event.start_mark)
        else:
            continue
        count += 1
        if count > allowed.nodes:
            raise _refused("too-large", "The file has too many entries.", event.start_mark)
        if not stack:
            root = node
        elif stack[-1].kind == "sequence":
            stack[-1].value.append(node)
        elif (key := keys[-1]) is None:
            keys[-1] = node
        else:
            stack[-1].value.append((key, node))
            keys[-1] = None
    if root is None:
        raise _refused("empty", "The file is empty.", None)
    return root


def _not_plain(event: yaml.Event) -> UnreadableText:
    message = "Anchors, aliases and tags are not used in flow files."
    return _refused(
        "not-plain", message, event.start_mark, "Write the value out; put text in quotes."
    )
