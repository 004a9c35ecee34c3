"""Numbers that callers read: a limit and its label, a phone number and how it is dialled.

Each is held against itself and against the facts it rests on, so a slip of a digit is seen.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.core.errors import Problem, Severity
from guide.core.flow.contact_center import ContactCenter, PhoneLine
from guide.core.flow.sources import Fact, fact_ids
from guide.core.flow.words import Limit

Path = tuple[str | int, ...]
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d,]*|[a-z]+")
# The same span in another unit: a year is 365 days or 12 months.
_SAME = {
    "hours": (("day", 24), ("week", 168)),
    "days": (("week", 7), ("month", 30), ("year", 365), ("year", 366)),
    "months": (("year", 12),),
    "minutes": (("hour", 60),),
    "business-days": (("week", 5),),
    "times": (),
}


def check_numbers(center: ContactCenter, facts: Mapping[str, Fact]) -> list[Problem]:
    """Limits and lines whose words and numbers disagree, with one another or with the facts."""
    problems: list[Problem] = []
    for name, limit in center.limits.items():
        problems += _limit(("limits", name), limit, facts)
    for name, line in center.lines.items():
        problems += _line(("lines", name), line, facts)
    return problems


def _limit(path: Path, limit: Limit, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    if not any(_tells(limit.label, number, unit) for number, unit in _spans(limit)):
        message = f"The label {limit.label!r} does not say {limit.value} {limit.unit}."
        hint = "Make label and value the same."
        yield _problem("label-otherwise", message, (*path, "label"), hint)
    known = [facts[name] for name in fact_ids(limit.sources) if name in facts]
    if known and not _stated(limit, known):
        message = f"None of its facts says {limit.value}."
        hint = "Look again at `value` and `sources`."
        yield _problem("not-in-facts", message, (*path, "value"), hint, "warning")


def _stated(limit: Limit, facts: Iterable[Fact]) -> bool:
    return any(
        number in _numbers(fact.statement)
        for fact in facts
        for number in {number for number, _ in _spans(limit)}
    )


def _spans(limit: Limit) -> Iterator[tuple[int, str]]:
    yield limit.value, limit.unit.removesuffix("s").replace("-", " ")
    for unit, size in _SAME[limit.unit]:
        if limit.value % size == 0:
            yield limit.value // size, unit


def _tells(label: str, number: int, unit: str) -> bool:
    return unit in label.lower() and number in _numbers(label)


def _numbers(text: str) -> set[int]:
    numbers = set()
    for match in _NUMBER.finditer(text.lower().replace("half an hour", "30 minutes")):
        word = match[0].replace(",", "")
        if word.isdigit():
            numbers.add(int(word))
        elif word in ("a", "an", "once"):
            numbers.add(1)
        elif word == "twice":
            numbers.add(2)
        elif word in _WORDS:
            numbers.add(_WORDS.index(word))
    return numbers


def _line(path: Path, line: PhoneLine, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    shown, dialled = _digits(line.number), _digits(line.dial)
    if shown.removeprefix("1") != dialled.removeprefix("1"):
        message = f"{line.number!r} is shown, and {line.dial!r} is dialled."
        yield _problem("dials-otherwise", message, (*path, "dial"), "Make both the same.")
    known = [facts[name] for name in fact_ids(line.sources) if name in facts]
    if known and not any(shown.removeprefix("1") in _digits(fact.statement) for fact in known):
        message = f"None of its facts names {line.number!r}."
        hint = "Look again at `number` and `sources`."
        yield _problem("not-in-facts", message, (*path, "number"), hint, "warning")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _problem(
    code: str, message: str, path: Path, hint: str, severity: Severity = "error"
) -> Problem:
    return Problem(
        code=code, message=message, path=path, hint=hint, file="contact_center", severity=severity
    )
