"""What the command palette offers. No picture of the screen, which may show private numbers.

Words may come from flow files: none passes through markup.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from textual.app import SystemCommand
from textual.binding import ActiveBinding
from textual.command import Command, CommandList, CommandPalette, Hit, Hits, Matcher, Provider
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from guide.core.text import one_line
from guide.tui.content import GAP, HEADING, Ends, join, plain
from guide.tui.host import Host
from guide.tui.places import CALL, FOLLOW_UP, MENU
from guide.wording.texts import Texts

if TYPE_CHECKING:
    from textual.dom import DOMNode

# A word that somebody wrote down counts more than letters that happen to stand in a title.
MEANT = 100.0
# The whole title of a command is that command.
NAMED = 200.0

Group = Literal["here", "go", "anywhere", "moving"]

# Named in the lists of what works everywhere, or of no use from a list.
_LISTED = frozenset({
    "menu", "zone", "help", "app.help", "quit", "command_palette", "go('call')",
    "go('follow-up')", "ctrl_c", "page(-1)", "page(1)", "edge(-1)", "edge(1)", "line(-1)",
    "line(1)", "script_edge(-1)", "script_edge(1)",
})  # fmt: skip
# What leads elsewhere, and what concerns all screens; the rest belongs to the one that is open.
_GOES = frozenset({"prepare", "app.prepare", "home", "they_called"})
_ANYWHERE = frozenset({"hours"})


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be done: `action` by its key, which stands in `keys`."""

    title: str
    act: Callable[[], Any]
    group: Group
    keys: str = ""
    hint: str = ""
    action: str = ""


def commands(app: Host, screen: Screen[object]) -> Iterator[SystemCommand]:
    """What is offered, as Textual wants it."""
    for each in offers(app, screen):
        yield SystemCommand(each.title, each.keys or each.hint, each.act)


def offers(app: Host, screen: Screen[object]) -> Iterator[Offer]:
    """What can be done on this screen, where one may go, what works anywhere, what only moves."""
    found = [*of_screen(app, screen)]
    yield from (each for each in found if each.group == "here")
    yield from _flows(app)
    yield from (each for each in found if each.group == "go")
    yield from _places(app)
    yield from (each for each in found if each.group == "anywhere")
    yield from _everywhere(app)
    yield from (each for each in found if each.group == "moving")


def of_screen(app: Host, screen: Screen[object]) -> Iterator[Offer]:
    """Every key that is live on the screen and has a name."""
    # A field of Textual's may call something else by the same word.
    same: dict[tuple[DOMNode, str], list[ActiveBinding]] = {}
    for each in screen.active_bindings.values():
        binding = each.binding
        if binding.description and each.enabled and binding.action not in _LISTED:
            same.setdefault((each.node, binding.action), []).append(each)
    for (_, action), found in same.items():
        keys = dict.fromkeys(app.get_key_display(each.binding) for each in found)
        yield Offer(
            title=found[0].binding.description, act=_doer(app, found[0]),
            group=_group_of(found[0]), keys=", ".join(keys), action=action,
        )  # fmt: skip


def _group_of(each: ActiveBinding) -> Group:
    # What has no id is not ours: with it Textual moves in lists and fields.
    if each.binding.id is None:
        return "moving"
    if each.binding.action in _GOES:
        return "go"
    return "anywhere" if each.binding.action in _ANYWHERE else "here"


def _doer(app: Host, active: ActiveBinding) -> Callable[[], Any]:
    return lambda: app.run_action(active.binding.action, active.node)


def _places(app: Host) -> Iterator[Offer]:
    say = app.services.texts.say
    yield Offer(
        title=say("palette.call", "On the phone"), act=app.open_call, group="go",
        hint=say("palette.call.what", "Keep notes of a call while you talk"),
    )  # fmt: skip
    yield Offer(
        title=say("palette.past", "Write down a call you made"), act=app.open_past_call,
        group="go", action="past",
        hint=say("palette.past.what", "One that took place earlier, from memory"),
    )  # fmt: skip
    yield Offer(
        title=say("palette.log", "Your calls"), act=_to(app, CALL), group="go",
        keys=app.keys_of("calls"), action="go('call')",
        hint=say("palette.log.what", "The log: search, look, note a call-back, remove"),
    )  # fmt: skip
    yield Offer(
        title=say("palette.follow-up", "Follow up"), act=_to(app, FOLLOW_UP), group="go",
        keys=app.keys_of("follow-up"), action="go('follow-up')",
        hint=say("palette.follow-up.what", "Answers you're waiting for: what's due, what's late"),
    )  # fmt: skip
    yield Offer(
        title=say("palette.menu", "Phone menu"), act=_to(app, MENU), group="go",
        keys=app.keys_of("menu"), action="menu",
        hint=say("palette.menu.what", "The map of the phone menu"),
    )  # fmt: skip


