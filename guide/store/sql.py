"""Statements in plain SQL, the same for SQLite and PostgreSQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from peewee import Database

# How many rows are read or written at a time.
PAGE = 200
# Runs a statement in plain SQL, with `?` for each value; gives a cursor.
Run = Callable[[str, Sequence[object]], Any]


def run_sql(database: Database, sql: str, values: tuple[object, ...] = ()) -> Any:  # noqa: ANN401  # a cursor
    """One statement; peewee's stubs leave this one untyped."""
    return database.execute_sql(sql, values or None)  # type: ignore[no-untyped-call]  # as above


def runner(database: Database) -> Run:
    """Runs statements on a database, in its own way of marking values."""

    def run(sql: str, values: Sequence[object]) -> Any:  # noqa: ANN401  # a cursor
        return run_sql(database, sql.replace("?", str(database.param)), tuple(values))

    return run


def marks(values: Sequence[object]) -> str:
    """A question mark for each value, between brackets; for none a list that nothing is in."""
    return f"({', '.join('?' * len(values)) or 'null'})"


def insert(run: Run, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Rows of one shape, many in a statement."""
    left = list(rows)
    for start in range(0, len(left), PAGE):
        some = left[start : start + PAGE]
        names = ", ".join(f'"{name}"' for name in some[0])
        sql = f'insert into "{table}" ({names}) values {", ".join([marks(list(some[0]))] * len(some))}'  # noqa: S608, E501  # names of ours
        run(sql, [value for row in some for value in row.values()])
