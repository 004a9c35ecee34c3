"""A list of lines of which each may be chosen, asked for its source, or acted on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.widgets.option_list import Option

from guide.tui.content import HEADING, Hanging, plain
from guide.tui.widgets.lines import Lines

Act = Literal["none", "tick", "fill", "change", "second-way", "menu", "step", "exit", "choose"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line. `act` is what Enter does with `target`; headings cannot be chosen."""

    id: str
    content: Content | Hanging
    text: str
    act: Act = "none"
    target: str = ""
    sources: tuple[str, ...] = ()
    heading: bool = False


class Rows(Lines):
    """Rows, with the highlighted one kept across redraws."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("n", "part(1)", "Next part", show=False, id="next-part"),
        Binding("N", "part(-1)", "Part before", show=False, id="part-before"),
    ]

    def action_part(self, step: int) -> None:
        """To the first row behind the next heading, or the one before; the heading on top."""
        places = [i for i in range(self.option_count) if self.get_option_at_index(i).disabled]
        here = self.highlighted or 0
        starts = [0, *(place + 1 for place in places)]
        ahead = [place for place in starts if (place - here) * step > 0]
        if ahead:
            self.highlighted = min(ahead) if step > 0 else max(ahead)
            self.scroll_to_highlight(top=True)

    def go_to_part(self, name: str) -> None:
        """The first row of a part, with its heading on top."""
        place = self.get_option_index(f"heading-{name}")
        if place + 1 < self.option_count:
            self.highlighted = place + 1
            self.scroll_to_highlight(top=True)

    def scroll_to_highlight(self, top: bool = False) -> None:  # noqa: FBT001, FBT002  # Textual's own shape
        """Bring the row into view, and the heading that stands right above it."""
        chosen = self.highlighted
        if chosen is None or not self.is_mounted:
            return
        self._update_lines()
        first = chosen
        while first > 0 and self._options[first - 1].disabled:
            first -= 1
        begins = self._index_to_line.get(first)
        if begins is None:
            return
        ends = self._index_to_line[chosen] + self._heights[chosen]
        if ends - begins > self.scrollable_content_region.height:
            begins = self._index_to_line[chosen]
        region = Region(0, begins, self.scrollable_content_region.width, ends - begins)
        self.scroll_to_region(region, force=True, animate=False, top=top, immediate=True)

    def _move_page(self, direction: int) -> None:
        """A page every time, with a line of the page before; the highlight goes along."""
        self._update_lines()
        height = self.scrollable_content_region.height
        wanted = self.scroll_offset.y + direction * max(1, height - 1)
        there = max(0, min(wanted, self.max_scroll_y))
        whole = [
            index
            for index, line in self._index_to_line.items()
            if there <= line
            and line + self._heights[index] <= there + height
            and not self._options[index].disabled
        ]
        cut = self._lines[min(there, len(self._lines) - 1)][0] if self._lines else None
        at_edge = there == self.scroll_offset.y or there in (0, self.max_scroll_y)
        if whole:
            self.highlighted = whole[-1] if at_edge and direction > 0 else whole[0]
        elif cut is not None and not self._options[cut].disabled:
            self.highlighted = cut
        self.scroll_to(y=there, animate=False, force=True, immediate=True)

    def __init__(
        self,
        rows: Iterable[Row] = (),
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name
    ) -> None:
        self._rows = {row.id: row for row in _apart(rows)}
        super().__init__(*map(_option, self._rows.values()), id=id, markup=False)

    def show(self, rows: Iterable[Row], *, at_start: bool = False, at_end: bool = False) -> None:
        """Show these rows; place and highlight stay, if that row is still there.

        With `at_start` the first one is chosen, with `at_end` the last one.
        """
        chosen = self.row.id if self.row and not at_start else None
        seen = None if at_start or at_end else self.scroll_offset.y
        ordered = list(_apart(rows))
        self._rows = {row.id: row for row in ordered}
        self.set_options(map(_option, ordered))
        self._restore(ordered[-1].id if at_end and ordered else chosen, ordered)
        if seen is not None:
            self.scroll_to(y=seen, animate=False, force=True, immediate=True)
        self.scroll_to_highlight()

    def renew(self, rows: Iterable[Row]) -> None:
        """Show these rows in place of others of the same thing; what is being read stays put."""
        ordered = list(_apart(rows))
        anchor, above = self._anchor()
        if [row.id for row in ordered] == list(self._rows):
            for row in ordered:
                if row.content != self._rows[row.id].content:
                    self.replace_option_prompt(row.id, row.content)
            self._rows = {row.id: row for row in ordered}
        else:
            self.show(ordered)
        self._update_lines()
        if anchor in self._rows:
            line = self._index_to_line.get(self.get_option_index(anchor))
            if line is not None:
                self.scroll_to(y=line - above, animate=False, force=True, immediate=True)

    def _anchor(self) -> tuple[str, int]:
        """The row that is being read, and how far below the upper edge it stands.

        That is the highlighted one while it is in sight, else the first in sight.
        """
        self._update_lines()
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        places = {self._index_to_line[i]: i for i in range(self.option_count)} if height else {}
        here = self._index_to_line.get(-1 if self.highlighted is None else self.highlighted)
        if here is None or not top <= here < top + height:
            here = min((line for line in places if line >= top), default=None)
        if here is None:
            return "", 0
        return self.get_option_at_index(places[here]).id or "", here - top

    def _restore(self, chosen: str | None, ordered: Sequence[Row]) -> None:
        names = [row.id for row in ordered]
        first = next((i for i, row in enumerate(ordered) if not row.heading), None)
        self.highlighted = names.index(chosen) if chosen in names else first

    def watch_highlighted(self, highlighted: int | None) -> None:
        """A line that is only read is not lit like one that Enter takes."""
        self.set_class(self.row is not None and self.row.act == "none", "-reading")
        super().watch_highlighted(highlighted)

    @property
    def row(self) -> Row | None:
        """The highlighted row."""
        option = self.highlighted_option
        return self._rows.get(option.id or "") if option is not None else None


def _apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Each under an id of its own: a list refuses two of one id, and files may bring some."""
    counts: dict[str, int] = {}
    for row in rows:
        number = counts[row.id] = counts.get(row.id, 0) + 1
        yield row if number == 1 else msgspec.structs.replace(row, id=f"{row.id}~{number}")


def _option(row: Row) -> Option:
    return Option(row.content, id=row.id, disabled=row.heading)


def heading(name: str, text: str) -> Row:
    """A heading between rows."""
    return Row(id=f"heading-{name}", content=plain(f"\n{text}", HEADING), text=text, heading=True)
