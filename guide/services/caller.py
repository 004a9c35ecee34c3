"""Who asks: from which zone, as of when, and where what is theirs lies."""

from collections.abc import Callable
from copy import copy
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from guide.core.clock.moments import zone
from guide.local.settings import (
    Settings,
    cache_folder,
    caller_zone,
    config_folder,
    named_data_folder,
    server_address,
    staff_name,
)
from guide.local.zone import CallerZone, exists

if TYPE_CHECKING:
    from guide.core.call.entry import Call

Clock = Callable[[], datetime]


class Caller:
    """The caller of a run: everything that is told is told from here."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        # The moment as of which a command answers; None: now.
        self.as_of: datetime | None = None

    def now(self) -> datetime:
        """The moment of the clock, aware, in the caller's zone."""
        return self.clock().astimezone(ZoneInfo(self.zone))

    def seen_from(self, zone: str | None = None) -> datetime:
        """From where "tomorrow" is counted: the moment that was asked for, else now."""
        return (self.as_of or self.clock()).astimezone(ZoneInfo(zone or self.zone))

    @cached_property
    def zone(self) -> str:
        """The caller's zone: as named, else as chosen on the screen, else the computer's own."""
        return self.caller_zone.name

    @cached_property
    def caller_zone(self) -> CallerZone:
        """The caller's zone with its origin (`--zone`, chosen, computer) and what is doubtful."""
        return caller_zone(self.settings)

    @property
    def keys_file(self) -> Path:
        """Where the caller's own keys are read from, whether or not there are any."""
        from guide.local.keys_file import NAME

        return config_folder() / NAME

    def zone_of(self, call: "Call") -> str:
        """Where a call was made; the caller's zone where that was not noted."""
        return call.zone if call.zone and exists(call.zone) else self.zone

    def with_zone(self, name: str | None) -> Self:
        """These services for a caller in another zone; themselves for None or the same one."""
        if name is None or name == self.zone:
            return self
        other = copy(self)
        other.__dict__.update(zone=zone(name).key, caller_zone=CallerZone(zone(name).key, "chosen"))
        return other

    @cached_property
    def data(self) -> Path:
        """The folder where calls and walks are kept.

        Raises:
            InvalidInput: no folder can be called so.
        """
        return named_data_folder(self.settings)

    @cached_property
    def cache(self) -> Path:
        """The folder of what can be computed again."""
        return cache_folder()

    @property
    def staff(self) -> str | None:
        """Who works at this computer for a firm."""
        return staff_name()

    @property
    def has_server(self) -> bool:
        """Whether the log lies on a server, not in the data folder."""
        return server_address(self.settings) is not None
