"""Into a call that begins or goes on. It stands in a place of its own, above the log."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.errors import StorageError
from guide.core.live import LiveCall
from guide.core.plan import CallPlan
from guide.store.held import OwnDraft
from guide.tui.app import CALL, GuideApp
from guide.tui.content import hang, plain
from guide.tui.widgets.rows import Row


def open_call(app: GuideApp, plan: CallPlan | None = None, earlier: str | None = None) -> None:
    """The live call; asks first where another one was not ended."""
    from guide.tui.screens.live import LiveScreen, still_going_on

    app.action_go(CALL)
    shown = [each for each in app.screen_stack if isinstance(each, LiveScreen)]
    if shown:
        take_up_call(app, shown[-1].draft)
        return

    def ask(going_on: object) -> None:
        if not isinstance(going_on, tuple) or not going_on:
            begin()
            return
        app.push_screen(
            still_going_on(going_on[0], app.services), lambda answer: answered(answer, going_on[0])
        )

    def answered(answer: str | None, going_on: LiveCall) -> None:
        if answer == "new":
            begin()
        elif answer is not None:
            take_up_call(app, going_on)

    def begin() -> None:
        take_up_call(app, app.services.begin_call(plan, earlier), is_kept=False)

    ask_for_calls(app, ask)


def ask_for_calls(app: GuideApp, told: Callable[[object], None]) -> None:
    """Drafts of calls, the latest first; the error where they cannot be read."""
    services = app.services

    def answered(found: object) -> None:
        if isinstance(found, StorageError):
            app.not_kept(found)
        told(found)

    def look() -> tuple[LiveCall, ...]:
        return services.drafts.all()

    app.desk.ask(look, answered)


def take_up_call(app: GuideApp, live: LiveCall, *, is_kept: bool = True) -> None:
    """Show a call that begins or goes on; one that is open already is not opened twice."""
    from guide.tui.screens.live import LiveScreen

    app.action_go(CALL)
    key = live.key
    if any(isinstance(each, LiveScreen) and each.key == key for each in app.screen_stack):
        while not (isinstance(app.screen, LiveScreen) and app.screen.key == key):
            app.pop_screen()
        return
    services = app.services
    own = OwnDraft(lambda: services.drafts, live if is_kept else None)
    app.push_screen(LiveScreen(live, services.to_write_down(live.flow), own))


def going_on_row(live: LiveCall, services: Services) -> Row:
    """A call that was not ended, to go on with."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "home.go-on-call", "Go on with the call begun {day} at {time}",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    content = hang("☎", plain(words, "bold"))
    return Row(id=f"live-{live.key}", content=content, text=words, act="choose", target=live.key)
