"""Across to a phone: what its camera reads from the screen, and what is said where it cannot."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Component
from textual.widgets import Digits

from guide.core.flow.words import Value  # noqa: TC001  # read at run time
from guide.core.prepare.call_plan import CallPlan
from guide.export.qr import PhoneCode
from guide.tui.app.guide_app import GuideApp
from guide.tui.app.themes import OFFERED
from guide.tui.dialogs.qr import CodesScreen
from guide.tui.places import FOLLOW_UP
from tests.calls import call
from tests.tui.camera import read
from tests.tui.helpers import ADIT, NOW, drawn, opened, walk

SIZES = [(120, 40), (80, 24), (60, 20), (40, 15)]
DIAL = "TEL:+18003755283"
CONTACT = "MECARD:N:USCIS Contact Center;TEL:+18003755283;;"
ITEM, RECEIPT = "11223344", "IOE1234567890"


def codes(app: GuideApp) -> list[PhoneCode]:
    assert isinstance(app.screen, CodesScreen)
    return list(app.screen.codes)


def by_name(app: GuideApp, kind: str) -> PhoneCode:
    return next(code for code in codes(app) if code.kind == kind)


@pytest.mark.parametrize("size", SIZES)
async def test_a_camera_reads_the_number_of_a_plan_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("q")
        await pilot.pause()
        assert read(app) == [DIAL]


@pytest.mark.parametrize("theme", OFFERED)
async def test_a_camera_reads_it_in_every_theme(tmp_path: Path, theme: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.theme = theme
        await walk(app, pilot, ADIT)
        await pilot.press("q", "down")
        await pilot.pause()
        assert read(app) == [CONTACT]


async def test_a_camera_reads_it_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path) as (app, pilot):
        assert app.no_color
        await walk(app, pilot, ADIT)
        await pilot.press("q")
        await pilot.pause()
        assert read(app) == [DIAL]


@pytest.mark.parametrize("size", [(40, 15), (60, 20), (30, 12)])
async def test_where_a_code_does_not_fit_it_is_said_why_and_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("q", "2")
        await pilot.pause()
        assert read(app) == []
        words = " ".join(drawn(app).split())
        assert "does not fit" in words
        assert "37 columns and 21 rows" in re.sub(r"\s+", " ", words)
        large = [widget.value for widget in app.screen.query(Digits) if widget.display]
        assert "-".join(large) == "1-800-375-5283"


async def test_the_window_that_is_asked_for_is_large_enough(tmp_path: Path) -> None:
    async with opened(tmp_path, (37, 21)) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("q", "2")
        await pilot.pause()
        assert read(app) == [CONTACT]


async def test_the_live_call_has_the_number_and_goes_on_below(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("c")
        await pilot.pause()
        live = app.screen
        live.query_one("#leads").focus()
        await pilot.press("q")
        await pilot.pause()
        assert read(app) == [DIAL]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is live


@pytest.mark.parametrize("revealed", [False, True])
async def test_a_promise_goes_into_the_calendar_and_takes_no_number_along(
    tmp_path: Path, *, revealed: bool
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.is_revealed = revealed
        app.services.calls.add(call(1, kind="urgent", service_item=ITEM, receipt=RECEIPT))
        app.action_go(FOLLOW_UP)
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        (one,) = read(app)
        event: Any = Component.from_ical(one)
        assert str(event["summary"]) == "USCIS should have answered by now"
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=15)
        assert [code.kind for code in codes(app)] == ["date", "dial", "contact"]
        assert not any(ITEM in code.payload or RECEIPT in code.payload for code in codes(app))


async def test_a_protected_call_names_nobody_in_a_calendar(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.add(call(1, kind="urgent", protected=True))
        app.action_go(FOLLOW_UP)
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        (one,) = read(app)
        assert "USCIS" not in one


def starts(payload: str) -> datetime:
    event: Any = Component.from_ical(payload)
    at: datetime = event["dtstart"].dt
    return at


def plan_with(app: GuideApp, at: datetime, **more: str) -> CallPlan:
    answers: dict[str, Value] = {
        "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
        "notice": "in-hand", "appointment": at, **more,
    }  # fmt: skip
    return app.services.planning.plan("reschedule-biometrics", answers, NOW)


async def test_an_appointment_that_lies_ahead_goes_into_the_calendar(tmp_path: Path) -> None:
    at = NOW + timedelta(days=3)
    async with opened(tmp_path) as (app, _):
        of = app.services.phone_codes
        ahead = [code for code in of(plan_with(app, at)) if code.kind == "date"]
        assert [starts(code.payload) for code in ahead] == [at.astimezone(UTC)]
        assert not [code for code in of(plan_with(app, NOW)) if code.kind == "date"]
        hidden = [code for code in of(plan_with(app, at, protected="mine")) if code.kind == "date"]
        assert all("USCIS" not in code.payload + code.title for code in hidden)


async def test_a_plan_without_a_call_says_that_there_is_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("q")
        assert not isinstance(app.screen, CodesScreen)
        await walk(app, pilot, {})
        await pilot.press("q")
        await pilot.pause()
        assert not isinstance(app.screen, CodesScreen)


async def test_every_code_is_reached_by_keys_and_by_the_mouse(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        await pilot.press("q")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodesScreen)
        seen = [screen.code.kind]
        for key in ("down", "up", "2", "left", "right", "enter"):
            await pilot.press(key)
            seen.append(screen.code.kind)
        assert seen == ["dial", "contact", "dial", "contact", "dial", "contact", "dial"]
        await pilot.click("#code-list", offset=(4, 1))
        assert screen.code.kind == "contact"
