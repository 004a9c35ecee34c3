"""The verdict on a phone number in words: the same on the screen and on the command line."""

from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.phone_verdict import PhoneVerdict


def phone_lines(verdict: PhoneVerdict, center: ContactCenter) -> list[str]:
    """For each piece of advice on a number one line: why, and what to do."""
    advice = center.phone_advice(verdict)
    return [f"{advised.why} {advised.do}" for _, advised in advice]


def phone_tips(verdict: PhoneVerdict, center: ContactCenter) -> list[str]:
    """What to know of a number that nothing speaks against, one line each."""
    return [] if phone_doubts(verdict, center) else [tip.text for tip in center.phone_tips.values()]


def phone_doubts(verdict: PhoneVerdict, center: ContactCenter) -> str:
    """What speaks against giving a number; empty where nothing does."""
    in_doubt = verdict.warnings or verdict.hints
    return " ".join(phone_lines(verdict, center)) if in_doubt else ""
