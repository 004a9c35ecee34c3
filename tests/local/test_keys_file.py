"""The file of one's own keys: what is right in it counts, and what is wrong is told."""

from pathlib import Path

import pytest

from guide.local.keys_file import KnownKeys, OwnKeys, normal, own_keys, read_keys

KNOWN = KnownKeys(
    defaults={"help": ("f1", "question_mark"), "quit": ("ctrl+q",), "call": ("c",)},
    fixed=frozenset({"enter", "escape", "tab"}),
    above_all=frozenset({"quit"}),
    signs={"?": "question_mark", "+": "plus"},
)


def told(keys: OwnKeys) -> str:
    return "\n".join(map(str, keys.faults))


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("x", "x"), ("X", "X"), (" ? ", "question_mark"), ("+", "plus"), ("ä", "ä"),
        ("F5", "f5"), ("f24", "f24"), ("f25", None), ("f0", None),
        ("Ctrl+X", "ctrl+x"), ("ctrl + x", "ctrl+x"), ("alt+5", "alt+5"), ("shift+x", None),
        ("ctrl+alt+x", None), ("ctrl+shift+f5", "ctrl+shift+f5"), ("PgDn", "pagedown"),
        ("esc", "escape"), ("ctrl+ä", None), ("question_mark", "question_mark"), ("xy", None),
        ("", None), (" ", None), ("\x07", None),
    ],
)  # fmt: skip
def test_a_key_is_called_as_people_write_it(typed: str, key: str | None) -> None:
    assert normal(typed, KNOWN.signs) == key


def test_a_line_changes_one_name_and_leaves_the_rest() -> None:
    keys = own_keys({"keys": {"call": ["d", "F9", "d"]}}, KNOWN)
    assert keys.keys == {**KNOWN.defaults, "call": ("d", "f9")}
    assert keys.faults == ()
    assert keys.single_letters


def test_a_key_that_something_else_has_is_not_taken_from_it() -> None:
    keys = own_keys({"keys": {"call": ["f1", "d"]}}, KNOWN)
    assert keys.keys["call"] == ("d",)
    assert keys.keys["help"] == ("f1", "question_mark")
    assert "call: f1 is the key of help" in told(keys)


def test_two_names_may_exchange_their_keys() -> None:
    keys = own_keys({"keys": {"call": "f1", "help": "c"}}, KNOWN)
    assert (keys.keys["call"], keys.keys["help"]) == (("f1",), ("c",))
    assert keys.faults == ()


def test_a_name_whose_wishes_are_all_taken_keeps_its_own_keys() -> None:
    keys = own_keys({"keys": {"call": "f1", "help": ["c", "f2"]}}, KNOWN)
    assert set(keys.keys["call"]).isdisjoint(keys.keys["help"])
    assert keys.keys["call"]
    first = own_keys({"keys": {"call": "ctrl+q"}}, KNOWN)
    assert first.keys == KNOWN.defaults


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"cal": "d"}, "no key is called 'cal'"),
        ({"call": 5}, "call: a key, or a list of keys"),
        ({"call": []}, "call: a key, or a list of keys"),
        ({"call": "enter"}, "call: enter moves, chooses or leaves everywhere"),
        ({"call": "ctrl+i"}, "call: a terminal cannot tell ctrl+i from Tab"),
        ({"call": "hyper+x"}, "call: no key is called 'hyper+x'"),
        ({"quit": "x"}, "quit works while you type, too, so it cannot be x"),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    table: dict[str, object], words: str
) -> None:
    keys = own_keys({"keys": table}, KNOWN)
    assert words in told(keys)
    assert keys.keys == KNOWN.defaults


def test_no_more_than_six_keys_are_taken_for_one_thing() -> None:
    keys = own_keys({"keys": {"call": [f"f{n}" for n in range(2, 12)]}}, KNOWN)
    assert keys.keys["call"] == ("f2", "f3", "f4", "f5", "f6", "f7")


def test_the_rest_of_the_file_is_looked_at_too() -> None:
    keys = own_keys({"single_letters": "no", "keys": [], "colour": 1}, KNOWN)
    assert keys.single_letters
    for words in ("nothing is called 'colour'", "single_letters is true or false", "[keys] is a"):
        assert words in told(keys)
    assert not own_keys({"single_letters": False}, KNOWN).single_letters


def test_without_a_file_the_keys_are_as_they_are(tmp_path: Path) -> None:
    assert read_keys(tmp_path / "keys.toml", KNOWN) == OwnKeys(keys=KNOWN.defaults)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"keys = [", "not TOML")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "keys.toml"
    path.write_bytes(content)
    keys = read_keys(path, KNOWN)
    assert words in told(keys)
    assert keys.keys == KNOWN.defaults
    path.write_bytes(b"\xef\xbb\xbf[keys]\ncall = 'd'\n")
    assert read_keys(path, KNOWN).keys["call"] == ("d",)
