"""Which need do everyday words mean? "Stolen", "funeral", "laid off": the entries that fit best."""

import re

from guide.core.flow.home import Home, HomeEntry

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Of 100: what is typed so nearly right is taken for the word.
_SAME_WORD = 80.0
# Shorter ones say little, and are near to many others.
_SHORT = 3
# A word that stands for the entry counts more than one of its title, and that than its hint.
_WORDS, _TITLE, _HINT = 3.0, 2.0, 1.0
# What stands there just so, against what begins a part of it.
_WHOLE = 1.5


def best_entries(home: Home, typed: str) -> list[tuple[str, HomeEntry]]:
    """(id, entry) of what leads somewhere and fits, best first; each word typed must fit it.

    Where not all words fit any entry, those that fit most of them.
    """
    said = [word.casefold() for word in _WORD.findall(typed)]
    asked = [word for word in said if len(word) >= _SHORT] or said
    if not asked:
        return []
    scored = []
    for name, entry in home.leaves():
        marks = [_mark(word, entry) for word in asked]
        fits = sum(mark > 0 for mark in marks)
        if fits:
            is_said = " ".join(said) in map(str.casefold, entry.words)
            scored.append((fits, sum(marks) + _WHOLE * is_said * len(asked), name, entry))
    most = max((fits for fits, *_ in scored), default=0)
    best = sorted(
        (hit for hit in scored if hit[0] == most),
        key=lambda hit: -hit[1],
    )
    return [(name, entry) for _, _, name, entry in best]


def _mark(word: str, entry: HomeEntry) -> float:
    """How well a word fits: begun counts in full, nearly right a little less."""
    fields = ((_WORDS, entry.words), (_TITLE, (entry.text,)), (_HINT, (entry.hint or "",)))
    return max(weight * _nearness(word, texts) for weight, texts in fields)


def _nearness(word: str, texts: tuple[str, ...]) -> float:
    if any(text.casefold() == word for text in texts):
        return _WHOLE
    known = {part.casefold() for text in texts for part in _WORD.findall(text)}
    if any(part.startswith(word) for part in known):
        return 1.0
    if len(word) <= _SHORT or not known:
        return 0.0
    from rapidfuzz import fuzz, process  # lazy: only where nothing begins so

    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return 0.0 if best is None else best[1] / 100
