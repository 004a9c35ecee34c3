"""Into a call that begins or goes on, above the log, and into the correction of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.call.live import LiveCall
from guide.core.prepare.call_plan import CallPlan
from guide.store.held import WindowDraft
from guide.tui.actions.open_calls import ask_for_calls
from guide.tui.host import Host
from guide.tui.places import CALL, INCOMING

if TYPE_CHECKING:
    from guide.tui.screens.call_notes import CallNotes


def open_call(app: Host, plan: CallPlan | None = None, earlier: str | None = None) -> None:
    """The live call; asks first where another one was not ended."""
    from guide.tui.dialogs.going_on import still_going_on
    from guide.tui.screens.live import LiveScreen

    app.action_go(CALL)
    shown = [screen for screen in app.screen_stack if isinstance(screen, LiveScreen)]
    if shown:
        resume_call(app, shown[-1].draft)
        return

    def ask(going_on: object) -> None:
        calls = going_on if isinstance(going_on, tuple) else ()
        left = next((live for live in calls if not live.is_past), None)
        if left is None:
            begin()
            return
        app.push_screen(still_going_on(left, app.services), lambda answer: answered(answer, left))

    def answered(answer: str | None, going_on: LiveCall) -> None:
        if answer == "new":
            begin()
        elif answer is not None:
            resume_call(app, going_on)

    def begin() -> None:
        resume_call(app, app.services.calling.begin(plan, earlier), is_kept=False)

    ask_for_calls(app, ask)


def resume_call(app: Host, live: LiveCall, *, is_kept: bool = True) -> None:
    """Show a call that begins or goes on; one that is open already is not opened twice."""
    from guide.tui.screens.call_notes import CallNotes

    app.action_go(CALL)
    key = live.key
    if any(isinstance(screen, CallNotes) and screen.key == key for screen in app.screen_stack):
        while not (isinstance(app.screen, CallNotes) and app.screen.key == key):
            app.pop_screen()
        return
    services = app.services
    own = WindowDraft(lambda: services.drafts, live if is_kept else None)
    app.push_screen(_screen_of(live, own, services))


def _screen_of(live: LiveCall, draft: WindowDraft, services: Services) -> "CallNotes":
    from guide.tui.screens.live import LiveScreen
    from guide.tui.screens.past_call import PastCallScreen

    if live.is_past:
        return PastCallScreen(live, draft, _titles(services))
    return LiveScreen(live, services.planning.to_write_down(live.flow), draft)


def _titles(services: Services) -> dict[str, str]:
    """What one may call about: flow → how it is called in short."""
    titles: dict[str, str] = {}
    for _, entry in services.catalog.home.leaves():
        if entry.flow is not None and entry.flow != INCOMING:
            flow = services.catalog.flow(entry.flow)
            titles[entry.flow] = flow.short or flow.title
    return titles


def open_past_call(app: Host) -> None:
    """The form for a call that took place earlier, or what was left of one."""
    from guide.tui.screens.past_call import PastCallScreen

    def answered(left: object) -> None:
        # A form that is open may hold nothing yet, and a key may have been pressed twice.
        shown = [screen.draft for screen in app.screen_stack if isinstance(screen, PastCallScreen)]
        calls = left if isinstance(left, tuple) else ()
        begun = next((live for live in (*shown, *calls) if live.is_past), None)
        if begun is None:
            resume_call(app, app.services.calling.begin_past(), is_kept=False)
        else:
            resume_call(app, begun)

    app.action_go(CALL)
    ask_for_calls(app, answered)


def correct_or_choose(app: Host, call: Call, done: Callable[[], None]) -> None:
    """Into the fields of a call; where there are two versions, to the choice between them."""
    from guide.tui.screens.versions import VersionsScreen, named, with_versions

    def show(versions: tuple[Call, ...]) -> None:
        if len(versions) > 1:
            app.push_screen(VersionsScreen(named(versions), versions, {}, done))
            return
        from guide.tui.screens.correct import CorrectScreen

        app.push_screen(CorrectScreen(versions[0] if versions else call, done))

    with_versions(app, call, show)
