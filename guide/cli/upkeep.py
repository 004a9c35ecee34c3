"""`guide doctor` and `guide erase`: what a bug report needs, and the way to remove everything."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from guide import __version__
from guide.bootstrap import CLOSURES, Services
from guide.cli import output
from guide.cli.common import services, sure
from guide.cli.diagnostics import DONE, PROBLEMS
from guide.cli.main import Words
from guide.core.errors import GuideError, StorageError
from guide.core.masking import server_name
from guide.settings import THEME_FILE, ZONE_FILE, kept_theme, server_address


class _Upkeep(Words):
    yes: bool


def run(words: _Upkeep) -> int:
    """One of the two."""
    found = services(words)
    return _doctor(words, found) if words.command == "doctor" else _erase(words, found)


def _doctor(words: Words, found: Services) -> int:
    report = facts(found)
    if words.json:
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


def facts(found: Services) -> dict[str, Any]:
    """Versions, folders, terminal, database, content; nothing private.

    Names are those of the JSON, in every language: a report is for those who mend the program.
    """
    wrong: list[str] = []
    content: dict[str, Any] = {}
    try:
        catalog = found.catalog
        today = found.now().date()
        review = catalog.oldest_review()
        content = {"flows": len(catalog.flow_files), "review_by": review.isoformat()}
        if review < today:
            wrong.append(
                found.texts.say("doctor.review", "The content wanted review by {day}.", day=review)
            )
        calendar = found.calendar(found.now())
        content["holidays_to"] = calendar.last.isoformat()
    except GuideError as error:
        wrong.append(found.texts.error(error))
    return {
        "version": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "terminal": os.environ.get("TERM", "none"),
        "colour": "off" if os.environ.get("NO_COLOR") else "on",
        "theme": kept_theme(found.data) or "default",
        "encoding": sys.stdout.encoding,
        "zone": found.zone,
        "folders": {"data": str(found.data), "cache": str(found.cache)},
        "content": content,
        "database": _database(found, wrong),
        "libraries": _libraries(),
        "problems": wrong,
    }


def _database(found: Services, wrong: list[str]) -> str:
    import sqlite3

    try:
        if server_address(found.settings) is not None:
            found.calls.count()
            return found.calls.place
        found.walks.check()
    except StorageError as error:
        wrong.append(found.texts.error(error))
        return "not usable"
    return f"SQLite {sqlite3.sqlite_version}"


def _libraries() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    names = ("textual", "msgspec", "pyyaml", "holidays", "phonenumberslite", "peewee", "tzdata")
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


# Erase


def _erase(words: _Upkeep, found: Services) -> int:
    files = list(_kept(found))
    server, say = server_address(found.settings), found.texts.say
    if not files and server is None:
        _told(words, say("erase.empty", "Nothing is kept on this computer."))
        return _removed(words, files)
    _told(words, say("erase.what", "This removes calls, walks, the cache and crash files:"))
    for path in files:
        _told(words, f"  {path}")
    if server is not None:
        _told(words, say("erase.server", "  all calls on {place}", place=server_name(server)))
    if (found.data / CLOSURES).is_file():
        own = say("erase.own", "Your own {file} stays.", file=found.data / CLOSURES)
        _told(words, own)
    if not words.yes and not sure("erase", found.texts):
        _told(words, say("remove.nothing", "Nothing was removed."))
        return _removed(words, [])
    # What lies here goes first: a server that does not answer must not keep it.
    for path in files:
        _remove(path)
    for folder in (found.cache / "crashes", found.cache, found.data):
        _fold_up(folder)
    if server is not None:
        found.calls.remove_all()
    _told(words, say("erase.gone", "All of it is gone."))
    return _removed(words, files)


def _told(words: Words, text: str) -> None:
    if not words.json:
        output.line(text)


def _removed(words: Words, files: list[Path]) -> int:
    if words.json:
        output.record({"removed": [str(path) for path in files]})
    return DONE


def _kept(found: Services) -> Iterator[Path]:
    """What the program itself made, and nothing else: a folder may hold other people's files."""
    if found.data.is_dir():
        for path in sorted(found.data.iterdir()):
            if path.name.startswith("guide.sqlite") or path.name in (ZONE_FILE, THEME_FILE):
                yield path
    if found.cache.is_dir():
        for pattern in ("federal-*.json", "read-*.json", "words-*.mo", "crashes/crash-*.txt"):
            yield from sorted(found.cache.glob(pattern))


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _fold_up(folder: Path) -> None:
    """Remove a folder that is empty now."""
    with suppress(OSError):
        folder.rmdir()
