"""A line of live keys, each with its words, of which the mouse does what the key does."""

from textual.binding import ActiveBinding  # noqa: TC002  # a widget's attributes are read at run time
from textual.content import Content
from textual.events import Click
from textual.style import Style
from textual.widgets import Static

# What each of them bears, for the mouse to find: its number.
_PLACE = "place"


class KeyLine(Static):
    """`keys` are those that stand here now, from left to right."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[ActiveBinding] = []

    def placed(self, words: Content, number: int) -> Content:
        """The words of a key, so that the mouse finds it."""
        return words.stylize(Style.from_meta({_PLACE: number}))

    async def take(self, number: int) -> None:
        """Do what a key does."""
        if number < len(self.keys):
            active = self.keys[number]
            await self.app.run_action(active.binding.action, active.node)

    async def on_click(self, event: Click) -> None:
        """Do what the key under the pointer does."""
        number = event.style.meta.get(_PLACE)
        if number is not None:
            event.stop()
            await self.take(number)