def _everywhere(app: Host) -> Iterator[Offer]:
    say = app.services.texts.say
    yield Offer(
        title=say("palette.zone", "Time zone"), act=app.action_zone, group="anywhere",
        keys=app.keys_of("zone"), action="zone",
        hint=say("palette.zone.what", "Choose your time zone"),
    )  # fmt: skip
    if app.may_change_theme:
        yield Offer(
            title=say("palette.theme", "Theme"), act=app.action_change_theme, group="anywhere",
            hint=say("palette.theme.what", "Change the colors"),
        )  # fmt: skip
    yield Offer(
        title=say("palette.help", "Help"), act=app.action_help, group="anywhere",
        keys=app.keys_of("help"), action="help",
        hint=say("palette.help.what", "What the keys do here"),
    )  # fmt: skip
    yield Offer(
        title=say("palette.quit", "Quit"), act=app.action_quit, group="anywhere",
        keys=app.keys_of("quit"), action="quit",
        hint=say("palette.quit.what", "Leave; your answers are saved"),
    )  # fmt: skip


def _flows(app: Host) -> Iterator[Offer]:
    for _, entry in app.services.catalog.home.leaves():
        if entry.flow is not None:
            act = _opener(app, entry.flow)
            yield Offer(title=entry.text, act=act, group="go", hint=entry.hint or "")


def _opener(app: Host, flow: str) -> Callable[[], None]:
    return lambda: app.open_flow(flow)


def _to(app: Host, mode: str) -> Callable[[], None]:
    def go() -> None:
        app.action_go(mode)

    return go


def _name_of(group: Group, texts: Texts) -> str:
    names: dict[Group, str] = {
        "here": texts.say("palette.group.here", "Here"),
        "go": texts.say("palette.group.go", "Go to"),
        "anywhere": texts.say("palette.group.anywhere", "Anywhere"),
        "moving": texts.say("palette.group.moving", "Move"),
    }
    return names[group]


@dataclass
class Found(Hit):
    """A command that fits what is typed, as a row; in a `group` where nothing is typed."""

    row: Ends | None = None
    group: Group | None = None


class Commands(Provider):
    """What is offered, letter for letter; the palette of Textual reads markup."""

    def _offers(self) -> Iterator[Offer]:
        return offers(self.app, self.screen) if isinstance(self.app, Host) else iter(())

    async def discover(self) -> Hits:
        """All commands: what can be done here with its key, what one may begin, where to go."""
        for each in self._offers():
            yield _found(0.0, plain(one_line(each.title)), each, each.group)

    async def search(self, query: str) -> Hits:
        """Those whose titles, or else whose words or hints, have the letters of the query."""
        matcher = self.matcher(query)
        app = self.app
        leaves = app.services.catalog.home.leaves() if isinstance(app, Host) else ()
        meant = {entry.text for _, entry in leaves if entry.is_meant_by(query)}
        for each in self._offers():
            title = one_line(each.title)
            score = matcher.match(title)
            shown = _marked(title, matcher) if score > 0 else plain(title)
            beside = max(matcher.match(one_line(each.hint)), matcher.match(each.keys))
            score = MEANT if title in meant else score or beside / 2
            if title.casefold() == query.strip().casefold():
                score = NAMED
            if score > 0:
                yield _found(score, shown, each)


def _found(score: float, title: Content, offer: Offer, group: Group | None = None) -> Found:
    hint = plain(f"\n{one_line(offer.hint)}" if offer.hint else "")
    row = Ends(join(title, hint), plain(offer.keys, "bold"))
    return Found(score, "", offer.act, title.plain, None, row, group)


def _marked(title: str, matcher: Matcher) -> Content:
    """The title with the letters that were found."""
    _, places = matcher.fuzzy_search.match(matcher.query, title)
    shown = plain(title)
    for place in places:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown


class Palette(CommandPalette):
    """Each command with its key at the right edge, in groups where nothing is typed."""

    def __init__(self, texts: Texts) -> None:
        words = texts.say("palette.search", "Search for commands…")
        super().__init__(placeholder=words, id="--command-palette")
        self._texts = texts

    def _refresh_command_list(
        self,
        command_list: CommandList,
        commands: list[Command],
        clear_current: bool,  # noqa: ARG002, FBT001  # Textual's own shape
    ) -> None:
        """Rows and headings of our own in place of Textual's."""
        hits = [each.hit for each in commands if isinstance(each.hit, Found)]
        hits.sort(key=attrgetter("score"), reverse=True)
        options: list[Option] = []
        for group, listed in groupby(hits, key=attrgetter("group")):
            if group is not None:
                name = plain(f"{GAP}{_name_of(group, self._texts)}", HEADING)
                options.append(Option(name, disabled=True))
            options += [Command(hit.row or "", hit, id=str(id(hit))) for hit in listed]
        command_list.clear_options().add_options(options)
        command_list.highlighted = next((i for i, o in enumerate(options) if not o.disabled), None)
        self._list_visible = bool(options)
        self._hit_count = len(hits)
