"""`guide phone`: can an officer call this number back?"""

from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import services
from guide.cli.diagnostics import DONE
from guide.cli.main import Words
from guide.core.dialling import PhoneVerdict


class _Phone(Words):
    number: list[str]


def run(words: _Phone) -> int:
    """Answer for one number, or for each line of standard input."""
    found = services(words)
    given = " ".join(words.number)
    if given == "-":
        for number, text in output.input_lines():
            if text.strip():
                output.record(as_json(found.verdict(text), found))
            else:
                wrong = found.texts.say("phone.none", "There is no number on this line.")
                output.record({"error": wrong, "line": number})
        return DONE
    verdict = found.verdict(given)
    if words.json:
        output.record(as_json(verdict, found))
        return DONE
    for text in in_words(verdict, found):
        output.line(text)
    if not verdict.warnings:
        for tip in found.catalog.center.phone_tips.values():
            output.line(f"  - {tip.text}")
    return DONE


def in_words(verdict: PhoneVerdict, found: Services) -> list[str]:
    """Why and what to do, one line each."""
    advice = found.catalog.center.phone
    codes = verdict.warnings or ("fine",)
    return [f"{advice[code].why} {advice[code].do}" for code in codes]


def as_json(verdict: PhoneVerdict, found: Services) -> dict[str, Any]:
    """The shape of the contract."""
    advice = found.catalog.center.phone
    return {
        "input": verdict.input,
        "e164": verdict.e164,
        "region": verdict.region,
        "extension": verdict.extension,
        "can_be_called_back": verdict.can_be_called_back,
        "warnings": [
            {"code": code, "message": f"{advice[code].why} {advice[code].do}"}
            for code in verdict.warnings
        ],
    }
