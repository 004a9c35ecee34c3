"""Where each part of a condition stands in its file."""

from collections.abc import Iterator

import msgspec

from guide.core.flow.words import All, AnswerIs, AnyOf, Condition, Not

Path = tuple[str | int, ...]
BOUNDS = ("at_least", "at_most", "more_than", "less_than")


def leaf_paths(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """Every condition inside that has no parts of its own, with the path to it."""
    match condition:
        case All(all=parts):
            for index, part in enumerate(parts):
                yield from leaf_paths(part, (*path, "all", index))
        case AnyOf(any=parts):
            for index, part in enumerate(parts):
                yield from leaf_paths(part, (*path, "any", index))
        case Not(negated=part):
            yield from leaf_paths(part, (*path, "not"))
        case _:
            yield path, condition


def subject_path(leaf: Condition, path: Path) -> Path:
    """Where the name stands that a leaf reads: behind its first word."""
    return (*path, msgspec.structs.fields(type(leaf))[0].encode_name)


def value_paths(leaf: AnswerIs, path: Path) -> Iterator[tuple[Path, str]]:
    """The options that a leaf names."""
    if leaf.equals is not None:
        yield (*path, "is"), leaf.equals
    for index, value in enumerate(leaf.one_of):
        yield (*path, "one_of", index), value


def bound_paths(leaf: Condition, path: Path) -> Iterator[tuple[Path, int | str]]:
    """The numbers and limits that a leaf compares with."""
    for name in BOUNDS:
        bound = getattr(leaf, name, None)
        if bound is not None:
            yield (*path, name), bound
