"""A correction while it is typed: its days read in the zone of the call, its words kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Self
from uuid import uuid4
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.call.correction import corrected, typed_of
from guide.core.call.entry import Call
from guide.core.call.fields import unread_moments
from guide.core.clock.limits import EASTERN
from guide.tui.background.saves import Save
from guide.wording.dates import in_field


class Correction:
    """What an entry said, and what the words that are typed now make of it.

    Days stand, and are read, in the zone of the call: whatever zone is chosen meanwhile, what was
    typed stays the same moment.
    """

    def __init__(self, call: Call, services: Services, zone: str | None = None) -> None:
        self.call = call
        self._services = services
        # Where none was noted: USCIS's own, which no choice moves.
        self._zone = zone or (services.zone_of(call) if call.zone else EASTERN)
        self.before = typed_of(call, self._as_typed)

    def _as_typed(self, moment: datetime) -> str:
        there = moment.astimezone(ZoneInfo(self._zone))
        return in_field(there, self._services.texts, self._services.zone)

    def read(self, text: str) -> datetime:
        """A day or moment as typed.

        Raises:
            InvalidInput: it is none.
        """
        return self._services.calling.answer_by(text, self._zone, self.call.started_at)

    def _day(self, text: str) -> datetime | None:
        return self._services.calling.answer_day(text, self._zone, self.call.started_at)

    def is_changed(self, after: Mapping[str, str]) -> bool:
        """Whether any words are others than those that stood there."""
        names = {*after, *self.before}
        return any(
            after.get(name, "").strip() != self.before.get(name, "").strip() for name in names
        )

    def unread(self, after: Mapping[str, str]) -> list[str]:
        """The fields whose day cannot be read."""
        return list(unread_moments(after, self._day))

    def entry(self, after: Mapping[str, str]) -> Call | None:
        """The entry that takes the place of the one before; None where it would say the same."""
        new = corrected(self.call, self.before, after, self._day, str(uuid4()))
        return None if new is None else self._services.calling.entered(new)

    # Keeping

    @property
    def _name(self) -> str:
        return f"correction-{self.call.id}"

    def keeps(self, after: Mapping[str, str]) -> Save:
        """The words, until they are saved; where they change nothing, none are kept."""
        if not self.is_changed(after):
            return self.forgets()
        services, call_id = self._services, self.call.id
        return Save(
            self._name,
            lambda: services.drafts.keep_correction(call_id, after),
            text=lambda: "\n".join(filter(None, after.values())),
        )

    def forgets(self) -> Save:
        """Nothing of it is kept any more."""
        services, call_id = self._services, self.call.id
        return Save(self._name, lambda: services.drafts.forget_correction(call_id))

    def stored(self) -> Mapping[str, str] | None:
        """What was typed before and not saved; for the thread of the desk."""
        return self._services.drafts.correction(self.call.id)

    def chain(self) -> tuple[Call, ...]:
        """All entries of the call; for the thread of the desk of the log."""
        return self._services.calls.chain(self.call.id)

    def stored_before(self, chain: Sequence[Call]) -> tuple[Self, Mapping[str, str]] | None:
        """The latest other entry about which words are kept, and those; as `stored`."""
        for call in reversed(chain):
            other = type(self)(call, self._services, self._zone)
            words = None if call.id == self.call.id else other.stored()
            if words is not None:
                return other, words
        return None
