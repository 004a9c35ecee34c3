"""Text → something drawable. The only place in the screen that builds it, and never from markup."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

from guide.core.text import clean


def plain(text: str, style: str = "") -> Content:
    """The text letter for letter, in one style."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


# Styles by what they mean: a heading, one's own words to say, what is not sure.
HEADING, OWN_WORDS, DOUBT = "bold $primary", "bold $accent", "italic $warning"

# Textual drops plain spaces at the edges of a line; these stay.
GAP = "\u00a0"
INDENT = GAP * 3


class Hanging(Visual):
    """A mark, and beside it text of which no line runs under the mark.

    Before further lines stands `below`, else nothing.
    """

    def __init__(self, mark: Content, body: Content, below: Content | None = None) -> None:
        self.mark = mark
        self.body = body
        self.below = Content(GAP * mark.cell_length) if below is None else below

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hanging) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(str(self))

    @property
    def _parts(self) -> tuple[Content, Content, Content]:
        return self.mark, self.body, self.below

    def __str__(self) -> str:
        return f"{self.mark.plain.rstrip(GAP)} {self.body}"

    @property
    def flat(self) -> Content:
        """Mark and text one after the other, where lines are not told apart."""
        return join(self.mark, self.body)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines of the text, the mark before the first one."""
        indent = self.mark.cell_length
        (mark,) = self.mark.render_strips(indent, 1, style, options)
        (below,) = self.below.render_strips(indent, 1, style, options)
        lines = self.body.render_strips(self._room(width), height, style, options)
        return [Strip.join([(below if n else mark), line]) for n, line in enumerate(lines)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Room for everything in one line."""
        return self.mark.cell_length + self.body.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines of the text beside the mark."""
        return self.body.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        return max(1, width - self.mark.cell_length)


def join(*parts: Content | Hanging | str) -> Content:
    """Pieces one after another."""
    return Content.assemble(*map(_flat, parts))


def _flat(part: Content | Hanging | str) -> Content:
    if isinstance(part, Hanging):
        return part.flat
    return plain(part) if isinstance(part, str) else part


def hang(mark: Content | str, *parts: Content | str, below: str = "") -> Hanging:
    """Pieces beside a mark and a gap; `below`, as wide, stands before their further lines."""
    return Hanging(join(mark, GAP), join(*parts), join(below, GAP) if below else None)


class Ends(Visual):
    """Text, and at the right edge of its first line what belongs to it."""

    def __init__(self, left: Content, right: Content) -> None:
        self.left = left
        self.right = right

    def __str__(self) -> str:
        return f"{self.left}  {self.right}".rstrip()

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines of the text, as broken as there is room beside the right end."""
        room = self._room(width)
        blank = Strip.blank(width - room, style.rich_style)
        gap = Content(GAP * (width - room - self.right.cell_length))
        (end,) = join(gap, self.right).render_strips(width - room, 1, style, options)
        lines = [
            line.extend_cell_length(room, style.rich_style)
            for line in self.left.render_strips(room, height, style, options)
        ]
        return [Strip.join([line, blank if n else end]) for n, line in enumerate(lines)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Room for everything in one line."""
        left = self.left.get_optimal_width(rules, container_width)
        return left + 1 + self.right.cell_length

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines of the text."""
        return self.left.get_height(rules, self._room(width))

    def _room(self, width: int) -> int:
        return max(1, width - self.right.cell_length - 1)


DIGITS = "1234567890"


def numbered(number: int, mark: str) -> Content:
    """A mark behind the digit that chooses the line; the tenth line has no digit."""
    digit = str(number) if number <= len(DIGITS) else GAP
    return join(plain(digit, "bold"), GAP, mark)


def put(line: Static, words: Content) -> None:
    """Set a text; one that stands there already costs nothing."""
    if line.content != words:
        line.update(words)


def address(before: str, where: str | None) -> Content:
    """An address as a link, behind what sets it apart, which is none; nothing without one."""
    if not where:
        return plain("")
    # A terminal opens it whole, also where it is broken at the edge (OSC 8).
    return join(before, plain(where).stylize(Style(underline=True, link=where)))
