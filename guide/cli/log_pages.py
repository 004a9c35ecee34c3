"""The calls that a command was asked for, page by page."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli.common import note_reading, warn_of_clock
from guide.cli.log_files import FileWords
from guide.core.case_numbers import same_item
from guide.core.clock.limits import in_years
from guide.core.clock.moments import parse_moment_or_day
from guide.store.calls import Page


def pages(words: FileWords, found: Services) -> Iterator[Page]:
    """The calls that were asked for, newest first."""
    since = None if words.since is None else _since(words.since, found)
    after, more = None, True
    while more:
        page = found.calls.page(limit=100, after=after, search=words.search, since=since)
        after, more = page.following, page.following is not None
        if words.receipt_wanted is not None:
            calls = [c for c in page.calls if same_item(c.receipt, words.receipt_wanted)]
            page = msgspec.structs.replace(page, calls=tuple(calls))
        yield page


def _since(text: str, found: Services) -> datetime:
    value, change = parse_moment_or_day(text, found.zone, found.seen_from(), "back")
    warn_of_clock(text, change, found.texts)
    note_reading(text, value, found.texts)
    if isinstance(value, datetime):
        return in_years(value)
    return in_years(datetime.combine(value, time(), ZoneInfo(found.zone)))
