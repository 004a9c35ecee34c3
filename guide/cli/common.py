"""What several commands do with the words of the command line."""

from datetime import datetime
from pathlib import Path

from guide.bootstrap import Services, in_years
from guide.cli.diagnostics import warn
from guide.cli.main import Words
from guide.core.moments import parse_moment
from guide.settings import Settings


def settings(words: Words) -> Settings:
    """The choices of a run."""
    return Settings(
        zone=words.zone,
        language=words.lang,
        flows=Path(words.flows) if words.flows is not None else None,
        data=words.data,
    )


def services(words: Words) -> Services:
    """The parts that a command needs; language and zone are looked at first."""
    found = Services(settings(words))
    _ = found.texts, found.zone
    return found


def moment(words: Words, found: Services) -> datetime:
    """The moment of `--at`, else now, in the caller's zone."""
    if words.at is None:
        return found.now()
    return told(words.at, found.zone)


def told(text: str, zone: str) -> datetime:
    """A moment as it was written; warns where a clock change makes it doubtful."""
    found, change = parse_moment(text, zone)
    if change is not None:
        what = "does not exist: the clock skips it" if change == "skipped" else "comes twice"
        warn(f"{text} {what}. It is read with fold=0.")
    return in_years(found)
