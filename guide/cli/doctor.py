"""`guide doctor`: what a bug report needs."""

import os
import platform
import sys
from typing import Any

from guide import __version__
from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import open_services, zone_doubts
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.options import Options
from guide.core.errors import GuideError, StorageError
from guide.local.settings import chosen_theme, server_address

_MOST_NAMED = 20


def run(options: Options) -> int:
    """Tell it all, and whether anything is wrong."""
    report = facts(open_services(options))
    if options.json:
        output.record(report)
    else:
        for name, value in report.items():
            shown = (
                ", ".join(f"{k} {v}" for k, v in value.items())
                if isinstance(value, dict)
                else value
            )
            output.line(f"{name}: {shown}")
    return PROBLEMS if report["problems"] else DONE


def facts(services: Services) -> dict[str, Any]:
    """Versions, folders, terminal, database, content; nothing private.

    Names are those of the JSON, in every language: a report is for those who mend the program.
    """
    wrong: list[str] = list(zone_doubts(services))
    content: dict[str, Any] = {}
    try:
        catalog = services.catalog
        today = services.now().date()
        review = catalog.oldest_review()
        content = {"flows": len(catalog.flow_files), "review_by": review.isoformat()}
        if review < today:
            wrong.append(
                services.texts.say(
                    "doctor.review", "The content was due for review on {day}.", day=review
                )
            )
        calendar = services.reference.calendar(services.now())
        content["holidays_to"] = calendar.last.isoformat()
    except GuideError as error:
        wrong.append(services.texts.error(error))
    wrong += _keys(services)
    return {
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "terminal": os.environ.get("TERM", "none"),
        "colour": "off" if os.environ.get("NO_COLOR") else "on",
        "theme": chosen_theme(services.data) or "default",
        "encoding": sys.stdout.encoding,
        "zone": services.zone,
        "zone_from": services.caller_zone.origin,
        "folders": {"data": str(services.data), "cache": str(services.cache)},
        "keys": str(services.keys_file),
        "content": content,
        "database": _database(services, wrong),
        "libraries": _libraries(),
        "problems": wrong,
    }


def _keys(services: Services) -> list[str]:
    """What is wrong with the caller's own file of keys."""
    from guide.tui.app.key_table import keys_in

    texts, path = services.texts, services.keys_file
    return [
        texts.say("doctor.keys", "{path}: {fault}.", path=path, fault=texts.tell(fault))
        for fault in keys_in(path).faults
    ]


def _database(services: Services, wrong: list[str]) -> str:
    import sqlite3

    try:
        if server_address(services.settings) is None:
            services.walks.check()
        lost = [unreadable.id for unreadable in services.calls.unreadable()]
        relisted = _relisted(services)
    except StorageError as error:
        wrong.append(services.texts.error(error))
        return "not usable"
    if relisted:
        wrong.append(
            services.texts.say(
                "doctor.relisted", "Calls that the list had left out were put back: {number}.",
                number=relisted,
            )
        )  # fmt: skip
    if lost:
        wrong.append(
            services.texts.say(
                "doctor.unreadable",
                "Entries of the log that cannot be read: {number} ({ids}). `guide log export`"
                " writes them as they are, `guide log remove` removes them.",
                number=len(lost), ids=", ".join(lost[:_MOST_NAMED]),
            )
        )  # fmt: skip
    if server_address(services.settings) is not None:
        return services.calls.place
    return f"SQLite {sqlite3.sqlite_version}, {services.stores.storage}"


def _relisted(services: Services) -> int:
    """How many calls were put back into the list, which is made of the calls; none to a reader."""
    try:
        return services.calls.relist()
    except StorageError:
        return 0


def _libraries() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    names = ("textual", "msgspec", "pyyaml", "holidays", "phonenumberslite", "peewee", "tzdata")
    versions = {}
    for name in names:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "missing"
    return versions
