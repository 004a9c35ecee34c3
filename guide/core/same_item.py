"""Whether two service item numbers are one, however they were written down."""


def item_key(number: str | None) -> str:
    """What is the same for every way to write a number: its letters and digits."""
    return "".join(sign for sign in (number or "").casefold() if sign.isalnum())


def same_item(one: str | None, other: str | None) -> bool:
    """Whether both are there and name one service item."""
    return bool(item_key(one)) and item_key(one) == item_key(other)
