"""Where the plan on paper shall go, and how it shall look there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Checkbox, Input

from guide.export.sheet import Sheet
from guide.export.sheet_file import sheet_bytes
from guide.tui.content import plain
from guide.tui.dialogs.save_as import SaveScreen


class _Choice(Checkbox, inherit_bindings=False):
    """Ticked with the space bar: Enter writes, wherever one is. The box is as in the plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_button", "Tick", show=False, id="tick"),
    ]

    def render(self) -> Content:
        """A tick that can be told without colour."""
        label = self.label.pad(1, 1).stylize_before(self.get_visual_style("toggle--label"))
        return Content.assemble("[x]" if self.value else "[ ]", label)


class SaveSheetScreen(SaveScreen):
    """Asks for a path, for large letters, and for codes that a phone's camera reads."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("enter", "write", "Write", show=False, id="save-sheet"),
    ]

    def __init__(self, title: str, path: Path, sheet: Callable[[bool], Sheet]) -> None:
        """`sheet` makes it, with codes or without."""
        super().__init__(title, path, self._bytes)
        self._sheet = sheet

    def choices(self) -> Iterator[Checkbox]:
        """Large letters, and codes."""
        say = self.guide.services.texts.say
        yield _Choice(plain(say("save.large", "Large print")), id="large", compact=True)
        yield _Choice(
            plain(say("save.codes", "QR codes (.html or .pdf)")),
            id="codes",
            compact=True,
        )

    @property
    def keys(self) -> str:
        """What the keys do."""
        return self.guide.services.texts.say(
            "save.sheet-keys", "Enter: write · Tab, Space: tick · Esc: back"
        )

    def action_write(self) -> None:
        """As Enter in the field of the path."""
        field = self.query_one(Input)
        field.post_message(Input.Submitted(field, field.value))

    def _bytes(self, path: Path) -> bytes:
        is_ticked = {choice.id: choice.value for choice in self.query(Checkbox)}
        return sheet_bytes(self._sheet(is_ticked["codes"]), path, large=is_ticked["large"])
