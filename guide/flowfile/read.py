"""Text of a file → a typed value, every fault of the file in one run.

The msgspec Structs of the core are the schema.
"""

from typing import TypeVar

from guide.flowfile.decode import decoder
from guide.flowfile.faults import MISSING, Faults, Read
from guide.flowfile.tree import Limits, Unreadable, compose

T = TypeVar("T")


def read(text: str, kind: type[T], file: str, limits: Limits | None = None) -> Read:
    """Read a text as a value of a type. Never raises for what the text holds."""
    faults = Faults(file, text)
    try:
        root = compose(text, limits)
    except Unreadable as error:
        return Read(value=None, problems=(faults.locate(error.problem),), root=None, faults=faults)
    faults.root = root
    value = decoder(kind)(root, faults)  # type: ignore[arg-type]  # a type is hashable
    partly = None if value is MISSING else value
    whole = None if faults.problems else partly
    return Read(
        value=whole, problems=tuple(faults.problems), root=root, faults=faults, partly=partly
    )
