"""Calls as rows, and rows as calls."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from guide.core.call import Attempt, Call, Ending
from guide.core.case_numbers import item_key
from guide.core.errors import InvalidInput, StorageError
from guide.core.sentence import Sentence
from guide.core.text import is_storable
from guide.core.versions import ending_of, is_taken_back, joined, last_ending, same
from guide.store.words import folded, searched

PAGE = 200
# Every word of a search is a condition of its own, and databases limit how many they take.
MOST_WORDS = 50
# A call as it is read: id, root, its value as JSON, when it was shared, when it began, and when a
# later call named its number.
Row = tuple[str, str, str, str | None, str, str | None]
COLUMNS = "c.id, c.root, c.entry, c.shared_at, c.started_at, c.asked_again_at"
# A statement in plain SQL, with `?` for each value.
Run = Callable[[str, Sequence[object]], Any]
_decode = msgspec.json.Decoder(Call).decode


def marks(values: Sequence[object]) -> str:
    """A question mark for each value, between brackets; for none a list that nothing is in."""
    return f"({', '.join('?' * len(values)) or 'null'})"


def calls_of(run: Run, rows: Sequence[Row]) -> tuple[Call, ...]:
    """Calls with what belongs to their whole chains.

    Raises:
        StorageError: one of them cannot be read.
    """
    roots = list(dict.fromkeys(root for _, root, *_ in rows))
    attempts, endings = attempts_of(run, roots), endings_of(run, roots)
    return tuple(
        msgspec.structs.replace(
            value_of(name, entry),
            attempts=tuple(each for each in attempts[root] if not is_taken_back(each)),
            taken_back=tuple(each for each in attempts[root] if is_taken_back(each)),
            ended=ending_of(endings.get(root), moment_of(asked_again_at)),
            shared_at=datetime.fromisoformat(shared_at) if shared_at else None,
        )
        for name, root, entry, shared_at, _, asked_again_at in rows
    )


def moment_of(text: str | None) -> datetime | None:
    """A moment from a row."""
    return None if text is None else datetime.fromisoformat(text)


def attempts_of(run: Run, roots: Sequence[str]) -> dict[str, list[Attempt]]:
    """Of each root, the earliest first; those that were taken back too."""
    found: dict[str, list[Attempt]] = {root: [] for root in roots}
    if roots:
        sql = f"select root, at, answered, turn from attempt where root in {marks(roots)}"  # noqa: S608  # marks only
        for root, at, answered, turn in run(f"{sql} order by root, at", roots):
            attempt = Attempt(
                at=datetime.fromisoformat(at), answered=bool(answered), turn=int(turn)
            )
            found[root].append(attempt)
    return found


def endings_of(run: Run, roots: Sequence[str]) -> dict[str, Ending]:
    """What somebody closed, or opened again."""
    if not roots:
        return {}
    sql = f"select root, at, why, who, turn from call_ending where root in {marks(roots)}"  # noqa: S608  # marks only
    return {
        root: Ending(at=datetime.fromisoformat(at), why=why, by=who, turn=int(turn))
        for root, at, why, who, turn in run(sql, roots)
    }


def value_of(call_id: str, entry: str) -> Call:
    """The entry itself.

    Raises:
        StorageError: it cannot be read.
    """
    try:
        return _decode(str(entry))
    except (ValueError, msgspec.MsgspecError):
        raise StorageError(
            Sentence(
                "error.call.broken", "The call {call} in the log cannot be read.",
                call=call_id[:8],
            ),
            Sentence("hint.call.broken", "The others still can."),
        ) from None  # fmt: skip


def columns_of(call: Call, root: str) -> dict[str, object]:
    """The row of an entry."""
    return {
        "id": call.id,
        "root": root,
        "corrects": call.corrects,
        "started_at": sortable(call.started_at),
        # What belongs to the whole chain, and sharing, stand in places of their own.
        "entry": msgspec.json.encode(_bare(call)).decode(),
        "current": True,
        "promised": is_promised(call),
        "shared_at": None if call.shared_at is None else call.shared_at.isoformat(),
        "item": item_key(call.service_item) or None,
        "earlier": item_key(call.earlier_item) or None,
    }


def _bare(call: Call) -> Call:
    return msgspec.structs.replace(call, attempts=(), taken_back=(), ended=None, shared_at=None)


def is_promised(call: Call) -> bool:
    """Whether an answer was promised."""
    return call.answer_by is not None or call.kind in ("urgent", "regular")


def tells_no_more(call: Call, known: Call | None) -> bool:
    """Whether the log has all of a call already, what came of it included."""
    if known is None or not same(known, call):
        return False
    here = joined((*known.attempts, *known.taken_back))
    both = joined((*known.attempts, *known.taken_back, *call.attempts, *call.taken_back))
    return here == both and last_ending((known.ended, call.ended)) == last_ending((known.ended,))


def sortable(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def wanted(search: str) -> list[str]:
    """The words of a search as they stand in the log; broken characters stand in none.

    Raises:
        InvalidInput: they are too many.
    """
    whole = search if is_storable(search) else search.encode("utf-8", "replace").decode()
    words = list(dict.fromkeys(map(searched, folded(whole).split())))
    if len(words) > MOST_WORDS:
        raise InvalidInput(
            Sentence(
                "error.search.long", "The search has {count:,} different words.", count=len(words)
            ),
            Sentence("hint.search.long", "It takes up to {most}.", most=MOST_WORDS),
        )
    return words


def insert(run: Run, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Rows of one shape, many in a statement."""
    left = list(rows)
    for start in range(0, len(left), PAGE):
        some = left[start : start + PAGE]
        names = ", ".join(f'"{name}"' for name in some[0])
        sql = f'insert into "{table}" ({names}) values {", ".join([marks(list(some[0]))] * len(some))}'  # noqa: S608, E501  # names of ours
        run(sql, [value for row in some for value in row.values()])
