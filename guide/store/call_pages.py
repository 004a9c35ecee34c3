"""The calls of a log page by page, newest first, by key: memory does not grow with the log."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from guide.core.call.entry import Call
from guide.core.call.faults import Unreadable
from guide.store.call_rows import Row, is_key, read_all, sortable, wanted
from guide.store.log_connection import LogConnection
from guide.store.sql import marks

# Many calls at once are plain SQL: for peewee to build it takes several times as long as to run it.
_PAGE_OF_CALLS = """
select {columns}, w.started_at, w.id
from call_words w join "call" c on c.id = w.id
{where} order by w.started_at desc, w.id desc limit {limit}"""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some calls, newest first, and the key to go on with; None at the end.

    Of the calls in `forked` there are two versions or more: one is shown.
    """

    calls: tuple[Call, ...]
    following: tuple[str, str] | None
    forked: frozenset[str] = frozenset()
    unreadable: tuple[Unreadable, ...] = ()


def page_of(
    log: LogConnection,
    *,
    limit: int = 50,
    after: tuple[str, str] | None = None,
    search: str = "",
    since: datetime | None = None,
) -> Page:
    """Current calls, newest first; `after` is the key of the page before.

    Raises:
        InvalidInput: the search has too many words.
    """
    words = wanted(search)
    position = "instr" if log.is_lite else "strpos"
    asked = [f"{position}(w.words, ?) > 0"] * len(words)
    values = words
    if since is not None:
        asked.append("w.started_at >= ?")
        values = [*values, sortable(since)]
    if after is not None:
        asked.append("(w.started_at, w.id) < (?, ?)")
        values = [*values, *after]
    where = f"where {' and '.join(asked)}" if asked else ""
    with log.faults():
        sql = _PAGE_OF_CALLS.format(columns=log.columns, where=where, limit=limit + 1)
        rows = log.sql(sql, values).fetchall()
        shown = rows[:limit]
        following = last_key(row[7:] for row in shown) if len(rows) > limit else None
        entries = read_all(log.sql, [row[:7] for row in shown])
        forked = forked_of(log, shown)
    return Page(
        calls=tuple(call for call in entries if isinstance(call, Call)),
        following=following,
        forked=forked,
        unreadable=tuple(
            unreadable for unreadable in entries if isinstance(unreadable, Unreadable)
        ),
    )


def forked_of(log: LogConnection, rows: Sequence[Row]) -> frozenset[str]:
    """Of the calls in these rows, the ids of those with several versions."""
    roots = [row[1] for row in rows if is_key(row[1])]
    sql = f"""select root from "call" where current and root in {marks(roots)}
    group by root having count(*) > 1"""  # noqa: S608  # marks only
    forked = {root for (root,) in log.sql(sql, roots).fetchall()} if roots else set()
    return frozenset(row[0] for row in rows if row[1] in forked)


def last_key(keys: Iterable[Sequence[object]]) -> tuple[str, str] | None:
    """The last (moment, id) of these rows from which the next page can go on; None without one."""
    sound = [key for key in keys if all(map(is_key, key))]
    return (str(sound[-1][0]), str(sound[-1][1])) if sound else None
