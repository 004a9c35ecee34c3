"""The verdict on a phone number in words: the same on the screen and on the command line."""

from guide.bootstrap import Services
from guide.core.flow.phone_verdict import PhoneVerdict


def phone_lines(verdict: PhoneVerdict, found: Services) -> list[str]:
    """Why and what to do, one line each."""
    advice = found.catalog.center.phone_advice(verdict)
    return [f"{each.why} {each.do}" for _, each in advice]


def phone_doubts(verdict: PhoneVerdict, found: Services) -> str:
    """What speaks against giving a number; empty where nothing does."""
    in_doubt = verdict.warnings or verdict.hints
    return " ".join(phone_lines(verdict, found)) if in_doubt else ""
