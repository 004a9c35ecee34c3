"""The verdict on a phone number: can an officer call it back?"""

from typing import Literal

import msgspec

WarningCode = Literal["overseas", "extension", "toll-free", "premium", "invalid"]


class PhoneVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a number as it was typed. `warnings` in the order in which to say them."""

    input: str
    e164: str | None
    region: str | None
    extension: str | None
    can_be_called_back: bool
    warnings: tuple[WarningCode, ...]
