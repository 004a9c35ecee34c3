"""The commands of the palette. Their words may come from flow files: none passes through markup."""

from textual.command import DiscoveryHit, Hit, Hits, Matcher
from textual.content import Content
from textual.system_commands import SystemCommandsProvider

from guide.core.text import one_line
from guide.tui.content import plain


class Commands(SystemCommandsProvider):
    """What `get_system_commands` lists, letter for letter; the palette itself reads markup."""

    async def discover(self) -> Hits:
        """All commands, by title."""
        commands = sorted(self.app.get_system_commands(self.screen), key=lambda each: each.title)
        for each in commands:
            title, what = one_line(each.title), plain(one_line(each.help))
            yield DiscoveryHit(plain(title), each.callback, title, help=what)  # type: ignore[arg-type]  # drawn as it is

    async def search(self, query: str) -> Hits:
        """Those whose titles have the letters of the query."""
        matcher = self.matcher(query)
        for each in self.app.get_system_commands(self.screen):
            title, what = one_line(each.title), plain(one_line(each.help))
            score = matcher.match(title)
            if score > 0:
                shown = _marked(title, matcher)
                yield Hit(score, shown, each.callback, title, help=what)  # type: ignore[arg-type]  # as above


def _marked(title: str, matcher: Matcher) -> Content:
    """The title with the letters that were found."""
    _, places = matcher.fuzzy_search.match(matcher.query, title)
    shown = plain(title)
    for place in places:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown
