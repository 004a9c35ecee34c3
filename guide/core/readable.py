"""What stays readable in free text though it has many digits: days, times, sums, own references."""

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_IN_YEAR = r"(?:0?[1-9]|1[0-2])"
_CLOCK = (
    r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
    r"(?:\s?[ap]\.?m\.?)?(?:Z|\s?[+-]\d\d:?\d\d)?"
)
_SHORT_CLOCK = r"(?:1[0-2]|0?[1-9])\s?[ap]\.?m\.?"
_ISO = rf"{_YEAR}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])"
_NUMBERS = rf"(?:{_IN_YEAR}([/.-]){_DAY}|{_DAY}([/.-]){_IN_YEAR})(?:\1|\2)(?:{_YEAR}|\d\d)"
_NAMED = (
    rf"{_MONTH}[\s-]?{_DAY}(?:st|nd|rd|th)?,?[\s-]?{_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th)?[\s-]?(?:of\s)?{_MONTH},?[\s-]?{_YEAR}"
    rf"|{_MONTH},?\s{_YEAR}"
)
_DATE = rf"(?:{_ISO}|{_NAMED}|{_NUMBERS})(?:(?:T|,?\s(?:at\s)?)(?:{_CLOCK}|{_SHORT_CLOCK}))?"
_SUM = (
    r"(?:[$€£]|USD\s?)\s?\d{1,3}(?:,\d{3})*(?:\.\d\d)?|(?:[$€£]|USD\s?)\s?\d{1,7}(?:\.\d\d)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d{1,6}\.\d\d"
)
_REFERENCE = (
    rf"{_YEAR}\s?[-–/]\s?{_YEAR}|{_YEAR}[-/]\d{{1,4}}"
    rf"|(?<=\b(?:matter|docket)\s){_YEAR}[-/]\d{{1,6}}|(?<=\bfile\s){_YEAR}[-/]\d{{1,6}}"
)
# Beside these no digit may stand: a date inside a longer number is none.
_READABLE = re.compile(
    rf"(?<!\w)(?<!\d[-./  ])(?:{_DATE}|{_SUM}|{_REFERENCE}|{_CLOCK})"
    r"(?!\w|[-/]\d|\.\d|[  ]\d{3})",
    re.IGNORECASE | re.ASCII,
)


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, with whether a piece is readable whatever digits it has."""
    place = 0
    for match in _READABLE.finditer(text):
        if match.start() > place:
            yield text[place : match.start()], False
        yield match[0], True
        place = match.end()
    if place < len(text):
        yield text[place:], False
