"""What several commands do with the words of the command line."""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.diagnostics import warn
from guide.cli.main import Words
from guide.core.call.entry import LONGEST_TEXT
from guide.core.clock.limits import in_years
from guide.core.clock.looks import Looks
from guide.core.clock.moments import ClockChange, is_iso, parse_moment
from guide.core.errors import InvalidInput
from guide.core.masking import holds_password
from guide.core.sentence import Sentence, suggestion
from guide.core.text import is_storable
from guide.local.settings import Settings
from guide.wording.texts import Texts

# Where no time is read or told in the caller's zone; doctor has a place of its own for doubts.
_TIMELESS = frozenset({"phone", "flows", "spell", "ivr", "practice", "erase", "doctor"})
_YEAR = re.compile(r"\d{4}", re.ASCII)


def settings(words: Words) -> Settings:
    """The choices of a run."""
    return Settings(
        zone=words.zone,
        language=words.lang,
        flows=Path(words.flows) if words.flows is not None else None,
        data=words.data,
    )


def services(words: Words) -> Services:
    """The parts that a command needs; language, zone and moment are looked at first."""
    found = words.opened = Services(settings(words))
    _ = found.texts, found.zone
    for error in found.broken_catalogues:
        warn(found.texts.error(error))
    if words.command is not None and words.command not in _TIMELESS:
        for text in zone_doubts(found):
            warn(text)
    if words.data is not None and holds_password(words.data):
        text = found.texts.say(
            "warn.password", "Others on this computer can read the password in --data. Keep it in"
            " ~/.pgpass, or name a file with PGPASSFILE or a service with PGSERVICE.",
        )  # fmt: skip
        warn(text)
    if words.at not in (None, "-"):
        found.as_of = in_years(parse_moment(words.at or "", found.zone, found.now())[0])
    return found


def zone_doubts(found: Services) -> Iterator[str]:
    """What is not sure about the caller's zone."""
    say, own = found.texts.say, found.own_zone
    name = found.texts.zone_name(own.name)
    if own.doubtful is not None and own.origin == "unknown":
        yield say(
            "zone.tz", "TZ={value} is not known here: {zone} is used. Name yours, like"
            " --zone America/Chicago.", value=own.doubtful[:60], zone=name,
        )  # fmt: skip
    elif own.doubtful is not None:
        yield say(
            "zone.fixed", "TZ={value} stays the same all year. If your clock changes in summer,"
            " name your zone, like --zone America/New_York.", value=own.doubtful[:60],
        )  # fmt: skip
    elif own.origin == "unknown":
        yield say(
            "zone.unknown", "The time zone of this computer cannot be told: {zone} is used. Name"
            " yours, like --zone America/Chicago, or choose it on the screen with F4.", zone=name,
        )  # fmt: skip


def moment(words: Words, found: Services) -> datetime:
    """The moment of `--at`, else now, in the caller's zone."""
    if words.at is None:
        return found.now()
    return told(words.at, found, now=found.now())


def told(
    text: str,
    services: Services,
    *,
    zone: str | None = None,
    looks: Looks | None = None,
    now: datetime | None = None,
) -> datetime:
    """A moment as it was written; warns where a clock change makes it doubtful.

    `looks`: on which side of now a day without a year is.
    """
    now = now or services.seen_from(zone)
    found, change = parse_moment(text, zone or services.zone, now, looks)
    warn_of_clock(text, change, services.texts)
    note_reading(text, found, services.texts)
    return in_years(found)


def note_reading(text: str, value: object, texts: Texts) -> None:
    """Say in full which day or moment was read, where words were filled in."""
    if isinstance(value, date) and not is_iso(text) and not _YEAR.search(text):
        from guide.wording.dates import in_full

        when = in_full(value, texts)
        warn(texts.say("reads.note", "{text} is read as {when}.", text=text, when=when))


def warn_of_clock(text: str, change: ClockChange | None, texts: Texts) -> None:
    """Say where a clock change makes a moment doubtful."""
    if change == "skipped":
        words = texts.say(
            "warn.skipped", "{text} does not exist: the clock skips it. It is read with fold=0.",
            text=text,
        )  # fmt: skip
        warn(words)
    elif change == "repeated":
        words = texts.say(
            "warn.twice", "{text} comes twice that night. The first is meant (fold=0); an offset"
            " tells them apart.", text=text,
        )  # fmt: skip
        warn(words)


def no_target(name: str, known: Iterable[str]) -> Iterator[Sentence]:
    """That the map of the phone menu does not lead there, and where it leads."""
    yield Sentence("error.target", "The map has no target {name!r}.", name=name[:60])
    near = suggestion(name, known)
    if near is not None:
        yield near


def sure(command: str, texts: Texts) -> bool:
    """Whether the person at the keyboard types yes.

    Raises:
        InvalidInput: there is nobody.
    """
    if not sys.stdin.isatty():
        raise InvalidInput(
            Sentence("error.nobody", "{command}: nobody is there to say yes.", command=command),
            Sentence("hint.nobody", "Add --yes."),
        )
    output.line(texts.say("remove.sure", "Type yes to remove it:"))
    output.flush()
    try:
        return input("> ").strip().lower() == "yes"
    except EOFError:
        return False


def _why_broken() -> Iterator[Sentence]:
    if sys.getfilesystemencoding().lower().replace("-", "") != "utf8":
        yield Sentence(
            "hint.text.locale", "The locale is not UTF-8. Set LC_ALL=C.UTF-8, or PYTHONUTF8=1."
        )
    yield Sentence("hint.text.broken", "Type it once more.")


def storable(name: str, text: str) -> str | None:
    """A text that can be kept; None for an empty one.

    Raises:
        InvalidInput: it cannot.
    """
    if len(text) > LONGEST_TEXT:
        message = Sentence(
            "error.text.long", "{name}: the text has {number:,} characters.",
            name=name, number=len(text),
        )  # fmt: skip
        most = Sentence("hint.text.long", "It takes up to {most:,}.", most=LONGEST_TEXT)
        raise InvalidInput(message, most)
    if not is_storable(text):
        raise InvalidInput(
            Sentence("error.text.broken", "{name}: the text holds a broken character.", name=name),
            *_why_broken(),
        )
    return text or None
