"""Pictures of the screens: what a person sees, at the sizes that terminals have."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from guide.bootstrap import Services
from guide.core.call.entry import Call, Kind
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp

Size = tuple[int, int]
Compare = Callable[..., bool]
SIZES = [(80, 24), (120, 40), (40, 15)]
NAMES = [f"{width}x{height}" for width, height in SIZES]
# Seconds.
_BETWEEN_PICTURES = 0.05
OPEN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
HOLIDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)


def app(folder: Path, at: datetime = OPEN, zone: str = "America/Chicago") -> GuideApp:
    services = Services(Settings(zone=zone, data=str(folder)), clock=lambda: at)
    services.monotonic = lambda: 1.0
    services.walks.first_time("welcome")
    return GuideApp(services, grace=30.0)


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        # On a busy machine the last layout comes late.
        before = ""
        while (now := pilot.app.export_screenshot()) != before:
            before = now
            # Longer than the tests look elsewhere: two looks may fall between two layouts.
            await pilot.pause(_BETWEEN_PICTURES)

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
    "use": "travel",
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


# What stands between the first key and the last: a call, what is written down, what is waited for.


CALLING = ADIT | {
    "why": "stolen", "by": "none", "i829": "no", "mail": "all", "online": "no", "voice": "english",
    "military": "no", "from": "us", "number": "202-555-0123", "texts": "yes",
}  # fmt: skip


NOTED: list[tuple[Kind | None, str | None, str, str | None]] = [
    ("urgent", "11223344", "Sam", "ADIT stamp"),
    ("regular", "87654321", "Mary Jones", "Another day for the fingerprints"),
    (None, None, "Alex", None),
]


def some_calls() -> list[Call]:
    """One late, one that is waited for, one without a mark."""
    began = OPEN - timedelta(days=12)
    return [
        Call(
            id=f"00000000-0000-4000-8000-00000000000{number}", zone="America/Chicago",
            started_at=began + timedelta(days=5 * number), kind=kind, service_item=item,
            agent_name=name, request=request, phone="202-555-0123", line="1-800-375-5283",
        )
        for number, (kind, item, name, request) in enumerate(NOTED)
    ]  # fmt: skip


def noted(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """With some calls in the log, press keys."""

    async def press(pilot: Pilot[Any]) -> None:
        guide: Any = pilot.app
        guide.services.calls.merge(some_calls())
        await pressing(*keys)(pilot)

    return press


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_line_has_answered(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    walk = walked("infopass-adit", "c", "f5", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_a_person_is_on_the_line(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    keys = ["c", "f5", "f5", "f5", *"Mary", "tab"]
    walk = walked("infopass-adit", *keys, **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=walk)


def test_on_hold_with_the_words_for_the_person(
    snap_compare: Compare, tmp_path: Path
) -> None:
    walk = walked("infopass-adit", "c", "f5", "f5", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


def test_is_the_call_over(snap_compare: Compare, tmp_path: Path) -> None:
    walk = walked("infopass-adit", "c", "f5", "f5", "f5", "f8", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


def test_something_else_was_heard(snap_compare: Compare, tmp_path: Path) -> None:
    walk = walked("infopass-adit", "c", "f5", "ctrl+r", *"hold", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_the_log(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=noted("ctrl+l", "down"))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_an_empty_log(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=pressing("ctrl+l"))


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_an_earlier_call_is_written_down(
    snap_compare: Compare, tmp_path: Path, size: Size
) -> None:
    keys = ["ctrl+l", "plus", *"yesterday 2:10 pm", "enter", *"25 minutes"]
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=pressing(*keys))


def test_a_call_as_it_was_noted(snap_compare: Compare, tmp_path: Path) -> None:
    press = noted("ctrl+l", "down", "enter")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=press)


def test_a_correction(snap_compare: Compare, tmp_path: Path) -> None:
    press = noted("ctrl+l", "down", "e")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=press)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_answers_that_are_waited_for(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=noted("ctrl+o"))


def test_was_that_really_them(snap_compare: Compare, tmp_path: Path) -> None:
    press = noted("ctrl+t", "1", "1")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=press)


@pytest.mark.parametrize("size", SIZES, ids=NAMES)
def test_a_plan_that_leads_to_a_call(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    walk = walked("infopass-adit", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", SIZES[::2], ids=NAMES[::2])
def test_a_rehearsal(snap_compare: Compare, tmp_path: Path, size: Size) -> None:
    walk = walked("infopass-adit", "r", "enter", "enter", *"agent", "enter", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=size, run_before=walk)


def test_spelling(snap_compare: Compare, tmp_path: Path) -> None:
    walk = walked("infopass-adit", "p", *"Ilo 05", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


def test_the_plan_goes_on_paper(snap_compare: Compare, tmp_path: Path) -> None:
    walk = walked("infopass-adit", "w", "ctrl+u", *"plan.html", **CALLING)
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=walk)


def test_a_time_zone_is_chosen(snap_compare: Compare, tmp_path: Path) -> None:
    press = pressing("f4", *"honol")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=press)


def test_the_palette(snap_compare: Compare, tmp_path: Path) -> None:
    press = pressing("ctrl+p", *"biometr")
    assert snap_compare(app(tmp_path), terminal_size=(80, 24), run_before=press)
