"""Faults of disk and database as one sentence that says what happened and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DatabaseError, PeeweeException

from guide.core.errors import StorageError
from guide.core.message import Message
from guide.store.causes import Fault
from guide.store.sqlite_faults import sqlite_fault

_NO_REASON = Message("error.refused", "the system gave no reason")


@contextmanager
def faults_in_words(place: str) -> Iterator[None]:
    """Faults of disk and database as one sentence that says what to do."""
    try:
        yield
    except (DatabaseError, PeeweeException, sqlite3.Error) as error:
        raise StorageError(*_fault(place, error)) from None
    except OSError as error:
        raise StorageError(
            Message(
                "error.place", "{place} cannot be used: {reason}.",
                place=place, reason=error.strerror or _NO_REASON,
            ),
            Message("hint.place", "Name a folder with --data."),
        ) from None  # fmt: skip


def _fault(place: str, error: BaseException) -> Fault:
    if "://" not in place:
        return sqlite_fault(place, error)
    from guide.store.postgres_faults import postgres_fault

    return postgres_fault(place, error)
