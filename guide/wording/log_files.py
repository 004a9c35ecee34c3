"""What became of a file that was taken into the log, for screen and command line alike."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from guide.core.text import one_line
from guide.wording.calls import label_of
from guide.wording.texts import Texts

if TYPE_CHECKING:
    from guide.store.merging import Merged

# The command line shows all.
_MOST_LINES = 12


def import_sum(merged: "Merged", texts: Texts) -> str:
    """How many calls came in, in one line."""
    return texts.say(
        "import.done", "added: {added}, known: {known}, conflicts: {conflicts}",
        added=len(merged.named("added")), known=len(merged.named("known")),
        conflicts=len(merged.named("conflict")),
    )  # fmt: skip


def import_details(merged: "Merged", lost: Iterable[str], texts: Texts) -> Iterator[str]:
    """What is to be looked at, a line each; `lost` are ids of entries that cannot be read."""
    say, corrected = texts.say, frozenset(merged.named("corrected"))
    for name, fields in merged.fields.items():
        labels = "; ".join(label_of(field, texts) for field in fields)
        if name in corrected:
            yield say("import.corrected", "{call}: imported as a correction of {fields}.",
                call=name, fields=labels)  # fmt: skip
        else:
            yield say(
                "import.conflict",
                "{call}: here it says something else in {fields}. It was left as it is.",
                call=name, fields=labels,
            )  # fmt: skip
    for one, other in merged.may_be_same.items():
        yield say("import.alike", "{call}: may be the same call as {other}.",
            call=one, other=other)  # fmt: skip
    for name in lost:
        yield say("import.lost", "{call}: it cannot be read.", call=one_line(name))


def first_of(lines: Sequence[str], texts: Texts) -> list[str]:
    """As many of the lines as are read on a screen, and how many more there are."""
    if len(lines) <= _MOST_LINES:
        return [*lines]
    more = texts.say("import.more", "And {number} more.", number=len(lines) - _MOST_LINES)
    return [*lines[:_MOST_LINES], more]


def other_columns_line(names: Iterable[str], texts: Texts) -> str:
    """A warning that names the columns of a table which the log does not have."""
    return texts.say(
        "import.columns", "These columns do not belong to a log and were left out: {names}.",
        names=", ".join(names),
    )  # fmt: skip
