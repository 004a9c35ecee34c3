"""Pictures of the main screens: what a person sees, at the sizes that terminals have."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from guide.bootstrap import Services
from guide.settings import Settings
from guide.tui.app import GuideApp

Size = tuple[int, int]
Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40), (40, 15)]
NAMES = [f"{width}x{height}" for width, height in SIZES]
OPEN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOLIDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def app(folder: Path, at: datetime = OPEN, zone: str = "America/Chicago") -> GuideApp:
    services = Services(Settings(zone=zone, data=str(folder)), clock=lambda: at)
    services.walks.first_time("welcome")
    return GuideApp(services)


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return press


def walked(flow: str, *keys: str, **answers: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Open a flow with these answers given, then press keys."""

    async def walk(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        guide: Any = pilot.app
        guide.open_flow(flow)
        await pilot.pause()
        guide.screen.answers = answers
        await pilot.pause()
        await pressing(*keys)(pilot)

    return walk


ADIT = {
    "role": "applicant",
    "represented": "no",
    "protected": "no",
    "resident": "yes",
    "card": "no",
    "extension": "no",
}


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_first_screen_while_live_help_is_open(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=pressing())


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_first_screen_on_a_holiday_for_a_caller_in_manila(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    guide = app(tmp_path, HOLIDAY, "Asia/Manila")
    assert snap_compare(guide, terminal_size=size, run_before=pressing())


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_a_question_with_the_answers_so_far(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    assert snap_compare(
        app(tmp_path), terminal_size=size, run_before=walked("infopass-adit", **ADIT)
    )


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_a_plan_for_someone_who_must_ask_an_attorney(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    walk = walked("infopass-adit", **ADIT, why="two-year")
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_way_through_the_phone_menu(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    assert snap_compare(
        app(tmp_path), terminal_size=size, run_before=pressing("f3", "enter", "down")
    )


def test_says_who(snap_compare: Compare, tmp_path: Path) -> None:
    walk = walked("infopass-adit", "s", **ADIT, why="two-year")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


def test_help_lists_the_keys(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=pressing("f1"))


def test_without_colour(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=pressing("down"))
