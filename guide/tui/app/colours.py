"""The colours that are offered, the one that was chosen, and that it is kept."""

from textual.app import App
from textual.command import CommandPalette
from textual.theme import Theme, ThemeProvider

from guide.core.errors import StorageError
from guide.local.settings import keep_theme
from guide.tui.app.themes import DARK, OFFERED, RENAMED
from guide.tui.host import Host


class Colours(Host):
    """Shows the colours that the caller chose."""

    def register_themes(self) -> None:
        """Those that can be read by everybody, in every terminal."""
        for theme in OFFERED.values():
            self.register_theme(theme)
        if self.current_theme is not DARK:
            self.theme = DARK.name
            return
        # Textual has it by its old name; to set it anew would read the style sheet a second time.
        self.set_reactive(App.theme, DARK.name)
        self.add_class(f"-theme-{DARK.name}", update=False)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Those that can be read by everybody, in every terminal."""
        return OFFERED

    def get_theme(self, theme_name: str) -> Theme | None:
        """One of them; by its old name, too, with which Textual begins."""
        return OFFERED.get(RENAMED.get(theme_name, theme_name))

    @property
    def may_change_theme(self) -> bool:
        """Not without colour: ANSI themes cannot be read then."""
        return not self.no_color

    def take_theme(self, name: str | None) -> None:
        """The colours of the last time."""
        theme = self.get_theme(name or "")
        if theme is not None:
            self.theme = theme.name

    def action_change_theme(self) -> None:
        """Other colours."""
        words = self.services.texts.say("palette.themes", "Search for themes…")
        self.push_screen(CommandPalette([ThemeProvider], placeholder=words))

    def watch_theme(self, name: str) -> None:
        """Colours that were chosen are kept for the next start."""
        if not self.is_running:
            return
        try:
            keep_theme(self.services.data, None if name == DARK.name else name)
        except StorageError as error:
            self.notify(self.services.texts.error(error), severity="warning", markup=False)
