"""The caller's own keys: one file in the folder of settings, read once at the start.

A file that says something wrong is told about and never stops the program: what is right in it
counts.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from guide.core.message import Message, did_you_mean
from guide.local.regular_files import read_regular

NAME = "keys.toml"
_LONGEST = 50_000
# What one may want at most for one thing.
_MOST = 6
_MODIFIER = re.compile(r"(ctrl|alt|shift)\+")
_FUNCTION = re.compile(r"f([1-9]|1[0-9]|2[0-4])")
# No terminal tells these from Tab, Enter, Backspace and Escape.
_SAME = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+h": "Backspace"}
_SHORT = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete"}
_NAMED = frozenset({"insert", "delete", "home", "end", "pageup", "pagedown", "space"})
_ASCII = 0x7F


class OwnKeys(msgspec.Struct, frozen=True, kw_only=True):
    """Keys by name, whether single letters work at all, and what is wrong with the file."""

    keys: Mapping[str, tuple[str, ...]]
    single_letters: bool = True
    faults: tuple[Message, ...] = ()


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What a file may say: the keys without it, those that stay, names that work above a field.

    `signs` are characters that have a name: the name counts.
    """

    defaults: Mapping[str, tuple[str, ...]]
    fixed: frozenset[str]
    above_all: frozenset[str]
    signs: Mapping[str, str]


def read_keys(path: Path, known: Known) -> OwnKeys:
    """The keys of a file; those without one, if there is none."""
    try:
        text = read_regular(path, _LONGEST, follow=True).decode("utf-8-sig")
    except FileNotFoundError:
        return OwnKeys(keys=known.defaults)
    except UnicodeDecodeError:
        return _unread(known, Message("keys.no-utf8", "it is not UTF-8"))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return _unread(known, Message("keys.not-read", "it cannot be read: {why}", why=why))
    import tomllib  # lazy: most have no such file

    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unread(known, Message("keys.no-toml", "it is not TOML: {why}", why=str(error)))
    return own_keys(entries, known)


def _unread(known: Known, why: Message) -> OwnKeys:
    return OwnKeys(keys=known.defaults, faults=(why,))


def own_keys(entries: Mapping[str, object], known: Known) -> OwnKeys:
    """What a file says, where that makes sense, and what does not."""
    faults: list[Message] = [
        Message("keys.unknown-entry", "nothing is called {name!r} there", name=name[:60])
        for name in entries
        if name not in ("keys", "single_letters")
    ]
    letters = entries.get("single_letters", True)
    if not isinstance(letters, bool):
        faults.append(Message("keys.letters", "single_letters is true or false"))
        letters = True
    table = entries.get("keys", {})
    if not isinstance(table, dict):
        faults.append(Message("keys.no-table", "[keys] is a table of names and keys"))
        table = {}
    asked: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        wanted, wrong = _asked(name, value, known)
        faults += wrong
        if wanted:
            asked[name] = wanted
    keys, clashes = _settled(asked, known)
    return OwnKeys(keys=keys, single_letters=letters, faults=(*faults, *clashes))


def _asked(name: str, value: object, known: Known) -> tuple[tuple[str, ...], list[Message]]:
    """The keys that a line asks for, and what is wrong with it."""
    if name not in known.defaults:
        near = did_you_mean(name, known.defaults)
        words = Message(
            "keys.unknown-name", "no key is called {name!r}. {near}",
            name=name[:60], near=near or "",
        )  # fmt: skip
        return (), [words]
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed or not all(isinstance(k, str) for k in listed):
        return (), [Message("keys.no-key", "{name}: a key, or a list of keys", name=name)]
    keys, faults = [], []
    for given in listed[:_MOST]:
        key = normal(given, known.signs)
        fault = _fault(name, given, key, known)
        if fault is None and key is not None:
            keys.append(key)
        elif fault is not None:
            faults.append(fault)
    return tuple(dict.fromkeys(keys)), faults


def _fault(name: str, typed: str, key: str | None, known: Known) -> Message | None:
    values = {"name": name, "key": typed[:30]}
    if key is None:
        return Message("keys.unknown-key", "{name}: no key is called {key!r}", **values)
    if key in _SAME:
        return Message(
            "keys.same", "{name}: a terminal cannot tell {key} from {other}",
            other=_SAME[key], **values,
        )  # fmt: skip
    if key in known.fixed:
        return Message("keys.fixed", "{name}: {key} moves, chooses or leaves everywhere", **values)
    is_single = len(key) == 1 or key in known.signs.values()
    if name in known.above_all and is_single:
        return Message(
            "keys.above-all", "{name} works while you type, too, so it cannot be {key}", **values
        )
    return None


def normal(typed: str, signs: Mapping[str, str]) -> str | None:
    """A key as the program calls it; None where there is no such key."""
    words = typed.strip()
    if len(words) == 1:
        is_typed = words.isprintable() and not words.isspace()
        return signs.get(words, words) if is_typed else None
    lower = words.lower().replace(" ", "")
    modifiers = ""
    while (match := _MODIFIER.match(lower)) is not None:
        modifiers += match.group()
        lower = lower[match.end() :]
    lower = _SHORT.get(lower, lower)
    is_letter = len(lower) == 1 and ord(lower) < _ASCII and lower.isalnum()
    if not modifiers and lower in signs.values():
        return lower
    is_key = bool(_FUNCTION.fullmatch(lower)) or lower in _NAMED
    is_key = is_key or (is_letter and modifiers in ("ctrl+", "alt+"))
    is_fixed = lower in ("tab", "enter", "escape", "backspace", "up", "down", "left", "right")
    return f"{modifiers}{lower}" if is_key or is_fixed else None


def _settled(
    asked: Mapping[str, tuple[str, ...]], known: Known
) -> tuple[dict[str, tuple[str, ...]], list[Message]]:
    """What was asked for, without the keys that something else has; one key, one meaning."""
    holders = {
        key: name for name, keys in known.defaults.items() if name not in asked for key in keys
    }
    keys, faults = dict(known.defaults), []
    for name, wanted in asked.items():
        faults += [
            _clash(name, key, holders[key]) for key in wanted if holders.get(key, name) != name
        ]
        mine = tuple(key for key in wanted if holders.setdefault(key, name) == name)
        if not mine:
            # It keeps its own keys, so that nothing else may have those.
            rest, more = _settled({k: v for k, v in asked.items() if k != name}, known)
            return rest, [*faults, *(fault for fault in more if str(fault) not in map(str, faults))]
        keys[name] = mine
    return keys, faults


def _clash(name: str, key: str, other: str) -> Message:
    return Message(
        "keys.clash", "{name}: {key} is the key of {other}; give {other} another one first",
        name=name, key=key, other=other,
    )  # fmt: skip
