"""Which known prompt do a few heard words match best?"""

import re
from collections import Counter

from guide.core.flow.phone_menu import PhoneMenu

_WORD = re.compile(r"[^\W_]{3,}")
# Said either way, and heard either way.
_SHORT_FORMS = {"n't": " not", "'re": " are", "'ll": " will", "'ve": " have"}
# Of 100: two words that match so well are taken for one, misheard or mistyped.
_SAME_WORD = 80.0


def best_matches(menu: PhoneMenu, words: str, most: int = 5) -> list[str]:
    """Steps of the menu that what was heard may be, the best match first.

    Compared with the gist, the title and what leads to the step; a word that stands in many of
    them counts little. Where nothing matches, the steps that ask something.
    """
    asked = [name for name, step in menu.steps.items() if step.asks]
    matches = resembling(menu, words)
    if not matches and not _words_of(words):
        return asked
    return [*matches, *(name for name in asked if name not in matches)][:most]


def resembling(menu: PhoneMenu, words: str) -> list[str]:
    """Steps of the menu that share a word with what was heard, the best match first."""
    heard = _words_of(words)
    known = _known(menu)
    often = Counter(word for text in known.values() for word in text)
    scores = {
        name: sum(_score(word, text, often) for word in heard) for name, text in known.items()
    }
    return sorted((name for name in scores if scores[name]), key=lambda name: -scores[name])


def _score(word: str, text: frozenset[str], often: Counter[str]) -> float:
    from rapidfuzz import fuzz, process  # lazy: only here

    best = process.extractOne(word, text, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return 0.0 if best is None else best[1] / 100 / often[best[0]] ** 2


def _known(menu: PhoneMenu) -> dict[str, frozenset[str]]:
    """The words of everything that the map says about how a step is known."""
    texts = {
        name: " ".join((step.title, step.hear or "", *step.near))
        for name, step in menu.steps.items()
    }
    for step in menu.steps.values():
        for edge in step.next:
            texts[edge.to] += f" {edge.when}"
    return {name: frozenset(_words_of(text)) for name, text in texts.items()}


def _words_of(text: str) -> list[str]:
    plain = text.lower().replace("’", "'")
    for short, long in _SHORT_FORMS.items():
        plain = plain.replace(short, long)
    return _WORD.findall(plain)


def is_match(words: str, known: str) -> bool:
    """Whether what somebody would say has all the words of a phrase, misheard or mistyped."""
    from rapidfuzz import fuzz  # lazy: only here

    said = _words_of(words)
    wanted = _words_of(known)
    return bool(wanted) and all(
        any(fuzz.ratio(heard, word) >= _SAME_WORD for heard in said) for word in wanted
    )
