"""Which way a question about a day looks from today."""

from typing import Literal

# ahead: days to come. back: days that have passed. near: whichever is close.
Looks = Literal["ahead", "back", "near"]
