"""What the command palette offers. No picture of the screen, which may show private numbers."""

from collections.abc import Callable, Iterator

from textual.app import SystemCommand

from guide.tui.app import CALL, FOLLOW_UP, MENU, GuideApp


def commands(app: GuideApp) -> Iterator[SystemCommand]:
    """The flows first, then the places, then the rest."""
    say = app.services.texts.say
    yield from _flows(app)
    for title, what, act in (
        (
            say("palette.call", "On the phone"),
            say("palette.call.what", "Keep notes of a call while you talk"),
            app.open_call,
        ),
        (
            say("palette.log", "Your calls"),
            say("palette.log.what", "The log: search, look, note a call-back, remove"),
            _to(app, CALL),
        ),
        (
            say("palette.follow-up", "Follow up"),
            say("palette.follow-up.what", "Answers you wait for: what is due, what is late"),
            _to(app, FOLLOW_UP),
        ),
        (
            say("palette.menu", "Phone menu"),
            say("palette.menu.what", "The map of the phone menu"),
            _to(app, MENU),
        ),
        (
            say("palette.zone", "Time zone"),
            say("palette.zone.what", "Choose your time zone"),
            app.action_zone,
        ),
    ):
        yield SystemCommand(title, what, act)
    if app.may_change_theme:
        theme = say("palette.theme", "Theme")
        yield SystemCommand(
            theme, say("palette.theme.what", "Change colours"), app.action_change_theme
        )
    keys = say("palette.help", "Help")
    yield SystemCommand(keys, say("palette.help.what", "What the keys do here"), app.action_help)
    leave = say("palette.quit", "Quit")
    yield SystemCommand(leave, say("palette.quit.what", "Leave; answers are kept"), app.exit)


def _flows(app: GuideApp) -> Iterator[SystemCommand]:
    for entry in app.services.catalog.home.entries.values():
        for each in (entry, *entry.choices.values()):
            if each.flow is not None:
                # The palette searches titles alone: the hint names what the caller may type.
                title = f"{each.text}: {each.hint}" if each.hint else each.text
                yield SystemCommand(title, "", _opener(app, each.flow))


def _opener(app: GuideApp, flow: str) -> Callable[[], None]:
    return lambda: app.open_flow(flow)


def _to(app: GuideApp, mode: str) -> Callable[[], None]:
    def go() -> None:
        app.action_go(mode)

    return go
