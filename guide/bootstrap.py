"""Wires the real parts together. The only module that reads the clock."""

import os
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.clock.moments import zone
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.core.text import is_file_name
from guide.local.settings import (
    Settings,
    cache_folder,
    data_folder,
    kept_zone,
    server_address,
    staff_name,
)
from guide.local.zone import Own, exists, own_zone

if TYPE_CHECKING:
    from guide.core.call.entry import Call
    from guide.core.flow.phone_menu import PhoneMenu
    from guide.core.follow_up.next_steps import FollowUp
    from guide.core.prepare.plan import CallPlan
    from guide.export.ics import Event
    from guide.export.sheet import Sheet
    from guide.flowfile.catalog import Catalog
    from guide.services.calling import Calling
    from guide.services.following_up import FollowingUp
    from guide.services.planning import Planning
    from guide.services.promises import Promises
    from guide.services.reference import Reference
    from guide.store.calls import Calls
    from guide.store.data_folder import DataFolder
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks
    from guide.wording.calls import CallTexts
    from guide.wording.promises import PromiseTexts
    from guide.wording.texts import Texts

Clock = Callable[[], datetime]
CLOSURES = "closures.yaml"


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class _Opened:
    """What holds a connection; the same for a caller in another zone or language."""

    folder: "DataFolder | None" = None
    server: "Calls | None" = None


