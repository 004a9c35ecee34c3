"""An open plan follows the clock: it says what changed, and moves nothing that is being read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.bootstrap import Services
from guide.core.flow.words import Value
from guide.core.prepare.resume import led_to
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.ticking import MINUTE, wait
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.banner import Banner
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import PATIENCE

APPOINTMENT = datetime(2026, 11, 24, 15, tzinfo=UTC)
# Until 12 hours before, the online tool moves it.
ANSWERS: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "cancelled": "no",
    "notice": "in-hand", "reason": "illness", "form": "no", "times": "never", "moved": "no",
    "account": "yes", "appointment": APPOINTMENT, "voice": "english", "military": "no",
    "from": "us", "number": "202-555-0123", "texts": "yes",
}  # fmt: skip
CALLING = ("voice", "military", "from", "number", "texts")


class Watch:
    """A clock that a test sets."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@asynccontextmanager
async def opened(
    folder: Path, watch: Watch, answers: dict[str, Value]
) -> AsyncIterator[tuple[WalkScreen, Pilot[None]]]:
    services = Services(Settings(zone="America/Chicago", data=str(folder)), clock=watch)
    services.walks.first_time("welcome")
    # What is kept is looked at right after it was drawn.
    app = GuideApp(services, grace=PATIENCE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.open_flow("reschedule-biometrics")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        screen.answers = dict(answers)
        await pilot.pause()
        yield screen, pilot


def rows(screen: WalkScreen) -> Rows:
    return screen.query_one("#main", Rows)


def read(screen: WalkScreen) -> tuple[str, int]:
    """The highlighted row, and how far below the upper edge it stands."""
    shown_rows = rows(screen)
    assert shown_rows.row is not None
    assert shown_rows.highlighted is not None
    return shown_rows.row.id, shown_rows._index_to_line[
        shown_rows.highlighted
    ] - shown_rows.scroll_offset.y


async def test_a_border_that_passes_changes_the_plan_and_says_so_on_top(tmp_path: Path) -> None:
    watch = Watch(APPOINTMENT - timedelta(hours=12, minutes=1))
    async with opened(tmp_path, watch, ANSWERS) as (screen, pilot):
        assert led_to(screen.plan) == "outcome move-online"
        watch.at += timedelta(minutes=2)
        screen.look_again()
        await pilot.pause()
        first = str(rows(screen).get_option_at_index(0).prompt)
        assert led_to(screen.plan) == "outcome call-now next-opening"
        assert first.startswith("! It's 9:01 p.m., and what to do has changed.")
        # Whoever reads the top of the plan sees it there.
        assert rows(screen).scroll_offset.y == 0
        walk = screen.services.walks.find("reschedule-biometrics")
        assert walk is not None
        assert walk.led_to == "outcome call-now next-opening"


async def test_what_is_being_read_stays_where_it_is(tmp_path: Path) -> None:
    watch = Watch(APPOINTMENT - timedelta(hours=12, minutes=1))
    async with opened(tmp_path, watch, ANSWERS) as (screen, pilot):
        shown_rows = rows(screen)
        shown_rows.highlighted = shown_rows.get_option_index("trail-notice")
        await pilot.pause()
        before = read(screen)
        for step in (timedelta(seconds=30), timedelta(minutes=2)):
            watch.at += step
            screen.look_again()
            await pilot.pause()
            assert read(screen) == before
        assert led_to(screen.plan) == "outcome call-now next-opening"
        # Whoever reads further down is told at the foot.
        assert any(
            "what to do has changed" in notice.message for notice in screen.app._notifications
        )


async def test_plan_and_banner_tell_one_figure(tmp_path: Path) -> None:
    watch = Watch(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    answers = ANSWERS | {"appointment": datetime(2026, 12, 10, 15, tzinfo=UTC), "account": "no"}
    async with opened(tmp_path, watch, answers) as (screen, pilot):
        banner = screen.query_one(Banner)
        for minutes in (0, 3):
            watch.at += timedelta(minutes=minutes)
            banner.draw()
            assert "10 h 0 min left" in str(rows(screen).get_option("line-help").prompt)
            assert "10 h 0 min left" in str(banner.content)
        screen.look_again()
        await pilot.pause()
        assert "9 h 57 min left" in str(banner.content)
        assert "9 h 57 min left" in str(rows(screen).get_option("line-help").prompt)


async def test_what_is_typed_stays_when_the_clock_goes_on(tmp_path: Path) -> None:
    watch = Watch(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    asked = {
        name: ANSWERS[name] for name in ("role", "represented", "protected", "cancelled", "notice")
    }
    async with opened(tmp_path, watch, asked) as (screen, pilot):
        field = screen.query_one("#typed", Input)
        field.value = "Dec 1"
        watch.at += timedelta(hours=12)
        screen.look_again()
        await pilot.pause()
        assert field.value == "Dec 1"
        assert "CLOSED" in str(screen.query_one(Banner).content)
        assert "appointment" in str(screen.query_one("#text", Static).content).lower()


def test_the_next_look_comes_at_the_border_and_each_minute() -> None:
    now = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert wait(now, None) == MINUTE
    assert wait(now, now + timedelta(hours=1)) == MINUTE
    assert 5 < wait(now, now + timedelta(seconds=5)) < 6
    assert 0 < wait(now, now) < 1


async def test_a_plan_that_became_a_question_says_what_is_over(tmp_path: Path) -> None:
    """Behind it the call is the way, and what a call needs was not asked yet."""
    watch = Watch(APPOINTMENT - timedelta(hours=12, minutes=1))
    online = {name: given for name, given in ANSWERS.items() if name not in CALLING}
    async with opened(tmp_path, watch, online) as (screen, pilot):
        assert led_to(screen.plan) == "outcome move-online"
        watch.at += timedelta(minutes=2)
        screen.look_again()
        await pilot.pause()
        assert screen.plan.question is not None
        words = str(screen.query_one("#change", Static).content)
        assert words.startswith("! It's 9:01 p.m., and “Move it with the online tool” is over.")
        assert not screen.app._notifications
        await pilot.press("enter")
        await pilot.pause()
        assert not screen.query_one("#change").display
