"""Files of flows as trees that can be changed and written again, and the ways to change them."""

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from guide.core.flow.flow import SECTIONS
from guide.flowfile.tree import Node, compose

Tree = Any  # a dict, a list or a string
Path = tuple[Any, ...]
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")
FLIPS = {
    "at_least": "less_than",
    "less_than": "at_least",
    "at_most": "more_than",
    "more_than": "at_most",
}
WORDS = ("text", "title", "why", "come_back", "label", "hint")


class Plain(str):
    """A scalar that stands without quotes."""

    __slots__ = ()


class Mutant(NamedTuple):
    """A file to change, how that gives another tree, and what is changed in words."""

    file: str
    make: Callable[[], Tree]
    what: str


def load(text: str) -> Tree:
    """The tree of a file: dicts, lists, strings."""
    return _value(compose(text))


def _value(node: Node) -> Tree:
    if node.kind == "mapping":
        return {key.value: _value(value) for key, value in node.value}
    if node.kind == "sequence":
        return [_value(part) for part in node.value]
    return Plain(node.value) if node.plain else node.value


def dump(tree: Tree) -> str:
    """The tree as a file again; on one line, for nobody to read."""
    if isinstance(tree, dict):
        inside = ", ".join(f"{json.dumps(key)}: {dump(value)}" for key, value in tree.items())
        return "{" + inside + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(dump, tree)) + "]"
    if isinstance(tree, Plain) and (_SIMPLE.fullmatch(tree) or tree == "" or tree[0] == "-"):
        return tree or "null"
    return json.dumps(tree, ensure_ascii=False)


