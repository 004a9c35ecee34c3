"""Which keys at a numbered list answer it: what was typed for one question answers no other.

A digit answers at once. What follows within a moment was typed before the next question could be
read, and so was whatever goes on from letters: it is gathered and shown, and answers nothing.
"""

from collections.abc import Callable
from typing import Literal

# Nobody reads a question in that time; within the longer one, what is typed belongs together.
CALM_SECONDS = 0.25
PAUSE_SECONDS = 2.0
# One key each; 0 is the last.
_KEYS = 10
# What a key means: an answer, a first digit of two, part of what is no answer, or nothing here.
Meaning = Literal["answer", "wait", "stray", "other"]


class Digits:
    """Keys at one list after another. `typed` is what was gathered, or the digits that count."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.typed = ""
        self._monotonic = monotonic
        self._meaning: Meaning = "other"
        self._key_at = self._answered_at = float("-inf")

    @property
    def is_astray(self) -> bool:
        """Whether something was typed just now that answers nothing."""
        recent = self._monotonic() - self._key_at <= PAUSE_SECONDS
        return self._meaning == "stray" and recent

    @property
    def waits(self) -> bool:
        """Whether a first digit waits for a second one, or for Enter."""
        return self._meaning == "wait"

    @property
    def number(self) -> int:
        """Which option the digits mean; 0 is the tenth."""
        return int(self.typed) or _KEYS

    def answered(self) -> None:
        """A question was answered, by whatever means: the next one stands there from now on."""
        self.clear()
        self._answered_at = self._monotonic()

    def clear(self) -> None:
        """Nothing is gathered any more."""
        self.typed, self._meaning = "", "other"

    def key(self, char: str, options: int, *, is_bound: bool) -> Meaning:
        """What a sign means at a list of so many options; `is_bound` where it is a key's name."""
        goes_on = self.is_astray or self._monotonic() - self._answered_at <= CALM_SECONDS
        before = self.typed if goes_on or self.waits else ""
        self._key_at = self._monotonic()
        if not goes_on and is_bound and not char.isdecimal():
            self.clear()
            return "other"
        self.typed = before + char
        self._meaning = "stray" if goes_on else self._counted(options)
        return self._meaning

    def _counted(self, options: int) -> Meaning:
        if self.typed == "0" and options == _KEYS:
            return "answer"
        if not (self.typed.isascii() and self.typed.isdecimal() and self.typed[0] != "0"):
            return "stray"
        number = int(self.typed)
        if number > options:
            return "stray"
        may_go_on = len(self.typed) == 1 and options > _KEYS and number * 10 <= options
        return "wait" if may_go_on else "answer"
