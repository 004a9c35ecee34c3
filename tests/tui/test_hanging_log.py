"""No key waits for a log that does not answer, whatever it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.places import CALL, FOLLOW_UP
from guide.tui.screens.call_detail import CallDetailScreen
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.follow_up import FollowUpScreen
from guide.tui.screens.log import LogScreen
from tests.calls import call
from tests.tui.helpers import PATIENCE, at_once, until

ONE = call(1, agent_name="Mary", kind="urgent")


@contextmanager
def hanging(app: GuideApp, name: str, patch: Any) -> Iterator[threading.Event]:
    """A method of the log that answers once it is let go."""
    let_go, works = threading.Event(), getattr(app.services.calls, name)

    def hang(*args: Any, **named: Any) -> Any:
        assert let_go.wait(PATIENCE)
        return works(*args, **named)

    with patch.context() as patched:
        patched.setattr(app.services.calls, name, hang)
        yield let_go


def notices(app: GuideApp) -> str:
    return " ".join(notice.message for notice in app._notifications)


async def test_a_call_is_corrected_once_the_log_says_what_stands_there(
    tmp_path: Path, monkeypatch: Any
) -> None:
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.services.calls.add(ONE)
        app.switch_mode(CALL)
        await until(pilot, lambda: isinstance(app.screen, LogScreen) and bool(app.screen.calls))
        with hanging(app, "versions", monkeypatch) as let_go:
            await pilot.press("e")
            assert isinstance(app.screen, LogScreen)
            let_go.set()
            await until(pilot, lambda: isinstance(app.screen, CorrectScreen))
    app.close()


async def test_a_call_is_shown_before_the_log_says_what_else_is_there(
    tmp_path: Path, monkeypatch: Any
) -> None:
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.services.calls.add(ONE)
        app.switch_mode(CALL)
        await until(pilot, lambda: isinstance(app.screen, LogScreen) and bool(app.screen.calls))
        with hanging(app, "chain", monkeypatch) as let_go:
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, CallDetailScreen))
            await until(
                pilot, lambda: "are being read" in str(app.screen.query_one("#earlier").render())
            )
            let_go.set()
            await until(pilot, lambda: not app.screen.query_one("#promise").has_class("-gone"))
    app.close()


async def test_a_promise_is_closed_and_opened_again_by_a_log_that_takes_its_time(
    tmp_path: Path, monkeypatch: Any
) -> None:
    app = at_once(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.services.calls.add(ONE)
        app.switch_mode(FOLLOW_UP)
        await until(
            pilot, lambda: isinstance(app.screen, FollowUpScreen) and bool(app.screen.listed)
        )
        for keys, said in (
            (["d", "enter"], "No longer waited for"),
            (["u"], "waiting for this answer again"),
        ):
            with hanging(app, "end", monkeypatch) as let_go:
                await pilot.press(keys[0])
                if len(keys) > 1:
                    await until(pilot, lambda: isinstance(app.screen, ChoiceDialog))
                    await pilot.press(keys[1])
                await until(pilot, lambda: isinstance(app.screen, FollowUpScreen))
                assert said not in notices(app)
                let_go.set()
                await until(pilot, lambda said=said: said in notices(app))  # type: ignore[misc]
    app.close()
