"""A cache file that is not just as it was written is made anew, and never waited for."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.holiday.federal import federal_calendar
from guide.local import cache_files
from guide.local.cache_files import digest, load, save
from guide.wording.catalogues import translation
from tests.hostile.faults import (
    BAD_CONTENT,
    DEEP,
    NOT_FILES,
    POSIX,
    changed,
    disk_that_fills_up,
    holding,
)

HOME = 'question: "What?"\nentries:\n  one: {text: "One", opens: self-help}\n'


def said_by_a_flow_file(tmp_path: Path) -> str:
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    (folder / "home.yaml").write_text(HOME)
    return Catalog([folder, built_in()], tmp_path / "cache").home.question


def said_by_the_calendar(tmp_path: Path) -> str:
    calendar = federal_calendar(2026, 2028, tmp_path / "cache", {}, {})
    return calendar.closed[date(2026, 12, 25)].name


def said_by_a_catalogue(tmp_path: Path) -> str:
    place = tmp_path / "locale" / "es" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    (place / "flows.po").write_text('msgctxt "a"\nmsgid "Back"\nmsgstr "Volver"\n')
    translate = translation("es", [tmp_path], tmp_path / "cache")
    assert translate is not None
    return translate("a", "Back")


SAID = [
    (said_by_a_flow_file, "What?", changed(b"What?", b"Mad?!")),
    (said_by_the_calendar, "Christmas Day", changed(b"Christmas Day", b"No Day at all")),
    (said_by_a_catalogue, "Volver", changed(b"Volver", b"Borrar")),
]


@POSIX
@pytest.mark.parametrize("damage", [*NOT_FILES, *BAD_CONTENT])
@pytest.mark.parametrize(("said", "words"), [case[:2] for case in SAID])
def test_damage_changes_nothing_and_is_repaired_where_it_can_be(
    said: Callable[[Path], str],
    words: str,
    damage: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    assert said(tmp_path) == words
    (path,) = (tmp_path / "cache").iterdir()
    good = path.read_bytes()
    damage(path)
    assert said(tmp_path) == words
    assert path.is_dir() or path.read_bytes() == good
    left = {file.name for file in path.parent.iterdir()} - {"other"}
    assert left == {path.name}
    other = path.with_name("other")
    assert not other.exists() or other.read_bytes() == b"somebody else's"


@pytest.mark.parametrize(("said", "words", "poison"), SAID)
def test_a_value_that_was_changed_and_is_still_well_formed_is_not_said(
    said: Callable[[Path], str], words: str, poison: Callable[[Path], None], tmp_path: Path
) -> None:
    said(tmp_path)
    (path,) = (tmp_path / "cache").iterdir()
    poison(path)
    assert said(tmp_path) == words


@pytest.mark.parametrize(("said", "words"), [case[:2] for case in SAID])
def test_a_cache_of_another_version_of_the_program_is_not_used(
    said: Callable[[Path], str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(tmp_path)
    (path,) = (tmp_path / "cache").iterdir()
    before = path.read_bytes()
    monkeypatch.setattr(cache_files, "__version__", "99.0")
    assert said(tmp_path) == words
    assert path.read_bytes() != before


def test_nested_too_deeply_for_its_reader_is_missing(tmp_path: Path) -> None:
    save(tmp_path / "a", "key", DEEP)
    assert load(tmp_path / "a", "key", json.loads) is None


def test_what_was_made_from_something_else_is_missing(tmp_path: Path) -> None:
    save(tmp_path / "a", "one", b"1")
    assert load(tmp_path / "a", "one", bytes) == b"1"
    assert load(tmp_path / "a", "two", bytes) is None


def test_a_file_of_another_key_put_in_its_place_is_missing(tmp_path: Path) -> None:
    save(tmp_path / "a", "one", b"1")
    save(tmp_path / "b", "two", b"2")
    (tmp_path / "a").replace(tmp_path / "b")
    assert load(tmp_path / "b", "two", bytes) is None


def test_parts_of_a_digest_do_not_run_into_one_another() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc") != digest(b"", b"abc")


def test_without_room_nothing_is_kept_and_nothing_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk_that_fills_up(monkeypatch, 3)
    save(tmp_path / "a" / "b", "key", b"value")
    assert list((tmp_path / "a").iterdir()) == []


def test_a_file_changed_within_the_same_moment_and_to_the_same_size_is_read_again(
    tmp_path: Path,
) -> None:
    folder, cache = tmp_path / "own", tmp_path / "cache"
    folder.mkdir()
    path = folder / "home.yaml"
    for words in ("What?", "Then?"):
        path.write_text(HOME.replace("What?", words))
        os.utime(path, ns=(10**18, 10**18))
        assert Catalog([folder, built_in()], cache).home.question == words


def test_a_catalogue_changed_within_the_same_moment_is_compiled_again(tmp_path: Path) -> None:
    said_by_a_catalogue(tmp_path)
    path = tmp_path / "locale" / "es" / "LC_MESSAGES" / "flows.po"
    before = path.stat()
    path.write_text(path.read_text().replace("Volver", "Afuera"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    translate = translation("es", [tmp_path], tmp_path / "cache")
    assert translate is not None
    assert translate("a", "Back") == "Afuera"


def test_reading_needs_no_openssl(tmp_path: Path) -> None:
    """It takes 10 ms to load, at every start."""
    from tests.architecture.commands import WHEN, watched

    argv = ["hours", "--at", WHEN, "--json"]
    watched(argv, tmp_path)
    assert not watched(argv, tmp_path).modules & {"_hashlib", "hashlib", "secrets"}


def test_a_foreign_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    holding(b'{"first": 2026}')(tmp_path / "a")
    assert load(tmp_path / "a", "key", bytes) is None
    save(tmp_path / "a", "key", b"1")
    assert load(tmp_path / "a", "key", bytes) == b"1"
