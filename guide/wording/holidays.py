"""Names of federal holidays in other languages; English has them from the table of holidays."""

from collections.abc import Callable

_OBSERVED = " (observed)"


def holiday_name(name: str, say: Callable[..., str]) -> str:
    """The name that `say` gives a holiday; one that is not known here stays as it is."""
    known = {
        "New Year's Day": say("holiday.new-year", "New Year's Day"),
        "Birthday of Martin Luther King, Jr.": say(
            "holiday.king", "Birthday of Martin Luther King, Jr."
        ),
        "Washington's Birthday": say("holiday.washington", "Washington's Birthday"),
        "Memorial Day": say("holiday.memorial", "Memorial Day"),
        "Juneteenth National Independence Day": say(
            "holiday.juneteenth", "Juneteenth National Independence Day"
        ),
        "Independence Day": say("holiday.independence", "Independence Day"),
        "Labor Day": say("holiday.labor", "Labor Day"),
        "Columbus Day": say("holiday.columbus", "Columbus Day"),
        "Veterans Day": say("holiday.veterans", "Veterans Day"),
        "Thanksgiving Day": say("holiday.thanksgiving", "Thanksgiving Day"),
        "Christmas Day": say("holiday.christmas", "Christmas Day"),
    }
    translated = known.get(name.removesuffix(_OBSERVED))
    if translated is None:
        return name
    return (
        say("holiday.observed", "{name} (observed)", name=translated)
        if _OBSERVED in name
        else translated
    )
