"""Wires the real parts together. The only module that reads the clock."""

import os
import time
from copy import copy
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from guide.core.errors import InvalidInput
from guide.local.settings import Settings
from guide.services.caller import Caller, Clock
from guide.services.stores import Stores

if TYPE_CHECKING:
    from collections.abc import Iterable

    from guide.core.call.live import LiveCall
    from guide.core.flow.phone_menu import PhoneMenu
    from guide.core.follow_up.board import FollowUp
    from guide.core.prepare.call_plan import CallPlan
    from guide.export.ics import Event
    from guide.export.qr import PhoneCode
    from guide.export.sheet import Sheet
    from guide.flowfile.catalog import Catalog
    from guide.services.calling import Calling
    from guide.services.following_up import FollowingUp
    from guide.services.planning import Planning
    from guide.services.promises import Promises
    from guide.services.reference import Reference
    from guide.store.calls import Calls
    from guide.store.drafts import Drafts
    from guide.store.walks import Walks
    from guide.wording.calls import CallTexts
    from guide.wording.promises import PromiseTexts
    from guide.wording.texts import Texts

T = TypeVar("T", bound=Caller)
CLOSURES = "closures.yaml"


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


class Services(Caller):
    """Everything a command or a screen needs, each part built when it is first used."""

    def __init__(self, settings: Settings, clock: Clock = wall_clock) -> None:
        super().__init__(settings, clock)
        self.monotonic = time.monotonic
        # Shared by callers in other zones and languages.
        self.stores = Stores(self)

    def with_zone(self, name: str | None) -> Self:
        """The same for a caller in another zone; content, calendars, stores are shared."""
        other = super().with_zone(name)
        return other if other is self else _rebuilt(other, "planning", "calling")

    # Content

    @cached_property
    def catalog(self) -> "Catalog":
        """All flows and facts."""
        from guide.flowfile.catalog import Catalog
        from guide.flowfile.folders import refuse_folder

        if self.settings.flows is not None:
            refuse_folder(self.settings.flows)
        return Catalog(self._folders, self.cache, self.texts.translate)

    @cached_property
    def broken_catalogues(self) -> list[InvalidInput]:
        """What is wrong with catalogues: without one of them, its texts are English."""
        return []

    @property
    def _folders(self) -> list[Path]:
        from guide.flowfile.folders import content_folders

        return content_folders(self.settings.flows)

    @cached_property
    def texts(self) -> "Texts":
        """Sentences in the language of this run."""
        from guide.wording.texts import Texts, language, texts_in

        chosen = language(self.settings.language, os.environ)
        if chosen == "en":
            return Texts()
        return texts_in(chosen, self._folders, self.cache, self.broken_catalogues)

    def in_english(self) -> Self:
        """The same with the content in English, as its authors wrote it."""
        if self.texts.translate is None:
            return self
        from guide.flowfile.catalog import Catalog

        other = _rebuilt(copy(self), "reference", "planning", "calling", "promises")
        other.__dict__.update(catalog=Catalog(self.catalog.files.folders, self.cache))
        return other

    @property
    def menu(self) -> "PhoneMenu":
        """The phone menu."""
        return self.catalog.menu

    # What is kept

    @cached_property
    def walks(self) -> "Walks":
        """Half-finished walks.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self.stores.walks

    @cached_property
    def drafts(self) -> "Drafts":
        """Calls that are going on.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self.stores.drafts

    @cached_property
    def calls(self) -> "Calls":
        """The call log.

        Raises:
            StorageError: the disk or the database is not usable.
        """
        return self.stores.calls

    def close(self) -> None:
        """Close what was opened; whatever is used again is opened again."""
        self.stores.close()

    # What the product does, act by act

    @cached_property
    def reference(self) -> "Reference":
        """Content and calendars, shared by all callers of this run."""
        from guide.services.reference import Reference

        return Reference(self.catalog, self.cache, self.data / CLOSURES)

    @cached_property
    def planning(self) -> "Planning":
        """What a caller needs before the call: plans, checks, paper."""
        from guide.services.planning import Planning

        return Planning(self.reference, self.zone, self.seen_from)

    @cached_property
    def calling(self) -> "Calling":
        """What a caller needs while calling: drafts and their way into the log."""
        from guide.services.calling import Calling

        return Calling(
            self.catalog,
            self.promises,
            now=self.now,
            seen_from=self.seen_from,
            staff=self.staff,
            replayed=self.planning.replayed,
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

        # A log on a server is read beside what is kept here: that has a connection of its own.
        walks = None if self.has_server else self.walks.all
        return FollowingUp(
            self.promises, self.calls, walks=walks, zone=self.zone, zone_of=self.zone_of
        )

    # In words

    def call_texts(self, zone: str | None = None) -> "CallTexts":
        """What is said of a call, in a zone; else in the caller's."""
        from guide.wording.calls import CallTexts

        files = self.catalog.flow_files
        return CallTexts(
            self.texts, zone or self.zone, {file: self.catalog.flow(file).title for file in files}
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
            for follow_up in waiting
            for event in texts.events_of(follow_up, first_entry(follow_up.call), reveal=reveal)
        ]

    def phone_codes(self, subject: "CallPlan | LiveCall | FollowUp") -> "tuple[PhoneCode, ...]":
        """What one may take across to a phone; nothing private is in it."""
        from guide.wording.phone_codes import PhoneCodes

        return PhoneCodes(self.catalog.center, self.promise_texts, self.texts).of(subject)

    def sheet(self, plan: "CallPlan", *, reveal: bool, with_codes: bool = False) -> "Sheet":
        """A plan on paper; numbers are masked, and codes left out, unless they were asked for."""
        from guide.wording.sheet import SheetTexts

        content, menu = self.reference.graph(plan.flow).content, self.menu
        texts = SheetTexts(plan, content, menu, texts=self.texts, zone=self.zone, reveal=reveal)
        return texts.sheet(self.phone_codes(plan) if with_codes else ())


def _rebuilt(services: T, *parts: str) -> T:
    """The same, whose parts that know what is otherwise now are built anew."""
    for part in parts:
        services.__dict__.pop(part, None)
    return services
