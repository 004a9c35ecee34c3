"""Every key of the program and what it means: one key, one meaning, on all screens.

Nothing of the screen is imported: `guide doctor` reads it, too. A meaning has a name, by which
the caller's own file of keys calls it, the ids of the bindings that have it, and the keys as they
are without such a file.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from guide.local.keys_file import KnownKeys, OwnKeys, read_keys


class Meaning(NamedTuple):
    """What a key does, in English for the page of keys; `keys` as Textual names them.

    `bindings` are ids, each with the key that it has besides and keeps, if there is one.
    """

    name: str
    what: str
    keys: tuple[str, ...]
    bindings: Mapping[str, str]


def _m(name: str, keys: str, what: str, bindings: str) -> Meaning:
    parts = (part.partition("+") for part in bindings.split())
    return Meaning(name, what, tuple(keys.split(",")), {one: more for one, _, more in parts})


TABLE = (
    _m("help", "f1,question_mark", "what the keys do here", "help place-help help-back"),
    _m("palette", "ctrl+p,colon", "everything that can be done here", "palette palette-colon"),
    _m("quit", "ctrl+q,f10", "leave the program", "quit"),
    _m("prepare", "f2,f", "to Prepare", "prepare menu-prepare"),
    _m("calls", "ctrl+l", "to your calls", "calls"),
    _m("follow-up", "ctrl+o", "to the answers that you wait for", "follow-up"),
    _m("menu", "f3,t", "to the map of the phone menu", "menu"),
    _m("they-called", "ctrl+t", "they called: was that really them?", "they-called"),
    _m("hours", "l", "all about the hours of live help", "hours hours-back+enter"),
    _m("number", "number_sign", "can USCIS call a number back?", "number"),
    _m("zone", "f4,z", "choose your time zone", "zone"),
    _m("back", "b", "back", "menu-back+escape self-help-back+escape board-back+escape"),
    _m("source", "s", "says who?",
       "source menu-source self-help-source board-source source-back+enter"),
    _m("terms", "g,ctrl+b", "what the words mean", "terms terms-back+enter"),
    _m("reveal", "v,f7", "show private numbers whole, or hide them",
       "reveal log-reveal board-reveal versions-reveal live-reveal"),
    _m("copy", "y", "copy what is chosen", "copy"),
    _m("phone", "q", "across to your phone: codes for its camera", "phone qr-back"),
    _m("call", "c", "call", "call log-call board-call"),
    _m("rehearse", "r", "rehearse the call", "rehearse"),
    _m("file", "w", "write a file: the plan on paper, a calendar, or your calls",
       "sheet calendar-file log-file"),
    _m("bring-in", "i", "bring in a file of calls", "log-bring-in"),
    _m("spell", "p", "spell a name or a number", "spell"),
    _m("next-part", "n", "next part", "next-part next-part-of-plan"),
    _m("part-before", "N", "part before", "part-before part-before-of-plan"),
    _m("home", "h", "to the first screen", "home incoming-done"),
    _m("start-over", "ctrl+n,x", "start over, or remove: it asks first",
       "start-over rehearse-again log-remove"),
    _m("other-side", "f6,ctrl+g,a", "to the other part of the screen", "other-side answers"),
    _m("stamp", "f5,ctrl+s", "stamp the next moment of the call", "stamp"),
    _m("search", "ctrl+r,slash", "search: a need, a call, or a prompt of the menu",
       "home-search log-search heard"),
    _m("past-call", "plus", "add a call that you made earlier", "log-past board-past"),
    _m("finish", "f8,ctrl+y", "finish: into the log",
       "end-call past-save correct-save versions-save"),
    _m("undo", "u,f9,ctrl+z", "undo",
       "take-back log-undo board-undo noted-take-back"),
    _m("came", "k", "a call-back came: note it", "call-back-came log-note"),
    _m("missed", "m", "a call-back was missed", "call-back-missed"),
    _m("done", "d", "no longer waited for, or waited for again",
       "close-promise noted-close noted-reopen"),
    _m("open-call", "o", "the call as it was noted", "open-call noted-back+enter"),
    _m("correct", "e", "correct a call, or fill in what is missing",
       "log-correct correct-call next-blank"),
)  # fmt: skip

# What moves, chooses or leaves is the same in every program and stays as it is.
FIXED = frozenset({
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "ctrl+home", "ctrl+end",
    "tab", "shift+tab", "enter", "space", "escape", "backspace", "delete", "ctrl+c",
    *"0123456789",
})  # fmt: skip

# Names of what works above every dialog and field, where a letter is typed.
ABOVE_ALL = frozenset({"palette", "quit", "they-called"})

_BY_NAME = {meaning.name: meaning for meaning in TABLE}
_BY_BINDING = {binding: meaning for meaning in TABLE for binding in meaning.bindings}

Keys = Mapping[str, tuple[str, ...]]


def meaning(name: str) -> Meaning | None:
    """The meaning of a name; None where there is none."""
    return _BY_NAME.get(name)


def meaning_of(binding: str) -> Meaning | None:
    """What the binding of an id means; None for one that moves or chooses."""
    return _BY_BINDING.get(binding)


def names() -> tuple[str, ...]:
    """The names that a file of keys may use."""
    return tuple(_BY_NAME)


def defaults() -> dict[str, tuple[str, ...]]:
    """The keys of each name, as they are without a file."""
    return {meaning.name: meaning.keys for meaning in TABLE}


def without_letters(keys: Keys) -> dict[str, tuple[str, ...]]:
    """The same with Alt before whatever is a single character: nobody types that by accident."""
    return {
        name: tuple(f"alt+{key}" if is_single(key) else key for key in of_name)
        for name, of_name in keys.items()
    }


# Signs that Textual calls by name; whoever writes a file of keys writes the sign.
SIGNS = {"+": "plus", "#": "number_sign", "?": "question_mark", ":": "colon", "/": "slash"}


def is_single(key: str) -> bool:
    """Whether it is one character that one also types in a text."""
    return len(key) == 1 or key in SIGNS.values()


def keymap(keys: Keys) -> dict[str, str]:
    """Keys of names → keys of the bindings that have others than without a file."""
    changed = {}
    for meaning in TABLE:
        if keys[meaning.name] == meaning.keys:
            continue
        for binding, always in meaning.bindings.items():
            # What works above a field must not take a letter from it.
            single = binding not in ABOVE_ALL
            mine = [key for key in keys[meaning.name] if single or not is_single(key)]
            changed[binding] = ",".join([*mine, *filter(None, [always])])
    return changed


def keys_in(path: Path) -> OwnKeys:
    """The keys that a file gives, checked against those that there are."""
    known = KnownKeys(defaults=defaults(), fixed=FIXED, above_all=ABOVE_ALL, signs=SIGNS)
    return read_keys(path, known)
