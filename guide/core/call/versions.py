"""The entries of one call: which of them stand, how two versions differ, and how they are joined.

Entries and what they correct form a graph without circles. What nothing corrects is a version;
one, unless two people corrected the same entry. Two logs with the same entries give the same
answers here, in whatever order they were taken in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import msgspec

from guide.core.call.entry import CONTENT, NEWER, Call, CallBackAttempt, Ending
from guide.core.case_numbers import ReceiptNumber, ServiceItemNumber

_CASE_NUMBERS: Mapping[str, type[ReceiptNumber] | type[ServiceItemNumber]] = {
    "receipt": ReceiptNumber,
    "service_item": ServiceItemNumber,
    "earlier_item": ServiceItemNumber,
}
_NEVER = datetime.min.replace(tzinfo=UTC)


class Clash(msgspec.Struct, frozen=True, kw_only=True):
    """A correction that cannot be taken as it is: the entry changed since it was looked at.

    `fields` were changed by both, to different values.
    """

    base: Call
    mine: Call
    theirs: Call
    fields: tuple[str, ...]


def is_circle(calls: Iterable[Call]) -> bool:
    """Whether entries correct one another."""
    left = {call.id: set(call.olders) for call in calls}
    while left:
        first = [name for name, olders in left.items() if not olders & left.keys()]
        if not first:
            return True
        for name in first:
            del left[name]
    return False


def ordered(calls: Iterable[Call]) -> tuple[Call, ...]:
    """The first entry first, the one that is shown last; at least one."""
    known = {call.id: call for call in calls}
    depths: dict[str, int] = {}
    # Each round finds the depth of at least one more, as long as nothing goes in a circle.
    for _ in known:
        for name, call in known.items():
            older = [old for old in call.olders if old in known]
            if name not in depths and all(old in depths for old in older):
                depths[name] = max((depths[old] + 1 for old in older), default=0)
        if len(depths) == len(known):
            break
    return tuple(
        sorted(
            known.values(),
            key=lambda call: (depths.get(call.id, len(known)), call.entered_at or _NEVER, call.id),
        )
    )


def tips(calls: Iterable[Call]) -> tuple[Call, ...]:
    """The versions: what no other entry corrects. The one that is shown comes last."""
    entries = ordered(calls)
    corrected = {older for call in entries for older in call.olders}
    return tuple(call for call in entries if call.id not in corrected)


def branch(calls: Sequence[Call], chosen: str) -> tuple[str, ...]:
    """What goes when an entry is removed: its own version alone, or all where versions share it."""
    versions = [call.id for call in tips(calls)]
    reached = {tip: _behind(calls, tip) for tip in versions}
    holders = [tip for tip in versions if chosen in reached[tip]]
    if len(versions) < 2 or len(holders) != 1:  # noqa: PLR2004  # two versions
        return tuple(call.id for call in calls)
    others = set[str]().union(*(reached[tip] for tip in versions if tip != holders[0]))
    return tuple(call.id for call in calls if call.id in reached[holders[0]] - others)


def _behind(calls: Iterable[Call], tip: str) -> set[str]:
    """An entry with everything that led to it."""
    known = {call.id: call for call in calls}
    entries, waiting = set[str](), [tip]
    while waiting:
        name = waiting.pop()
        if name in known and name not in entries:
            entries.add(name)
            waiting += known[name].olders
    return entries


# What entries say


def says(call: Call) -> dict[str, object]:
    """What was noted; moments are compared as moments, whatever their zones."""
    heard = tuple((heard.at.astimezone(UTC), heard.step, heard.text) for heard in call.heard)
    values: dict[str, object] = {name: getattr(call, name) for name in CONTENT}
    moments = {
        name: value.astimezone(UTC) for name, value in values.items() if isinstance(value, datetime)
    }
    return values | moments | {"heard": heard}


def differing(one: Call, *others: Call) -> tuple[str, ...]:
    """The fields in which entries differ, in the order of the log."""
    first, rest = says(one), [says(other) for other in others]
    return tuple(name for name in CONTENT if any(first[name] != other[name] for other in rest))


def same(one: Call, other: Call) -> bool:
    """Whether two entries with one id say the same."""
    olders = {*one.olders} == {*other.olders}
    return one.id == other.id and olders and not differing(one, other)


def rebased(base: Call, mine: Call, theirs: Call) -> Call | Clash:
    """A correction of `base` as one of `theirs`, which took its place meanwhile."""
    changed, meanwhile = differing(base, mine), differing(base, theirs)
    both = set(changed).intersection(meanwhile, differing(mine, theirs))
    clash = tuple(name for name in changed if name in both and not _one_number(name, mine, theirs))
    if clash:
        return Clash(base=base, mine=mine, theirs=theirs, fields=clash)
    return correction(mine, (theirs,), {name: getattr(mine, name) for name in changed})


def _one_number(field: str, one: Call, other: Call) -> bool:
    """Whether a field holds the same number, written in two ways."""
    kind = _CASE_NUMBERS.get(field)
    if kind is None:
        return False
    number = kind.noted(getattr(one, field))
    return number is not None and number == kind.noted(getattr(other, field))


def correction(mine: Call, versions: Sequence[Call], values: Mapping[str, Any]) -> Call:
    """An entry with the id of `mine` that takes the place of all versions: the first, changed."""
    first, *rest = versions
    return msgspec.structs.replace(
        first,
        id=mine.id,
        corrects=first.id,
        also_corrects=tuple(call.id for call in rest),
        entered_at=mine.entered_at,
        entered_by=mine.entered_by,
        attempts=(),
        taken_back=(),
        ended=None,
        shared_at=None,
        **values,
    )


def as_correction(call: Call) -> Call:
    """A row that says something else than the entry it came from, as a correction of that entry.

    Its id follows from what it says: taken in twice, or in two logs, it is one entry.
    """
    values = [
        str(value) for name, value in says(call).items() if name not in NEWER or value is not None
    ]
    said = msgspec.json.encode(values).decode()
    return msgspec.structs.replace(
        call, id=str(uuid5(UUID(call.id), said)), corrects=call.id, also_corrects=(), ended=None
    )


# What belongs to all entries of a call


def joined(attempts: Iterable[CallBackAttempt]) -> tuple[CallBackAttempt, ...]:
    """One of each moment: the last turn counts; within one turn an answer."""
    latest: dict[datetime, CallBackAttempt] = {}
    for attempt in attempts:
        at = attempt.at.astimezone(UTC)
        known = latest.get(at)
        if known is None or (attempt.turn, attempt.answered) > (known.turn, known.answered):
            latest[at] = attempt
    return tuple(latest[at] for at in sorted(latest))


def is_taken_back(attempt: CallBackAttempt) -> bool:
    """Whether it no longer counts."""
    return attempt.turn % 2 == 1


def last_ending(endings: Iterable[Ending | None]) -> Ending | None:
    """The one that came last; what only follows from another call is no act of anybody."""
    acts = [ending for ending in endings if ending is not None and ending.turn > 0]
    return max(acts, key=_ending_order, default=None)


def ending_of(act: Ending | None, asked_again_at: datetime | None) -> Ending | None:
    """How a promise ended: as somebody said, or because a later call named the earlier one.

    Whoever opens it again knows of the calls that were made until then.
    """
    if act is not None and (act.why is not None or asked_again_at is None):
        return act
    if asked_again_at is None or (act is not None and act.at >= asked_again_at):
        return act
    return Ending(at=asked_again_at, why="asked-again")


def _ending_order(ending: Ending) -> tuple[int, datetime, str, str]:
    return ending.turn, ending.at.astimezone(UTC), ending.why or "", ending.by or ""
