"""From one standing place to another, and home."""

from guide.tui.host import Host
from guide.tui.places import CALL, PREPARE


class Going(Host):
    """Each place keeps what is open in it."""

    # From where one came to look something up.
    _came_from = PREPARE

    def action_go(self, place: str) -> None:
        """To a standing place."""
        if self.current_mode in (PREPARE, CALL):
            self._came_from = self.current_mode
        self.switch_mode(place)

    def action_prepare(self) -> None:
        """To what is being prepared; from there, home."""
        if self.current_mode == PREPARE:
            self.action_home()
        else:
            self.action_go(PREPARE)

    def action_home(self) -> None:
        """The first screen with all its entries, wherever one is; what was answered is kept."""
        from guide.tui.screens.home import HomeScreen

        self.action_go(PREPARE)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        first = self.screen
        if isinstance(first, HomeScreen):
            first.action_up()

    def action_go_back(self) -> None:
        """To the place from which one came to look something up."""
        self.switch_mode(self._came_from)

    def action_menu(self) -> None:
        """The map of the phone menu, at the way of the call that is planned or going on."""
        from guide.tui.screens.menu import look_up

        look_up(self)
