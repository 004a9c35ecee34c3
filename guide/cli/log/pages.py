"""The calls that a command was asked for, page by page."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli.common import note_reading, warn_of_clock
from guide.cli.log.options import FileOptions
from guide.core.call.entry import Call
from guide.core.case_numbers import ReceiptNumber
from guide.core.clock.limits import in_years
from guide.core.clock.moments import parse_moment_or_day
from guide.store.call_pages import Page


def pages(options: FileOptions, services: Services) -> Iterator[Page]:
    """The calls that were asked for, newest first."""
    since = None if options.since is None else _since(options.since, services)
    after, more = None, True
    while more:
        page = services.calls.page(limit=100, after=after, search=options.search, since=since)
        after, more = page.following, page.following is not None
        if options.receipt_wanted is not None:
            wanted = ReceiptNumber.noted(options.receipt_wanted)
            calls = [c for c in page.calls if _is_about(c, wanted)]
            page = msgspec.structs.replace(page, calls=tuple(calls))
        yield page


def _is_about(call: Call, receipt: ReceiptNumber | None) -> bool:
    return receipt is not None and ReceiptNumber.noted(call.receipt) == receipt


def _since(text: str, services: Services) -> datetime:
    value, change = parse_moment_or_day(text, services.zone, services.seen_from(), "back")
    warn_of_clock(text, change, services.texts)
    note_reading(text, value, services.texts)
    if isinstance(value, datetime):
        return in_years(value)
    return in_years(datetime.combine(value, time(), ZoneInfo(services.zone)))
