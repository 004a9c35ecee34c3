"""The words for days and times that are understood, in English and in Spanish, without accents."""

import re
import unicodedata

_MONTHS = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre set",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
_WEEKDAYS = (
    "monday mon lunes lun",
    "tuesday tues tue martes",
    "wednesday wed miercoles mie",
    "thursday thurs thur thu jueves jue",
    "friday fri viernes vie",
    "saturday sat sabado sab",
    "sunday sun domingo dom",
)
_NUMBERS = (
    "zero", "one a an un una uno", "two dos", "three tres", "four cuatro", "five cinco",
    "six seis", "seven siete", "eight ocho", "nine nueve", "ten diez",
)  # fmt: skip


def _by_word(groups: tuple[str, ...], first: int = 0) -> dict[str, int]:
    return {word: at for at, group in enumerate(groups, first) for word in group.split()}


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


MONTHS = _by_word(_MONTHS, 1)
WEEKDAYS = _by_word(_WEEKDAYS)
NUMBERS = _by_word(_NUMBERS)
RELATIVE = {
    "today": 0, "hoy": 0, "tonight": 0, "esta noche": 0,
    "tomorrow": 1, "tmrw": 1, "manana": 1,
    "day after tomorrow": 2, "pasado manana": 2,
    "yesterday": -1, "ayer": -1,
    "day before yesterday": -2, "anteayer": -2, "antier": -2,
}  # fmt: skip
# Around a day or a time they change nothing.
FILLERS = _words("on at the of by for and a el la las los de del para en dia")
# After a time, people mean a place; the letters alone are not sure enough.
ZONES = _words(
    "est edt et cst cdt ct mst mdt mt pst pdt pt akst akdt hst hdt ast adt utc gmt z eastern"
    " central mountain pacific"
)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "’‘`´"), "'")
_HALF = re.compile(r"(?<=[\d\s])([ap])\s?\.?\s?m\b\.?", re.ASCII)


def folded(text: str) -> str:
    """Small letters without accents, one space between words, a.m. as am.

    Digits stay as they were typed: those of other writings are not taken.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return " ".join(_HALF.sub(r"\1m", " ".join(plain.split())).split())


def any_of(words: dict[str, int]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def is_known(word: str) -> bool:
    """Whether a word has a meaning here."""
    alone = {part for phrase in RELATIVE for part in phrase.split()} - {"after", "before"}
    more = "am pm noon midday mediodia midnight medianoche next last this coming que viene proximo"
    rest = "pasado este ago hace in days day weeks week dias semanas semana from now dentro tarde"
    others = {*more.split(), *rest.split(), "morning", "afternoon", "evening", "night", "noche"}
    words = (MONTHS, WEEKDAYS, NUMBERS, FILLERS, ZONES, alone, others)
    return any(word in known for known in words)
