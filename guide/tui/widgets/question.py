"""One question: its words stay in view while its options scroll; digits, typing, what is wrong.

Knows nothing of flows: it is given what to show, and tells what was chosen.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key, Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.core.masking import without_numbers
from guide.core.text import one_line
from guide.tui.content import hang, plain, put
from guide.tui.widgets.digits import Digits
from guide.tui.widgets.lines import Lines
from guide.tui.widgets.rows import Row, Rows
from guide.tui.widgets.typed_input import TypedInput
from guide.wording.texts import Texts

_LONGEST = 2000
# How much of what was typed astray is said again.
_ASTRAY = 60


class Offer(msgspec.Struct, frozen=True):
    """An option: its value, the sign that chooses it, its words."""

    value: str
    sign: str
    label: str
    hint: str | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it is shown. `field` is what stands in the field; None without a field."""

    text: str
    why: str | None
    offers: tuple[Offer, ...]
    # The option that is marked as the answer, and chosen at first.
    given: str | None = None
    field: str | None = None
    # What is half typed is added to: a key must not wipe it out.
    is_half_typed: bool = False
    wanted: str | None = None
    reading: Content = Content("")
    # That the clock brought it, in place of what was read.
    change: str | None = None
    focus: Literal["field", "options"] = "options"


class Question(Vertical):
    """Shows a question, and gathers its answer."""

    class Chosen(Message):
        """An option was chosen, by its value."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(
        self,
        texts: Callable[[], Texts],
        monotonic: Callable[[], float],
        beside: Sequence[Widget] = (),
    ) -> None:
        super().__init__(id="question")
        self._texts = texts
        self._beside = beside
        self._digits = Digits(monotonic)
        self._values: tuple[str, ...] = ()
        # What stood in the field when it was drawn.
        self._drawn = ""

    def compose(self) -> ComposeResult:
        """Words, field, options; the answers so far."""
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(id="change")
            yield Static(classes="title", id="text")
            yield Static(classes="why", id="why")
            yield from self._beside
        yield TypedInput(id="typed", max_length=_LONGEST)
        yield Static(id="reading")
        yield Static(id="wanted")
        yield Static(id="fault")
        yield Lines(id="options", markup=False)
        yield Static(id="so-far")
        yield Rows(id="trail")

    # Showing

    def show(self, asked: Asked) -> None:
        """Another question, or the same one anew."""
        self.remove_class("trail-shown")
        self._put("#change", asked.change)
        self._put("#text", asked.text)
        self._put("#why", asked.why)
        self.show_wanted(asked.wanted)
        self.show_fault("")
        self._show_options(asked)
        self.show_reading(asked.reading)
        field = self.field
        field.set_class(asked.field is None, "-gone")
        field.value = self._drawn = asked.field or ""
        field.select_on_focus = not asked.is_half_typed
        (field if asked.focus == "field" else self.options).focus()
        # A field that had the focus before selects nothing by itself.
        field.cursor_position = len(field.value)
        if field.has_focus and not asked.is_half_typed:
            field.select_all()

    def show_so_far(self, answers: Sequence[str], title: str) -> None:
        """The last answers, where there is room for more than a line of them."""
        shown = title and self.screen.has_class("-tall")
        lines = [f"\n{answer}" for answer in answers]
        self._put("#so-far", "".join([title, *lines]) if shown else None)

    def show_trail(self, rows: list[Row]) -> None:
        """The answers so far, each to be chosen, in place of the question; the last one first."""
        trail = self.query_one("#trail", Rows)
        trail.show(rows, at_end=True)
        self.add_class("trail-shown")
        trail.focus()

    def show_reading(self, words: Content) -> None:
        """Under the field: what it is read as."""
        line = self.query_one("#reading", Static)
        line.set_class(not words.plain, "-gone")
        put(line, words)

    def show_wanted(self, words: str | None) -> None:
        """Under the field: what it takes."""
        self._put("#wanted", words)

    def show_fault(self, fault: str) -> None:
        """What is wrong with what was typed; nothing takes it back."""
        self._put("#fault", fault or None)

    def answered(self) -> None:
        """An answer was taken: what is typed from now on may have been meant for it."""
        self._digits.answered()

    def _put(self, name: str, text: str | None) -> None:
        """Set a text, or do without it."""
        line = self.query_one(name, Static)
        line.set_class(text is None, "-gone")
        put(line, plain(text or ""))

    def _show_options(self, asked: Asked) -> None:
        self._values = tuple(offer.value for offer in asked.offers)
        options, given = self.options, asked.given
        options.set_class(not asked.offers, "-gone")
        options.set_options(_lines(asked))
        first = 0 if self._values else None
        options.highlighted = self._values.index(given) if given in self._values else first

    @property
    def options(self) -> OptionList:
        """The list of options."""
        return self.query_one("#options", OptionList)

    @property
    def field(self) -> TypedInput:
        """The field for what is typed."""
        return self.query_one("#typed", TypedInput)

    @property
    def is_typing(self) -> bool:
        """Whether something is typed that a new picture would lose."""
        return self.field.has_focus and self.half_typed is not None

    @property
    def half_typed(self) -> str | None:
        """What was typed since the question was shown; None where nothing was."""
        return self.field.value if self.field.value != self._drawn else None

    # Answering

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An option answers."""
        if event.option_list.id == "options" and event.option_id is not None:
            event.stop()
            self.post_message(self.Chosen(event.option_id))

    def on_key(self, event: Key) -> None:
        """A digit chooses an option where nothing is typed."""
        if not self.options.has_focus or not self._values:
            return
        digits = self._digits
        if event.key == "enter" and (digits.is_astray or digits.waits):
            event.stop()
            if digits.waits:
                self._take_number()
            digits.clear()
            return
        if event.character is None or not event.is_printable:
            digits.clear()
            return
        # Working out which keys are live takes longer than all else here. A digit is no key's name.
        is_bound = not event.character.isdecimal() and event.key in self.screen.active_bindings
        meaning = digits.key(event.character, len(self._values), is_bound=is_bound)
        if meaning == "other":
            return
        event.stop()
        if meaning == "answer":
            self._take_number()
        elif meaning == "wait":
            self.options.highlighted = digits.number - 1
            self._say_second_digit()
        else:
            self._say_astray(digits.typed)

    def on_paste(self, event: Paste) -> None:
        """What is pasted where nothing can be typed is shown, and answers nothing."""
        if self._values and not isinstance(self.screen.focused, Input):
            event.stop()
            self._say_astray(one_line(event.text.strip()))

    def _take_number(self) -> None:
        self.post_message(self.Chosen(self._values[self._digits.number - 1]))

    def _say_astray(self, typed: str) -> None:
        words = self._texts().say(
            "walk.astray", "✗ “{typed}” wasn't taken. Press a number from 1 to {most}.",
            typed=without_numbers(typed[:_ASTRAY]), most=len(self._values),
        )  # fmt: skip
        self.show_fault(words)

    def _say_second_digit(self) -> None:
        words = self._texts().say(
            "walk.second-digit",
            "{typed}: press Enter to take it, or type the second digit, up to {most}.",
            typed=self._digits.typed, most=len(self._values),
        )  # fmt: skip
        self.show_fault(words)


def _lines(asked: Asked) -> Iterator[Option]:
    for offer in asked.offers:
        mark = f"{offer.sign} ●" if offer.value == asked.given else offer.sign
        hint = f"\n{offer.hint}" if offer.hint is not None else ""
        yield Option(hang(plain(mark, "bold"), plain(offer.label, "bold"), hint), id=offer.value)
