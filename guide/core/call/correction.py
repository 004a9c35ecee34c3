"""A correction of a call of the log: the words that stand in its fields, and what they change."""

from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec

from guide.core.call.entry import Call
from guide.core.call.fields import LIVE_FIELDS, LiveField, unread_moments, values_of
from guide.core.clock.moments import elapsed


def typed_of(call: Call, moment: Callable[[datetime], str]) -> dict[str, str]:
    """The words that stand in the fields for a call that was noted."""
    words = {}
    for field in LIVE_FIELDS:
        value = getattr(call, field.name)
        if isinstance(value, bool):
            words[field.name] = "yes" if value else "no"
        elif value is not None:
            words[field.name] = moment(value) if isinstance(value, datetime) else str(value)
    return words


def corrected(
    call: Call,
    before: Mapping[str, str],
    after: Mapping[str, str],
    moment: Callable[[str], datetime | None],
    call_id: str,
) -> Call | None:
    """A new entry in place of `call`, with the fields whose words changed; None if none did.

    A day that cannot be read leaves the one that was noted.
    """
    changed = {
        field.name
        for field in LIVE_FIELDS
        if after.get(field.name, "").strip() != before.get(field.name, "").strip()
        and not _same_moment(field, getattr(call, field.name), after, moment)
    }
    if not changed:
        return None
    values = values_of(after, moment)
    # What could not be read has gone into the note; else the note stays as it was.
    if values["note"] != values_of(before, moment)["note"]:
        changed.add("note")
    unread = unread_moments(after, moment)
    taken = {name: values.get(name) for name in changed if name not in unread}
    return msgspec.structs.replace(
        call, **taken, id=call_id, corrects=call.id, attempts=(), shared_at=None
    )


def _same_moment(
    field: LiveField,
    noted: object,
    after: Mapping[str, str],
    moment: Callable[[str], datetime | None],
) -> bool:
    """Whether other words name the moment that was noted."""
    if field.input != "moment" or not isinstance(noted, datetime):
        return False
    meant = moment(after.get(field.name, "").strip())
    return meant is not None and not elapsed(noted, meant)
