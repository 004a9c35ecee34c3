"""What the command palette offers. No picture of the screen, which may show private numbers.

Words may come from flow files: none passes through markup.
"""

from collections.abc import Callable, Iterator
from typing import Any

from textual.app import SystemCommand
from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Matcher
from textual.content import Content
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

from guide.core.text import one_line
from guide.tui.content import plain
from guide.tui.host import Host
from guide.tui.places import CALL, FOLLOW_UP, MENU

# A word that somebody wrote down counts more than letters that happen to stand in a title.
MEANT = 100.0
# The whole title of a command is that command.
NAMED = 200.0

# Named in the list of what works everywhere, or of no use from a list.
_LISTED = frozenset({
    "menu", "zone", "past", "help", "app.help", "quit", "command_palette", "go('call')",
    "go('follow-up')", "ctrl_c", "page(-1)", "page(1)", "edge(-1)", "edge(1)", "line(-1)",
    "line(1)", "script_edge(-1)", "script_edge(1)",
})  # fmt: skip


def commands(app: Host, screen: Screen[object]) -> Iterator[SystemCommand]:
    """What can be done on this screen, then the flows, the places; at last what only moves."""
    yield from of_screen(app, screen, moving=False)
    yield from _everywhere(app)
    yield from of_screen(app, screen, moving=True)


def of_screen(
    app: Host, screen: Screen[object], *, moving: bool | None = None
) -> Iterator[SystemCommand]:
    """Every key that is live on the screen and has a name, as a command.

    With `moving`, only those with which Textual moves in lists and fields, or only the others.
    """
    keys: dict[str, list[str]] = {}
    first: dict[str, ActiveBinding] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        # What has an id is ours.
        is_wanted = moving is None or moving == (binding.id is None)
        named = binding.description and active.enabled and binding.action not in _LISTED
        if named and is_wanted:
            keys.setdefault(binding.description, []).append(app.get_key_display(binding))
            first.setdefault(binding.description, active)
    for title, active in first.items():
        yield SystemCommand(title, ", ".join(dict.fromkeys(keys[title])), _doer(app, active))


def _doer(app: Host, active: ActiveBinding) -> Callable[[], Any]:
    return lambda: app.run_action(active.binding.action, active.node)


def _everywhere(app: Host) -> Iterator[SystemCommand]:
    say = app.services.texts.say
    yield from _flows(app)
    for title, what, act in (
        (
            say("palette.call", "On the phone"),
            say("palette.call.what", "Keep notes of a call while you talk"),
            app.open_call,
        ),
        (
            say("palette.past", "Write down a call you made"),
            say("palette.past.what", "One that took place earlier, from memory"),
            app.open_past_call,
        ),
        (
            say("palette.log", "Your calls"),
            say("palette.log.what", "The log: search, look, note a call-back, remove"),
            _to(app, CALL),
        ),
        (
            say("palette.follow-up", "Follow up"),
            say("palette.follow-up.what", "Answers you're waiting for: what's due, what's late"),
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
            theme, say("palette.theme.what", "Change the colors"), app.action_change_theme
        )
    keys = say("palette.help", "Help")
    yield SystemCommand(keys, say("palette.help.what", "What the keys do here"), app.action_help)
    leave = say("palette.quit", "Quit")
    yield SystemCommand(
        leave, say("palette.quit.what", "Leave; your answers are saved"), app.action_quit
    )


def _flows(app: Host) -> Iterator[SystemCommand]:
    for _, entry in app.services.catalog.home.leaves():
        if entry.flow is not None:
            yield SystemCommand(entry.text, entry.hint or "", _opener(app, entry.flow))


def _opener(app: Host, flow: str) -> Callable[[], None]:
    return lambda: app.open_flow(flow)


def _to(app: Host, mode: str) -> Callable[[], None]:
    def go() -> None:
        app.action_go(mode)

    return go


class Commands(SystemCommandsProvider):
    """What `get_system_commands` lists, letter for letter; the palette itself reads markup."""

    async def discover(self) -> Hits:
        """All commands: what can be done here with its key, what one may begin, where to go."""
        for command in self.app.get_system_commands(self.screen):
            title, what = one_line(command.title), plain(one_line(command.help))
            yield DiscoveryHit(plain(title), command.callback, title, help=what)  # type: ignore[arg-type]  # drawn as it is

    async def search(self, query: str) -> Hits:
        """Those whose titles, or else whose words or hints, have the letters of the query."""
        matcher = self.matcher(query)
        app = self.app
        leaves = app.services.catalog.home.leaves() if isinstance(app, Host) else ()
        meant = {entry.text for _, entry in leaves if entry.is_meant_by(query)}
        for command in self.app.get_system_commands(self.screen):
            title, hint = one_line(command.title), one_line(command.help)
            score = matcher.match(title)
            shown = _marked(title, matcher) if score > 0 else plain(title)
            score = MEANT if title in meant else score or matcher.match(hint) / 2
            if title.casefold() == query.strip().casefold():
                score = NAMED
            if score > 0:
                yield Hit(score, shown, command.callback, title, help=plain(hint))  # type: ignore[arg-type]  # as above


def _marked(title: str, matcher: Matcher) -> Content:
    """The title with the letters that were found."""
    _, places = matcher.fuzzy_search.match(matcher.query, title)
    shown = plain(title)
    for place in places:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown
