"""What several commands do with the words of the command line."""

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from guide.bootstrap import Services, in_years
from guide.cli import output
from guide.cli.diagnostics import warn
from guide.cli.main import Words
from guide.core.call import LONGEST_TEXT
from guide.core.errors import InvalidInput
from guide.core.masking import holds_password
from guide.core.moments import ClockChange, parse_moment
from guide.core.sentence import Sentence, suggestion
from guide.core.text import is_storable
from guide.settings import Settings
from guide.texts import Texts


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
    if words.data is not None and holds_password(words.data):
        text = found.texts.say(
            "warn.password", "Others on this computer can read the password in --data. Keep it in"
            " ~/.pgpass, or name a file with PGPASSFILE or a service with PGSERVICE.",
        )  # fmt: skip
        warn(text)
    if words.at not in (None, "-"):
        in_years(parse_moment(words.at or "", found.zone)[0])
    return found


def moment(words: Words, found: Services) -> datetime:
    """The moment of `--at`, else now, in the caller's zone."""
    if words.at is None:
        return found.now()
    return told(words.at, found)


def told(text: str, services: Services) -> datetime:
    """A moment as it was written; warns where a clock change makes it doubtful."""
    found, change = parse_moment(text, services.zone)
    warn_of_clock(text, change, services.texts)
    return in_years(found)


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
            Sentence("hint.text.broken", "Type it once more."),
        )
    return text or None
