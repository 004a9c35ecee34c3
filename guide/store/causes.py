"""What lies behind a fault, for those who put it into words."""

from collections.abc import Iterator

from guide.core.message import Message

# What happened, and what to do.
Fault = tuple[Message, Message]


def causes_of(error: BaseException | None) -> Iterator[BaseException]:
    """A fault, the driver's own in it, and what came before: a roll-back hides why it had to be."""
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        # peewee puts the driver's fault in front of its words.
        yield from (arg for arg in error.args[:1] if isinstance(arg, BaseException))
        error = error.__cause__ or error.__context__
