"""The verdict on a phone number: can an officer call it back?"""

from typing import Literal

import msgspec

WarningCode = Literal["overseas", "extension", "toll-free", "premium", "invalid"]
# What is known beyond a warning, and says it better: why a number is not read, or whose it is.
HintCode = Literal["new-area-code", "needs-plus", "unclear-word", "calls-from", "own-line"]


class PhoneVerdict(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a number as it was typed. `warnings` in the order in which to say them.

    Officers call no foreign number (rule-A19) and no extension (rule-A20); that they call none that
    is toll-free or costs extra is our guess (own-toll-free-number, own-premium-rate-number).
    `e164` and `region` (ISO 3166) are None where the digits tell none.

    `hints` say more: the first three in place of "invalid", the last two beside anything.
    """

    input: str
    e164: str | None
    region: str | None
    extension: str | None
    can_be_called_back: bool
    warnings: tuple[WarningCode, ...]
    hints: tuple[HintCode, ...] = ()

    @property
    def to_say(self) -> tuple[WarningCode | HintCode | Literal["fine"], ...]:
        """By which advice to say it; nothing wrong is an advice, too."""
        said = [code for code in self.warnings if code != "invalid" or not self._says_more]
        return (*self.hints, *said) or ("fine",)

    @property
    def _says_more(self) -> bool:
        return any(hint in ("new-area-code", "needs-plus", "unclear-word") for hint in self.hints)
