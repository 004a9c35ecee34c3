"""Into a call that begins or goes on. It stands in a place of its own, above the log."""

from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.errors import StorageError
from guide.core.live import LiveCall
from guide.core.plan import CallPlan
from guide.tui.app import CALL, GuideApp
from guide.tui.content import hang, plain
from guide.tui.widgets.rows import Row


def open_call(app: GuideApp, plan: CallPlan | None = None) -> None:
    """The live call; asks first where another one was not ended."""
    from guide.tui.screens.live import LiveScreen, still_going_on

    app.action_go(CALL)
    shown = [each for each in app.screen_stack if isinstance(each, LiveScreen)]
    if shown:
        take_up_call(app, shown[-1].live)
        return
    going_on = calls_going_on(app)
    if not going_on:
        take_up_call(app, app.services.begin_call(plan))
        return

    def answered(answer: str | None) -> None:
        if answer is not None:
            begins = answer == "new"
            take_up_call(app, app.services.begin_call(plan) if begins else going_on[0])

    app.push_screen(still_going_on(going_on[0], app.services), answered)


def calls_going_on(app: GuideApp) -> tuple[LiveCall, ...]:
    """Drafts of calls, the latest first; none where they cannot be read."""
    try:
        return app.services.drafts.all()
    except StorageError as error:
        app.not_kept(error)
        return ()


def take_up_call(app: GuideApp, live: LiveCall) -> None:
    """Show a call that begins or goes on; one that is open already is not opened twice."""
    from guide.tui.screens.live import LiveScreen

    app.action_go(CALL)
    if any(isinstance(each, LiveScreen) and each.live.id == live.id for each in app.screen_stack):
        while not (isinstance(app.screen, LiveScreen) and app.screen.live.id == live.id):
            app.pop_screen()
        return
    app.push_screen(LiveScreen(live, app.services.to_write_down(live.flow)))


def going_on_row(live: LiveCall, services: Services) -> Row:
    """A call that was not ended, to go on with."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "home.go-on-call", "Go on with the call begun {day} at {time}",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    content = hang("☎", plain(words, "bold"))
    return Row(id=f"live-{live.id}", content=content, text=words, act="choose", target=live.id)
