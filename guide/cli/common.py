"""What several commands do with the words of the command line."""

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.diagnostics import warn
from guide.cli.options import Options
from guide.core.clock.limits import in_years
from guide.core.clock.looks import Looks
from guide.core.clock.moments import ClockChange, is_iso, parse_moment
from guide.core.errors import InvalidInput
from guide.core.masking import holds_password
from guide.core.message import Message, did_you_mean
from guide.local.settings import Settings
from guide.wording.texts import Texts

# Where no time is read or told in the caller's zone; doctor has a place of its own for doubts.
_TIMELESS = frozenset({"phone", "flows", "spell", "ivr", "practice", "erase", "doctor"})
_YEAR = re.compile(r"\d{4}", re.ASCII)


def settings(options: Options) -> Settings:
    """The choices of a run."""
    return Settings(
        zone=options.zone,
        language=options.lang,
        flows=Path(options.flows) if options.flows is not None else None,
        data=options.data,
    )


def open_services(options: Options) -> Services:
    """The parts that a command needs; language, zone and moment are looked at first."""
    services = options.opened = Services(settings(options))
    _ = services.texts, services.zone
    for error in services.broken_catalogues:
        warn(services.texts.error(error))
    if options.command is not None and options.command not in _TIMELESS:
        for text in zone_doubts(services):
            warn(text)
    if options.data is not None and holds_password(options.data):
        text = services.texts.say(
            "warn.password", "Others on this computer can read the password in --data. Keep it in"
            " ~/.pgpass, or name a file with PGPASSFILE or a service with PGSERVICE.",
        )  # fmt: skip
        warn(text)
    if options.at not in (None, "-"):
        services.as_of = in_years(parse_moment(options.at or "", services.zone, services.now())[0])
    return services


def zone_doubts(services: Services) -> Iterator[str]:
    """What is not sure about the caller's zone."""
    say, caller_zone = services.texts.say, services.caller_zone
    name = services.texts.zone_name(caller_zone.name)
    if caller_zone.doubtful is not None and caller_zone.origin == "unknown":
        yield say(
            "zone.tz", "TZ={value} is not known here: {zone} is used. Name yours, like"
            " --zone America/Chicago.", value=caller_zone.doubtful[:60], zone=name,
        )  # fmt: skip
    elif caller_zone.doubtful is not None:
        yield say(
            "zone.fixed", "TZ={value} stays the same all year. If your clock changes in summer,"
            " name your zone, like --zone America/New_York.", value=caller_zone.doubtful[:60],
        )  # fmt: skip
    elif caller_zone.origin == "unknown":
        yield say(
            "zone.unknown", "The time zone of this computer cannot be told: {zone} is used. Name"
            " yours, like --zone America/Chicago, or choose it on the screen with F4.", zone=name,
        )  # fmt: skip


def moment(options: Options, services: Services) -> datetime:
    """The moment of `--at`, else now, in the caller's zone."""
    if options.at is None:
        return services.now()
    return parse_moment_arg(options.at, services, now=services.now())


def parse_moment_arg(
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
    at, change = parse_moment(text, zone or services.zone, now, looks)
    warn_of_clock(text, change, services.texts)
    note_reading(text, at, services.texts)
    return in_years(at)


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


def no_target(name: str, known: Iterable[str]) -> Iterator[Message]:
    """That the map of the phone menu does not lead there, and where it leads."""
    yield Message("error.target", "The map has no target {name!r}.", name=name[:60])
    near = did_you_mean(name, known)
    if near is not None:
        yield near


def sure(command: str, texts: Texts) -> bool:
    """Whether the person at the keyboard types yes.

    Raises:
        InvalidInput: there is nobody.
    """
    if not sys.stdin.isatty():
        raise InvalidInput(
            Message("error.nobody", "{command}: no terminal to confirm on.", command=command),
            Message("hint.nobody", "Add --yes."),
        )
    output.line(texts.say("remove.sure", "Type yes to remove it:"))
    output.flush()
    try:
        return input("> ").strip().lower() == "yes"
    except EOFError:
        return False
