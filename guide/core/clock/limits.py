"""How far from now a moment may lie to be computed with."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from guide.core.errors import InvalidInput
from guide.core.message import Message

EASTERN = "America/New_York"


def in_years(at: datetime) -> datetime:
    """The moment itself, if the years around it can be computed with.

    Raises:
        InvalidInput: it lies at the very edge of what dates can express.
    """
    if 5 < at.year < 9995:  # noqa: PLR2004  # far from any edge: 10,000 moments come through here
        return at
    try:
        at.astimezone(ZoneInfo(EASTERN)) + timedelta(days=400)
        at.astimezone(UTC) - timedelta(days=400)
    except OverflowError:
        raise InvalidInput(
            Message("error.far", "That moment is too far away."),
            Message("hint.far", "Use a year from 3 to 9997."),
        ) from None
    return at
