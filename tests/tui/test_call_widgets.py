"""The parts of a live call, each alone in a bare app: no screen, no desk, no file."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from guide.bootstrap import Services
from guide.core.call.fields import LIVE_FIELDS
from guide.core.call.live import LiveCall, stamped
from guide.local.settings import Settings
from guide.tui.content import GAP
from guide.tui.sizes import FULL, HIGH, TALL
from guide.tui.widgets.call_fields import CallFields
from guide.tui.widgets.call_line import CallLine
from guide.tui.widgets.dial_now import DialNow
from guide.tui.widgets.figures import figures
from guide.tui.widgets.hold_clock import HoldClock
from guide.tui.widgets.menu_route import MenuRoute
from guide.tui.widgets.say_now import SayNow

if TYPE_CHECKING:
    from textual.message import Message

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("America/Chicago"))


class Bare(App[None]):
    """Nothing but one widget, and what it tells."""

    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high"), (TALL, "-tall")]  # noqa: RUF012  # Textual's own shape

    def __init__(self, widget: "Widget | Callable[[], Widget]") -> None:
        super().__init__()
        self.widget = widget
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        # Fields are made where the app runs already.
        yield self.widget if isinstance(self.widget, Widget) else self.widget()

    def on_menu_route_led(self, event: MenuRoute.Led) -> None:
        self.told.append(event)

    def on_menu_route_left(self, event: MenuRoute.Left) -> None:
        self.told.append(event)


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return Services(Settings(zone="America/Chicago", data=str(tmp_path)), clock=lambda: NOW)


@asynccontextmanager
async def alone(
    widget: Widget | Callable[[], Widget], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Bare, Pilot[None]]]:
    app = Bare(widget)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def words(widget: Any, name: str = "") -> str:
    """What a line says."""
    found = widget.query_one(name, Static) if name else widget
    return str(found.content).replace(GAP, " ")


def live(*stages: Any) -> LiveCall:
    call = LiveCall(
        id="aaaa", zone="America/Chicago", begun_at=NOW, line="1-800-375-5283", step="answers"
    )
    for stage in stages:
        call = stamped(call, stage, NOW)
    return call


async def test_the_line_on_top_tells_each_moment(services: Services) -> None:
    line = CallLine(services.texts)
    async with alone(line):
        said = []
        for stages in ((), ("dialled",), ("dialled", "on-hold"), ("dialled", "on-hold", "agent")):
            line.show(live(*stages), 65.0)
            said.append(words(line))
    assert all(each.startswith("☎ 1-800-375-5283 · ") for each in said)
    assert said[0].endswith("Dial it on your phone now.")
    assert "dialled 9:00" in said[1]
    assert said[2].endswith("on hold 01:05")
    assert "with a person since 9:00" in said[3]
    assert "dialled" not in said[3]


@pytest.mark.parametrize(("height", "rows"), [(FULL - 1, 1), (FULL, 3)])
async def test_the_clock_is_large_where_there_is_room(
    services: Services, height: int, rows: int
) -> None:
    clock = HoldClock(services.texts)
    async with alone(clock, (80, height)) as (_, pilot):
        assert not clock.display
        clock.show(605.9)
        await pilot.pause()
        assert clock.display
        lines = words(clock).split("\n")
        assert len(lines) == rows
        assert "ON HOLD" in lines[0]
        assert "Stay on the line." in "".join(lines)
        assert ("10:05" in lines[0]) is (rows == 1)
        clock.show(None)
        assert not clock.display


async def test_in_a_narrow_window_what_is_over_gives_way_to_what_is_now(services: Services) -> None:
    line = CallLine(services.texts)
    async with alone(line, (40, 15)):
        line.show(live("dialled", "on-hold"), 65.0)
        assert words(line) == "☎ 1-800-375-5283 · on hold 01:05"
        line.show(live("dialled", "on-hold", "agent"), 65.0)
        assert words(line) == "with a person since 9:00 a.m."
        # Until it is dialled the number is what counts.
        line.show(live(), 0.0)
        assert words(line).startswith("☎ 1-800-375-5283 · ")


@pytest.mark.parametrize(
    ("size", "is_large"), [((80, 24), True), ((80, 23), False), ((40, 24), False)]
)
async def test_the_number_is_large_until_it_is_dialled(
    size: tuple[int, int], *, is_large: bool
) -> None:
    number = DialNow("1-800-375-5283")
    async with alone(number, size):
        number.show(is_dialled=False)
        assert number.display is is_large
        if is_large:
            rows = [row.rstrip() for row in words(number).split("\n")]
            assert rows == [row.replace(GAP, " ").rstrip() for row in figures("1-800-375-5283")]
        number.show(is_dialled=True)
        assert not number.display


async def test_a_line_that_is_no_number_has_no_figures() -> None:
    line = DialNow("your embassy")
    async with alone(line):
        line.show(is_dialled=False)
        assert not line.display


def test_figures_are_of_one_width() -> None:
    assert {len(row) for row in figures("10:05")} == {15}
    assert figures("1") != figures("2")


async def test_a_step_is_told_with_what_to_say_on_the_way(services: Services) -> None:
    route = MenuRoute(services.menu, services.texts, "infopass-adit")
    async with alone(route) as (_, pilot):
        route.show("topic", (), ())
        await pilot.pause()
        assert "•─•─► Why are you calling? ─•─•─•─☎─•" in words(route, "#step")
        assert "say: InfoPass  ? our assumption" in words(route, "#to-machine")
        assert route.to_copy("topic") == "InfoPass"
        # Off the way its words hold, too.
        route.show("which-appointment", (), ())
        assert words(route, "#step").startswith("•─•─•─•─•─•─☎─•  ► Which appointment?")
        assert "say: InfoPass" in words(route, "#to-machine")
        route.show("notices", (), ())
        assert "hear: not documented" in words(route, "#step")
        assert not route.query_one("#to-machine").display


async def test_without_a_way_a_step_stands_alone(services: Services) -> None:
    route = MenuRoute(services.menu, services.texts, None)
    async with alone(route):
        route.show("receipt", ("IOE", "123", "456"), ())
        assert words(route, "#step").startswith("► The receipt number")
        assert words(route, "#to-machine").startswith("IOE   123   456\nsay: ")


async def test_a_digit_takes_a_turn_or_a_way_out(services: Services) -> None:
    route = MenuRoute(services.menu, services.texts, "expedite")
    async with alone(route, (80, 40)) as (app, pilot):
        route.show("hold", (), ("I'd like to ask.",))
        await pilot.pause()
        assert "“I'd like to ask.”" in words(route, "#ready")
        route.query_one("#leads", OptionList).focus()
        await pilot.press("1", "4")
        await pilot.pause()
        led, left = app.told
        assert isinstance(led, MenuRoute.Led)
        assert led.step == services.menu.steps["hold"].next[0].to
        assert isinstance(left, MenuRoute.Left)
        assert left.name == next(iter(services.menu.exits))


@pytest.mark.parametrize("sentences", [("One.", "Two.", "Three."), ("Only.",), ()])
async def test_one_sentence_after_the_other(services: Services, sentences: Sequence[str]) -> None:
    say = SayNow(services.texts)
    async with alone(say):
        say.show(sentences, "Say why you call.")
        said = [words(say, "#say-now")]
        assert not say.page(-1)
        while say.page(1):
            said.append(words(say, "#say-now"))
        assert said == ([f"“{each}”" for each in sentences] or ["Say why you call."])
        assert say.now == (sentences[-1] if sentences else "")
        assert say.query_one("#say-then").display is bool(sentences)
        if sentences:
            assert words(say, "#say-then").startswith(f"{len(sentences)} of {len(sentences)} · ")
        # Fewer sentences than before: one that is there.
        say.show(sentences[:1], "")
        assert say.now == "".join(sentences[:1])


async def test_fields_tell_what_is_noted_asked_now_and_still_to_ask(services: Services) -> None:
    wanted = ("agent_name", "service_item")
    typed = {"agent_name": "Mary"}

    def made() -> CallFields:
        return CallFields(LIVE_FIELDS, typed, wanted, services.texts, beside={})

    async with alone(made, (80, 40)) as (app, pilot):
        fields = app.query_one(CallFields)
        fields.show(typed, ("service_item",))
        first = fields.first(("service_item",))
        assert first is fields.entry_of("service_item")
        first.focus()
        await pilot.pause()
        assert fields.here == "service_item"
        labels = [words(each) for each in fields.query(".label").results(Static)]
        marks = [each[0] for each in labels]
        assert marks[:2] == ["✓", "○"]
        assert set(marks[2:]) == {"·"}
        # The question stands beside the field that is asked now, and nowhere else.
        assert [("“" in each) for each in labels[:3]] == [False, True, False]
        assert fields.open_after("service_item", ("service_item",)) is None
        following = fields.open_after("service_item", ("agent_name", "service_item"))
        assert following is fields.entry_of("agent_name")
        assert isinstance(following, Input)
        assert following.value == "Mary"


async def test_a_call_drawn_twice_is_drawn_once(services: Services) -> None:
    line = CallLine(services.texts)
    async with alone(line):
        call = live("dialled")
        line.show(call, 0.0)
        before = line.content
        line.show(replace(call, typed={"note": "x"}), 0.4)
        assert line.content is before


async def test_to_the_person_only_the_words_of_this_call_are_said(services: Services) -> None:
    route = MenuRoute(services.menu, services.texts, "expedite")
    async with alone(route, (80, 40)):
        route.show("agent", (), ())
        assert "say: " in words(route, "#to-machine")
        route.show("agent", (), ("When will I hear?",))
        assert words(route, "#to-machine") == ""
        assert "“When will I hear?”" in words(route, "#ready")
