"""Codes for the camera of a phone: black on white, as large as the window allows, one at a time."""

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Digits, Static

from guide.export.qr import LEAST_QUIET, QUIET, Matrix, PhoneCode, half_blocks, matrix
from guide.tui.base import Dialog
from guide.tui.content import GAP, HEADING, join, plain

# Whatever the theme: cameras want dark on light.
_INK = "#000000 on #ffffff"
# Columns for the words beside a code, and rows for the words above and below one.
_BESIDE, _AROUND = 30, 2
# What the name of a code bears, for the mouse to find: its number.
_PLACE = "place"
_SPACES = str.maketrans(" ", GAP)


class CodesScreen(Dialog):
    """Shows a code; where it does not fit, what to do instead, and the number in large."""

    SCROLLED = "#code-side"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("q", "dismiss_empty", "Back", id="qr-back"),
        Binding("down,right,space,enter", "step(1)", "Next code", id="qr-next"),
        Binding("up,left", "step(-1)", "Code before", show=False, id="qr-before"),
        Binding("1", "show(0)", "First code", show=False, id="qr-1"),
        Binding("2", "show(1)", "Second code", show=False, id="qr-2"),
        Binding("3", "show(2)", "Third code", show=False, id="qr-3"),
    ]

    def __init__(self, codes: Sequence[PhoneCode]) -> None:
        super().__init__()
        self.codes = codes
        self.number = 0

    def compose(self) -> ComposeResult:
        """The code, beside it the list of codes; a line of keys below."""
        yield Static(id="code-title")
        with Horizontal(id="codes"):
            yield Static(id="code")
            with VerticalScroll(id="code-side", can_focus=False):
                yield Static(id="code-list")
                yield Static(id="code-words")
                yield Digits(id="code-large")
                yield Digits(id="code-large-end")
        yield Static(id="code-keys")

    def on_mount(self) -> None:
        """The first one."""
        self.draw()

    def on_resize(self) -> None:
        """Another window, another place for it."""
        self.draw()

    @property
    def code(self) -> PhoneCode:
        """The one that is shown."""
        return self.codes[self.number]

    def action_step(self, step: int) -> None:
        """The next one, or the one before."""
        self.action_show((self.number + step) % len(self.codes))

    def action_show(self, number: int) -> None:
        """One of them."""
        if number < len(self.codes):
            self.number = number
            self.draw()

    def on_click(self, event: Click) -> None:
        """The one under the pointer."""
        number = event.style.meta.get(_PLACE)
        if number is not None:
            event.stop()
            self.action_show(number)

    def draw(self) -> None:
        """Set everything for the code and the window."""
        modules, is_beside = self._fitting()
        self.set_class(is_beside or modules is None, "-beside")
        self.query_one("#code-title", Static).update(self._title())
        code = self.query_one("#code", Static)
        code.display = modules is not None
        if modules is not None:
            code.update(_picture(modules))
        self.query_one("#code-list", Static).update(join(*self._list()))
        self.query_one("#code-words", Static).update(plain(self._words(modules)))
        self._draw_large(shown=modules is None and self.code.kind != "date")
        say = self.guide.services.texts.say
        words = say("code.keys", "↓ the next one · Esc: back")
        if len(self.codes) < 2:  # noqa: PLR2004  # a next one
            words = say("code.key", "Esc: back")
        self.query_one("#code-keys", Static).update(plain(words))

    def _fitting(self) -> tuple[Matrix | None, bool]:
        """The code as large as there is room, and whether its words stand beside it."""
        width, height = self.app.size
        for quiet in (QUIET, LEAST_QUIET):
            modules = matrix(self.code.payload, quiet)
            columns, rows = len(modules[0]), (len(modules) + 1) // 2
            if rows < height and columns + _BESIDE <= width:
                return modules, True
            if rows + _AROUND <= height and columns <= width:
                return modules, False
        return None, False

    def _title(self) -> Content:
        count = f"{self.number + 1}/{len(self.codes)}"
        return join(plain(count, HEADING), GAP, plain(self.code.title, "bold"))

    def _list(self) -> Iterator[Content | str]:
        for number, code in enumerate(self.codes):
            mark = "▸" if number == self.number else GAP
            line = f"{mark}{number + 1}{GAP}{code.title}\n"
            style = "bold" if number == self.number else "$text-muted"
            yield plain(line, style).stylize(Style.from_meta({_PLACE: number}))

    def _words(self, modules: Matrix | None) -> str:
        say, code = self.guide.services.texts.say, self.code
        if modules is not None:
            words = say("code.how", "Point the camera of your phone at the code.")
            return f"{words}\n\n{code.shown}"
        smallest = matrix(code.payload, LEAST_QUIET)
        words = say(
            "code.no-room",
            "The code does not fit: it needs {columns} columns and {rows} rows. Make the window"
            " larger, or its letters smaller.",
            columns=len(smallest[0]), rows=(len(smallest) + 1) // 2 + _AROUND,
        )  # fmt: skip
        if code.kind == "date":
            return f"{words}\n\n{code.title}\n{code.shown}"
        instead = say("code.instead", "Or type the number:")
        return f"{words} {instead}"

    def _draw_large(self, *, shown: bool) -> None:
        start, end = _halves(self.code.shown)
        for name, text in (("#code-large", start), ("#code-large-end", end)):
            digits = self.query_one(name, Digits)
            digits.display = shown and bool(text)
            digits.update(text)


def _picture(modules: Matrix) -> Content:
    return plain("\n".join(half_blocks(modules)).translate(_SPACES), _INK)


def _halves(number: str) -> tuple[str, str]:
    """A number in two parts that fit in large digits: 1-800, 375-5283."""
    parts = number.split("-")
    middle = len(parts) // 2 if len(parts) > 2 else len(parts)  # noqa: PLR2004  # two parts stay together
    return "-".join(parts[:middle]), "-".join(parts[middle:])