def places(tree: Tree, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a tree with the way to it."""
    if isinstance(tree, str):
        return
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield (*path, key), value
        yield from places(value, (*path, key))


def at(tree: Tree, path: Path) -> Tree:
    """What lies at the end of a way."""
    for step in path:
        tree = tree[step]
    return tree


def changed(tree: Tree, path: Path, value: Tree) -> Tree:
    """The tree with another value at one place; without it where the value is None."""
    copied = deepcopy(tree)
    above = at(copied, path[:-1])
    if value is None:
        del above[path[-1]]
    else:
        above[path[-1]] = value
    return copied


def renamed(tree: Tree, path: Path, name: str) -> Tree:
    """The tree with another name for one entry, in its place."""
    copied = deepcopy(tree)
    above = at(copied, path[:-1])
    entries = [(name if key == path[-1] else key, value) for key, value in above.items()]
    above.clear()
    above.update(entries)
    return copied


def swapped(tree: Tree, one: Path, other: Path) -> Tree:
    """The tree with the values of two places exchanged."""
    return changed(changed(tree, one, at(tree, other)), other, at(tree, one))


Files = dict[str, Tree]
Kind = Callable[[Files, random.Random], Iterator[Mutant]]


def _flows(files: Files) -> list[str]:
    return [name for name in files if name.endswith("flow.yaml")]


def _drop(files: Files, wanted: Callable[[Path, Any], bool]) -> Iterator[Mutant]:
    """One mutant for each place in a flow that can be left out."""
    for name in _flows(files):
        for path, value in places(files[name]):
            if wanted(path, value):
                what = f"{'.'.join(map(str, path))} dropped"
                yield Mutant(name, partial(changed, files[name], path, None), what)


def _dropped(*ways: tuple[str, int]) -> Kind:
    """Entries of these sections: the name of the section, and how deep below it they lie."""

    def kind(files: Files, _: random.Random) -> Iterator[Mutant]:
        def wanted(path: Path, _value: Tree) -> bool:
            return any(path[0] == section and len(path) == depth for section, depth in ways)

        return _drop(files, wanted)

    return kind


def option_dropped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """An option less."""
    return _drop(files, lambda path, _value: path[0] == "questions" and path[-2:-1] == ("options",))


def word_dropped(*names: str) -> Kind:
    """A word of the language with its value less."""

    def kind(files: Files, _: random.Random) -> Iterator[Mutant]:
        return _drop(files, lambda path, _value: path[-1] in names)

    return kind


def edge_dropped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """An edge with a condition less."""
    return _drop(files, lambda path, value: path[-2:-1] == ("next",) and "when" in value)


def edge_retargeted(files: Files, chance: random.Random) -> Iterator[Mutant]:
    """An edge that leads elsewhere."""
    for name in _flows(files):
        tree = files[name]
        nodes = [*tree["questions"], *tree.get("outcomes", ())]
        for path, value in places(tree):
            is_edge = path[-1] == "to" or (path[-1] == "next" and isinstance(value, str))
            if path[0] == "questions" and is_edge:
                others = [node for node in nodes if node not in (value, path[1])]
                to = chance.choice(others)
                what = f"{'.'.join(map(str, path))}: {value} → {to}"
                yield Mutant(name, partial(changed, tree, path, Plain(to)), what)


def comparison_flipped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """At least in place of less than, and so on."""
    for name in _flows(files):
        for path, _value in places(files[name]):
            if path[-1] in FLIPS:
                what = f"{'.'.join(map(str, path))} flipped"
                yield Mutant(name, partial(renamed, files[name], path, FLIPS[path[-1]]), what)


def limit_changed(files: Files, chance: random.Random) -> Iterator[Mutant]:
    """A limit one more or one less; its label stays."""
    tree = files["contact_center.yaml"]
    for limit, entry in tree["limits"].items():
        value = int(entry["value"]) + chance.choice((-1, 1))
        path = ("limits", limit, "value")
        what = f"{limit}: {entry['value']} → {value}"
        yield Mutant("contact_center.yaml", partial(changed, tree, path, Plain(value)), what)


def limit_and_label_changed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A limit and its label, both to the same other number."""
    tree = files["contact_center.yaml"]
    for limit, entry in tree["limits"].items():
        value = int(entry["value"]) + 1
        altered = changed(tree, ("limits", limit, "value"), Plain(value))
        label = f"{value} {entry['unit'].replace('-', ' ')}"
        altered = changed(altered, ("limits", limit, "label"), label)
        yield Mutant(
            "contact_center.yaml",
            partial(deepcopy, altered),
            f"{limit}: {entry['label']} → {label}",
        )


def source_removed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A fact less behind a text."""
    return _drop(files, lambda path, _value: path[-2:-1] == ("sources",))


def sources_none(files: Files, _: random.Random) -> Iterator[Mutant]:
    """No facts behind a text."""
    for name in _flows(files):
        for path, value in places(files[name]):
            if path[-1] == "sources" and isinstance(value, list):
                what = f"{'.'.join(map(str, path))}: none"
                yield Mutant(name, partial(changed, files[name], path, Plain("none")), what)


def _pairs(tree: Tree, path: Path) -> Iterator[tuple[Path, Path]]:
    names = list(at(tree, path))
    yield from (((*path, a), (*path, b)) for a, b in pairwise(names))


def outcomes_swapped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """Two outcomes under each other's ids."""
    for name in _flows(files):
        for one, other in _pairs(files[name], ("outcomes",)) if "outcomes" in files[name] else ():
            yield Mutant(name, partial(swapped, files[name], one, other), f"{one} ↔ {other}")


def labels_swapped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """Two options under each other's labels."""
    for name in _flows(files):
        for question, entry in files[name]["questions"].items():
            path = ("questions", question, "options")
            for one, other in _pairs(files[name], path) if "options" in entry else ():
                yield Mutant(name, partial(swapped, files[name], one, other), f"{one} ↔ {other}")


def entries_swapped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """Two entries of the first screen that lead to each other's flows."""
    tree = files["home.yaml"]
    flows = [path for path, _ in places(tree) if path[-1] == "flow"]
    for one, other in pairwise(flows):
        yield Mutant("home.yaml", partial(swapped, tree, one, other), f"{one} ↔ {other}")


def case_dropped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A case less."""
    for name in files:
        if name.endswith("cases.yaml"):
            for index, case in enumerate(files[name]["cases"]):
                make = partial(changed, files[name], ("cases", index), None)
                yield Mutant(name, make, f"case {case['name']!r} dropped")


def digit_changed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A wrong digit in a number, as it is shown and as it is dialled."""
    tree = files["contact_center.yaml"]
    for line, entry in tree["lines"].items():
        altered = tree
        for word in ("number", "dial"):
            number = entry[word][:-1] + str((int(entry[word][-1]) + 1) % 10)
            altered = changed(altered, ("lines", line, word), number)
        yield Mutant("contact_center.yaml", partial(deepcopy, altered), f"{line}: {number}")


def grade_changed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A fact that is held for surer, or less sure."""
    tree = files["sources.yaml"]
    for fact, entry in tree["facts"].items():
        grade = "official" if entry["grade"] == "assumed" else "assumed"
        path = ("facts", fact, "grade")
        what = f"{fact}: {entry['grade']} → {grade}"
        yield Mutant("sources.yaml", partial(changed, tree, path, Plain(grade)), what)


def date_turned(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A computed date on the other side."""
    turn = {"after": "before", "before": "after"}
    for name in _flows(files):
        for path, _value in places(files[name].get("dates", {}), ("dates",)):
            if path[-1] in turn:
                make = partial(renamed, files[name], path, turn[path[-1]])
                yield Mutant(name, make, f"{'.'.join(path)} turned")


def address_changed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """Another page of the same site."""
    for name in _flows(files):
        for path, value in places(files[name]):
            if path[-1] == "address":
                what = f"{'.'.join(map(str, path))} changed"
                yield Mutant(name, partial(changed, files[name], path, value + "-x"), what)


def prompt_changed(files: Files, _: random.Random) -> Iterator[Mutant]:
    """Other words heard, said or done in the phone menu."""
    tree = files["ivr.yaml"]
    for path, value in places(tree):
        if path[-1] in ("hear", "say", "do") and isinstance(value, str) and value != "null":
            what = f"{'.'.join(map(str, path))} changed"
            yield Mutant("ivr.yaml", partial(changed, tree, path, "Other words."), what)


def step_dropped(files: Files, _: random.Random) -> Iterator[Mutant]:
    """A step less on a way through the phone menu."""
    tree = files["ivr.yaml"]
    for path, value in places(tree):
        if path[-2:-1] == ("way",):
            yield Mutant(
                "ivr.yaml", partial(changed, tree, path, None), f"{path[1]}: {value} dropped"
            )


def text_shortened(files: Files, chance: random.Random) -> Iterator[Mutant]:
    """A word less in a text."""
    for name in _flows(files):
        for path, value in places(files[name]):
            words = value.split(" ") if isinstance(value, str) else []
            if path[-1] in WORDS and len(words) > 2:
                words.pop(chance.randrange(len(words)))
                what = f"{'.'.join(map(str, path))} shortened"
                yield Mutant(name, partial(changed, files[name], path, " ".join(words)), what)


FIRST: dict[str, Kind] = {
    "option dropped": option_dropped,
    "edge retargeted": edge_retargeted,
    "comparison flipped": comparison_flipped,
    "limit changed": limit_changed,
    "source removed": source_removed,
    "need removed": _dropped(("needs", 2)),
    "outcomes swapped": outcomes_swapped,
    "case dropped": case_dropped,
}
OTHERS: dict[str, Kind] = {
    "edge dropped": edge_dropped,
    "limit and label changed": limit_and_label_changed,
    "digit of a number changed": digit_changed,
    "labels swapped": labels_swapped,
    "sources: none": sources_none,
    "grade changed": grade_changed,
    "date turned": date_turned,
    "entries swapped": entries_swapped,
    "address dropped": word_dropped("address"),
    "address changed": address_changed,
    "come_back dropped": word_dropped("come_back"),
    "afterwards or write_down dropped": _dropped(("afterwards", 2), ("write_down", 2)),
    "warning, say or do_first dropped": _dropped(("warnings", 2), ("say", 2), ("do_first", 2)),
    "outcomes: dropped": word_dropped("outcomes"),
    "when: of an entry dropped": lambda files, _: _drop(
        files, lambda path, _value: path[0] in SECTIONS and path[-1] == "when"
    ),
    "then, badge or hint dropped": word_dropped("then", "badge", "hint"),
    "prompt changed": prompt_changed,
    "step of a way dropped": step_dropped,
    "word dropped from a text": text_shortened,
}
