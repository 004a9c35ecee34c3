"""Nodes of a file → typed values: one decoder is built for each type, once.

A union of Structs is told apart by the first field of each, so a condition is known by its first
word.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from guide.core.flow.sources import NONE
from guide.flowfile.faults import MISSING, Faults
from guide.flowfile.look import CURLY, look_at
from guide.flowfile.tree import YamlNode

Decoder = Callable[[YamlNode, Faults], Any]
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LIKE_A_NUMBER = re.compile(r"[+-]?[0-9][0-9_.,]*(e[0-9]+)?|0[xo][0-9a-f]+", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def decoder(kind: Any) -> Decoder:  # noqa: ANN401  # a type
    """What turns a node into a value of this type, or notes faults; made once for each type."""
    kind = _plain(kind)
    plain = {str: _text, bool: _bool, int: _whole, date: _date}
    if kind in plain:
        return plain[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _literal(inner)
    if origin is Mapping:
        return _mapping(decoder(inner[0]), decoder(inner[1]))
    if origin is tuple:
        return _sequence(decoder(inner[0]))
    if origin in (Union, UnionType):
        return _union(inner)
    if issubclass(kind, msgspec.Struct):
        return _struct(kind)
    raise NotImplementedError(kind)


def _plain(kind: Any) -> Any:  # noqa: ANN401  # types
    """What an id of some kind is made of; any other type as it is."""
    return kind.__supertype__ if isinstance(kind, NewType) else kind


def _text(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
    if type(node.value) is str:
        if node.plain and node.value in ("", "~", "null"):
            return faults.add(
                node, "type", "Expected text, found nothing.", "Write the text in quotes."
            )
        look_at(node, faults)
        return node.value
    return faults.add(
        node, "type", f"Expected text, found {_WORDS[node.kind]}.", "Put it in quotes."
    )


def _bool(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    return faults.add(node, "type", "Expected true or false.")


def _whole(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
    if node.plain and isinstance(node.value, str) and _NUMBER.fullmatch(node.value):
        return int(node.value)
    hint = "Write it in digits, at most nine of them, without quotes: 30."
    return faults.add(node, "type", "Expected a whole number.", hint)


def _date(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
    try:
        if isinstance(node.value, str) and len(node.value) == 10:  # noqa: PLR2004
            return date.fromisoformat(node.value)
    except ValueError:
        if _DAY.fullmatch(node.value):
            return faults.add(node, "type", f"{node.value} is not a date.", "Look at a calendar.")
    return faults.add(node, "type", "Expected a date.", "Write it like 2026-11-23.")


def _literal(values: tuple[str, ...]) -> Decoder:
    known = {value: value for value in values}

    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        if isinstance(node.value, str) and node.value in known:
            return known[node.value]
        given = repr(node.value[:40]) if isinstance(node.value, str) else _WORDS[node.kind]
        message = f"Expected one of {', '.join(values)}, found {given}."
        return faults.add(node, "type", message, _near(node.value, values))

    return decode


def _mapping(key: Decoder, value: Decoder) -> Decoder:
    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        if node.kind != "mapping":
            return faults.add(
                node, "type", f"Expected names with values, found {_WORDS[node.kind]}."
            )
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            name = key(key_node, faults)
            if name in values:
                faults.add(key_node, "duplicate-key", f"Duplicate key {name!r}.", "Keep one.")
            read_value = value(value_node, faults)
            if name is MISSING or read_value is MISSING:
                faults.lost.add(str(key_node.value))
            else:
                values[name] = read_value
        return values

    return decode


def _sequence(item: Decoder) -> Decoder:
    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        if node.kind != "sequence":
            hint = f"Write it like [{node.value[:40]}]." if isinstance(node.value, str) else None
            message = f"Expected a list, found {_WORDS[node.kind]}."
            return faults.add(node, "type", message, hint)
        items = [item(value, faults) for value in node.value]
        return MISSING if any(value is MISSING for value in items) else tuple(items)

    return decode


@cache
def _struct(cls: type[msgspec.Struct]) -> Decoder:
    # Types that hold themselves (a condition in a condition) need the fields later, not now.
    prepared: list[tuple[dict[str, tuple[str, Decoder]], tuple[str, ...]]] = []

    def prepare() -> tuple[dict[str, tuple[str, Decoder]], tuple[str, ...]]:
        hints, infos = get_type_hints(cls), msgspec.structs.fields(cls)
        fields = {field.encode_name: (field.name, decoder(hints[field.name])) for field in infos}
        prepared.append((fields, tuple(field.encode_name for field in infos if field.required)))
        return prepared[0]

    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        fields, required = prepared[0] if prepared else prepare()
        if node.kind != "mapping":
            return faults.add(
                node, "type", f"Expected names with values, found {_WORDS[node.kind]}."
            )
        values: dict[str, Any] = {}
        unknown: list[str] = []
        for key, value_node in node.value:
            known = fields.get(key.value) if key.kind == "scalar" else None
            if known is None:
                unknown.append(str(key.value))
                _unknown(key, tuple(fields), faults)
                continue
            name, decode_value = known
            if name in values:
                faults.add(key, "duplicate-key", f"Duplicate key {key.value!r}.", "Keep one.")
            values[name] = decode_value(value_node, faults)
        absent = [name for name in required if fields[name][0] not in values]
        for name in absent:
            # A name that is nearly this one has been said to be unknown.
            if not get_close_matches(name, unknown, n=1):
                faults.add(node, "missing", f"{name!r} is missing here.")
        sound = not (unknown or absent) and MISSING not in values.values()
        if sound or node is faults.root:
            return _built(cls, values, {fields[name][0]: name for name in required}, faults)
        return MISSING

    return decode


def _built(
    cls: type[msgspec.Struct], values: dict[str, Any], required: dict[str, str], faults: Faults
) -> Any:  # noqa: ANN401
    """The value; of the whole file, also what can be used of it, with stand-ins for the rest."""
    for name in [name for name, value in values.items() if value is MISSING]:
        faults.lost.add(name)
        del values[name]
    absent = {name: written for name, written in required.items() if name not in values}
    hints = get_type_hints(cls) if absent else {}
    for name, written in absent.items():
        faults.lost.add(written)
        stand_in = _STAND_INS.get(get_origin(hints[name]) or _plain(hints[name]), MISSING)
        if stand_in is MISSING:
            return MISSING
        values[name] = stand_in
    return cls(**values)


_STAND_INS: dict[Any, Any] = {str: "", date: date.max, Mapping: {}, tuple: ()}


def _unknown(key: YamlNode, known: tuple[str, ...], faults: Faults) -> None:
    name = key.value if isinstance(key.value, str) else "this"
    message = f"{name[:60]!r} is not known here."
    if any(char in name for char in CURLY):
        hint = "Curly quotes hold no text together here: write straight ones."
        faults.add(key, "unknown-name", message, hint)
        return
    faults.add(key, "unknown-name", message, _near(name, known) or f"Known: {', '.join(known)}.")


def _near(given: object, known: tuple[str, ...]) -> str | None:
    near = get_close_matches(str(given)[:60], known, n=1)
    return f"Did you mean {near[0]!r}?" if near else None


def _by_kind(types: tuple[Any, ...]) -> dict[str, Decoder]:
    """Of a union, what decodes each kind of node."""
    by_kind: dict[str, Decoder] = {}
    structs = tuple(kind for kind in types if _is_struct(kind))
    if structs:
        by_kind["mapping"] = _one_of(structs)
    scalars = []
    for kind in types:
        if get_origin(kind) is Mapping:
            by_kind["mapping"] = decoder(kind)
        elif get_origin(kind) is tuple:
            by_kind["sequence"] = decoder(kind)
        elif kind is not NoneType and kind not in structs:
            scalars.append(kind)
    if len(scalars) > 1:
        by_kind["scalar"] = _number_or_name
    elif scalars and "sequence" in by_kind and get_origin(scalars[0]) is Literal:
        by_kind["scalar"] = _word_or_list(decoder(scalars[0]), by_kind["sequence"])
    elif scalars:
        by_kind["scalar"] = decoder(scalars[0])
    return by_kind


def _union(types: tuple[Any, ...]) -> Decoder:
    by_kind = _by_kind(types)

    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        if NoneType in types and node.plain and node.value in ("null", "~", ""):
            return None
        chosen = by_kind.get(node.kind)
        if chosen is None:
            wanted = " or ".join(_WORDS[kind] for kind in sorted(by_kind))
            return faults.add(node, "type", f"Expected {wanted}, found {_WORDS[node.kind]}.")
        return chosen(node, faults)

    return decode


def _word_or_list(word: Decoder, listed: Decoder) -> Decoder:
    """The word `none`; of any other it is said that it belongs in a list."""

    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        return word(node, faults) if node.value == NONE else listed(node, faults)

    return decode


_WORDS = {"scalar": "a single value", "sequence": "a list", "mapping": "names with values"}


def _is_struct(kind: Any) -> bool:  # noqa: ANN401  # a type
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _number_or_name(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
    if isinstance(node.value, str) and _LIKE_A_NUMBER.fullmatch(node.value):
        return _whole(node, faults)
    return _text(node, faults)


def _one_of(classes: tuple[type[msgspec.Struct], ...]) -> Decoder:
    if len(classes) == 1:
        return _struct(classes[0])
    first = {msgspec.structs.fields(cls)[0].encode_name: cls for cls in classes}

    def decode(node: YamlNode, faults: Faults) -> Any:  # noqa: ANN401
        for key, _ in node.value:
            if key.value in first:
                return _struct(first[key.value])(node, faults)
        names = tuple(first)
        given = node.value[0][0].value if node.value else ""
        message = (
            f"{str(given)[:40]!r} is not a condition."
            if node.value
            else "There is no condition here."
        )
        hint = _near(given, names) or f"A condition begins with one of {', '.join(names)}."
        return faults.add(node.value[0][0] if node.value else node, "unknown-name", message, hint)

    return decode
