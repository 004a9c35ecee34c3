"""The calls that a command was asked for, page by page."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli.common import told
from guide.cli.log_files import FileWords
from guide.core.moments import parse_day
from guide.core.same_item import same_item
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
    if ":" in text:
        return told(text, found)
    return datetime.combine(parse_day(text), time(), ZoneInfo(found.zone))
