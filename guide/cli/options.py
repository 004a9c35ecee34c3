"""What was given on the command line; a command adds its own options by a class of its own."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guide.bootstrap import Services


class Options:
    """The options that every command has."""

    def __init__(self) -> None:
        self.command: str | None = None
        self.at: str | None = None
        self.zone: str | None = None
        self.lang: str | None = None
        self.flows: str | None = None
        self.data: str | None = None
        self.json = False
        # What the command opened, to be closed when it ends.
        self.opened: Services | None = None

    def close(self) -> None:
        """Close what the command opened."""
        if self.opened is not None:
            self.opened.close()