class Services:
    """Everything a command or a screen needs, each part built when it is first used."""

    def __init__(self, settings: Settings, clock: Clock = wall_clock) -> None:
        self.settings = settings
        self.clock = clock
        self.monotonic = time.monotonic
        # The moment as of which a command answers; None: now.
        self.as_of: datetime | None = None
        # Milliseconds to wait for another program that holds the data folder, if not the usual.
        self.waits: int | None = None
        self._opened = _Opened()

    def now(self) -> datetime:
        """Now, in the caller's zone."""
        return self.clock().astimezone(ZoneInfo(self.zone))

    def seen_from(self, zone: str | None = None) -> datetime:
        """From where "tomorrow" is counted: the moment that was asked for, else now."""
        return (self.as_of or self.clock()).astimezone(ZoneInfo(zone or self.zone))

    # Where and when

    @cached_property
    def zone(self) -> str:
        """The caller's zone: as named, else as chosen on the screen, else the computer's own."""
        return self.own_zone.name

    @cached_property
    def own_zone(self) -> Own:
        """The same, with where it comes from and whether that is sure."""
        if self.settings.zone:
            return Own(zone(self.settings.zone).key, "option")
        chosen = kept_zone(data_folder(self.settings))
        return own_zone() if chosen is None else Own(chosen, "chosen")

    @cached_property
    def data(self) -> Path:
        """The folder where calls and walks are kept.

        Raises:
            InvalidInput: no folder can be called so.
        """
        found = data_folder(self.settings)
        if not is_file_name(str(found)):
            message = Sentence(
                "error.data.name", "--data: {folder!r} is no name for a folder.", folder=str(found)
            )
            raise InvalidInput(message, Sentence("hint.file.another", "Name another one."))
        return found

    @cached_property
    def cache(self) -> Path:
        """The folder of what can be computed again."""
        return cache_folder()

    def zone_of(self, call: "Call") -> str:
        """Where a call was made; the caller's zone where that was not noted."""
        return call.zone if call.zone and exists(call.zone) else self.zone

    def elsewhere(self, name: str | None) -> "Services":
        """The same for a caller in another zone; content and calendars are shared."""
        if name is None or name == self.zone:
            return self
        from copy import copy

        other = copy(self)
        for each in ("planning", "calling"):  # they know the zone
            other.__dict__.pop(each, None)
        other.__dict__.update(zone=zone(name).key, own_zone=Own(zone(name).key, "chosen"))
        return other

    # Content

    @cached_property
    def catalog(self) -> "Catalog":
        """All flows and facts."""
        from guide.flowfile.catalog import Catalog

        own = self.settings.flows
        if own is not None and not _is_folder(own):
            message = Sentence(
                "error.flows", "--flows: there is no folder {folder!r}.", folder=str(own)
            )
            raise InvalidInput(message, Sentence("hint.flows", "Name a folder of flows."))
        if own is not None and not _holds_content(own):
            message = Sentence(
                "error.flows.none", "--flows: there is no flow in {folder!r}.", folder=str(own)
            )
            hint = Sentence("hint.flows.above", "Name the folder in which the flows' folders lie.")
            raise InvalidInput(message, hint)
        return Catalog(self._folders, self.cache, self.texts.translate)

    @cached_property
    def broken_catalogues(self) -> list[InvalidInput]:
        """What is wrong with catalogues: without one of them, its texts are English."""
        return []

    @property
    def _folders(self) -> list[Path]:
        from guide.flowfile.content_files import built_in

        own = self.settings.flows
        return [own, built_in()] if own else [built_in()]

    @cached_property
    def texts(self) -> "Texts":
        """Sentences in the language of this run."""
        from guide.wording.texts import Texts, language, texts_in

        chosen = language(self.settings.language, os.environ)
        if chosen == "en":
            return Texts()
        return texts_in(chosen, self._folders, self.cache, self.broken_catalogues)

    def as_written(self) -> "Services":
        """The same with the content in English, as its authors wrote it."""
        if self.texts.translate is None:
            return self
        from copy import copy

        from guide.flowfile.catalog import Catalog

        other = copy(self)
        for each in ("reference", "planning", "calling", "promises"):  # they know the content
            other.__dict__.pop(each, None)
        other.__dict__.update(catalog=Catalog(self.catalog.files.folders, self.cache))
        return other

    @property
    def menu(self) -> "PhoneMenu":
        """The phone menu."""
        return self.catalog.menu

    # What is kept

    @property
    def _folder(self) -> "DataFolder":
        if self._opened.folder is None:
            from guide.store.data_folder import DataFolder

            self._opened.folder = (
                DataFolder(self.data) if self.waits is None else DataFolder(self.data, self.waits)
            )
        return self._opened.folder

    @property
    def kept_on(self) -> str:
        """The journal of the database, and what its folder lies on, for a report."""
        return self._folder.kept_on

    def close(self) -> None:
        """Close what was opened; whatever is used again is opened again."""
        for each in (self._opened.folder, self._opened.server):
            if each is not None:
                each.close()

    @cached_property
    def walks(self) -> "Walks":
        """Half-finished walks.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.walks

    @cached_property
    def drafts(self) -> "Drafts":
        """Calls that are going on.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self._folder.drafts

    # Calls

    @cached_property
    def calls(self) -> "Calls":
        """The call log: in the data folder, or on the server that was named.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        if not self.has_server:
            return self._folder.calls
        if self._opened.server is None:
            from guide.store.calls import server_calls

            self._opened.server = server_calls(str(server_address(self.settings)))
        return self._opened.server

    @property
    def staff(self) -> str | None:
        """Who works at this computer for a firm."""
        return staff_name()

    @property
    def has_server(self) -> bool:
        """Whether the log lies on a server, not in the data folder."""
        return server_address(self.settings) is not None

    # What the product does, act by act

    @cached_property
    def reference(self) -> "Reference":
        """Content and calendars, shared by all callers of this run."""
        from guide.services.reference import Reference

        return Reference(self.catalog, self.cache, self.data / CLOSURES)

    @cached_property
    def planning(self) -> "Planning":
        """Prepare."""
        from guide.services.planning import Planning

        return Planning(self.reference, self.zone, self.seen_from)

    @cached_property
    def calling(self) -> "Calling":
        """Call."""
        from guide.services.calling import Calling

        return Calling(
            self.catalog,
            self.zone,
            now=self.now,
            seen_from=self.seen_from,
            staff=self.staff,
            spoken=lambda line: self.texts.sentence(line, spoken=True),
        )

    @cached_property
    def promises(self) -> "Promises":
        """By when an answer is due."""
        from guide.services.promises import Promises

        return Promises(self.reference)

    @property
    def following_up(self) -> "FollowingUp":
        """Follow up, with the log.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        from guide.services.following_up import FollowingUp

        return FollowingUp(self.promises, self.calls, self.zone_of)

    # In words

    def call_texts(self, zone: str | None = None) -> "CallTexts":
        """What is said of a call, in a zone; else in the caller's."""
        from guide.wording.calls import CallTexts

        files = self.catalog.flow_files
        return CallTexts(
            self.texts, zone or self.zone, {each: self.catalog.flow(each).title for each in files}
        )

    @property
    def promise_texts(self) -> "PromiseTexts":
        """What is said of answers that are waited for."""
        from guide.wording.promises import PromiseTexts

        return PromiseTexts(self.texts, self.zone, self.promises.rule, self.reference.calendar)

    def events(self, waiting: "Iterable[FollowUp]", *, reveal: bool) -> "list[Event]":
        """Calendar entries for answers that are waited for; numbers only where asked for."""
        from guide.wording.calendar_entries import EntryTexts

        texts, first_entry = EntryTexts(self.promise_texts), self.following_up.first_entry
        return [
            event
            for each in waiting
            for event in texts.events_of(each, first_entry(each.call), reveal=reveal)
        ]

    def sheet(self, plan: "CallPlan", *, reveal: bool) -> "Sheet":
        """A plan on paper; numbers are masked unless they were asked for."""
        from guide.wording.sheet import SheetTexts

        content, menu = self.reference.graph(plan.flow).content, self.menu
        return SheetTexts(
            plan, content, menu, texts=self.texts, zone=self.zone, reveal=reveal
        ).sheet()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # too long, or no name for a folder at all
        return False


def _holds_content(folder: Path) -> bool:
    """Whether something in a folder of flows is read: flows, files beside them, catalogues."""
    flows = any(folder.glob("*/flow.yaml")) or any(folder.glob("parts/*/flow.yaml"))
    files = {path.name for path in folder.glob("*.yaml")} - {"flow.yaml", "cases.yaml"}
    return flows or bool(files) or (folder / "locale").is_dir()
