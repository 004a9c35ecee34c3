import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from guide.core.calendar import Calendar, Closure
from guide.holiday import federal
from guide.holiday.federal import federal_calendar
from tests.holiday.days import BY_ORDER, FIRST, LAST, by_statute, ours

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def calendar(cache: Path | None, first: int = 2026, last: int = 2028) -> Calendar:
    return federal_calendar(first, last, cache, {}, {})


def kept(cache: Path) -> Path:
    return next(cache.glob("federal-*.json"))


@pytest.fixture
def package_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)


# The days themselves


def test_weekdays_closed_by_statute_are_those_of_pandas() -> None:
    found = {day for day, closure in ours().closed.items() if closure.kind == "holiday"}
    assert {day for day in found if FIRST <= day <= LAST} == {
        day for day in by_statute() if FIRST <= day <= LAST
    }


def test_closures_are_those_by_order() -> None:
    found = {day for day, closure in ours().closed.items() if closure.kind == "closure"}
    assert {day for day in found if day >= FIRST} == BY_ORDER


def test_eleven_statutory_days_a_year() -> None:
    for year in range(2024, 2036):
        names = [
            closure.name.removesuffix(" (observed)")
            for day, closure in sorted(ours().closed.items())
            if day.year == year and closure.kind == "holiday"
        ]
        new_year = ["New Year's Day"]
        expected = sorted(federal.STATUTORY)
        # One kept on 31 December belongs to the year after.
        moved = date(year, 1, 1).weekday() == 5
        coming = date(year + 1, 1, 1).weekday() == 5
        expected = sorted([*expected, *new_year * coming])
        if moved:
            expected.remove("New Year's Day")
        assert sorted(names) == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 7, 3), "Independence Day (observed)"),
        (date(2027, 6, 18), "Juneteenth National Independence Day (observed)"),
        (date(2027, 7, 5), "Independence Day (observed)"),
        (date(2027, 12, 24), "Christmas Day (observed)"),
        (date(2027, 12, 31), "New Year's Day (observed)"),
        (date(2027, 1, 18), "Birthday of Martin Luther King, Jr."),
    ],
)
def test_observed_days_have_their_name(day: date, name: str) -> None:
    assert calendar(None).closed[day] == Closure(name, "holiday")


def test_new_year_of_the_year_after_the_last_is_known() -> None:
    assert date(2027, 12, 31) in calendar(None, 2026, 2027).closed


def test_weekends_are_not_listed() -> None:
    assert all(day.weekday() < 5 for day in ours().closed)


def test_own_closures_come_on_top() -> None:
    storm = date(2026, 11, 24)
    found = federal_calendar(2026, 2026, None, {storm: "Storm"}, {})
    assert found.closed[storm] == Closure("Storm", "closure")
    assert date(2026, 11, 26) in found.closed


def test_days_that_may_close_are_only_open_weekdays() -> None:
    days = {(12, 24): "Eve", (12, 26): "After"}
    found = federal_calendar(2024, 2028, None, {}, days)
    # 2024 and 2025: closed by order. 2027: the 24th is the holiday; 26 Dec 2026 and 2027: weekend.
    assert found.may_close == {
        date(2024, 12, 26): "After",
        date(2026, 12, 24): "Eve",
        date(2028, 12, 26): "After",
    }


def test_years_are_what_is_known() -> None:
    found = calendar(None)
    assert (found.first, found.last) == (date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize("years", [(1, 4), (9996, 9999)])
def test_edges_of_the_calendar_are_no_fault(years: tuple[int, int]) -> None:
    assert federal_calendar(*years, None, {}, {}).first.year == years[0]


# The cache


@pytest.mark.usefixtures("package_gone")
def test_without_cache_the_package_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ImportError):
        calendar(tmp_path / "cache")


def test_cached_days_need_no_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = calendar(tmp_path)
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert calendar(tmp_path) == first


def test_a_hit_does_not_import_the_package(tmp_path: Path) -> None:
    calendar(tmp_path)
    code = (
        "import sys; from pathlib import Path; from guide.holiday.federal import federal_calendar;"
        "federal_calendar(2026, 2028, Path(sys.argv[1]), {}, {}); print('holidays' in sys.modules)"
    )
    argv = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_name_of_the_cache_carries_version_and_years(tmp_path: Path) -> None:
    calendar(tmp_path)
    assert version("holidays") in kept(tmp_path).name
    assert kept(tmp_path).name.endswith("-2026-2028.json")


def test_own_closures_are_not_kept_in_the_cache(tmp_path: Path) -> None:
    storm = date(2026, 11, 24)
    federal_calendar(2026, 2028, tmp_path, {storm: "Storm"}, {})
    assert storm not in calendar(tmp_path).closed


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"2026-12-25": 1}',
        b'{"2026-12-25": {"name": "Christmas Day"}}',
        b'{"2026-12-25": {"name": "Christmas Day", "kind": "party"}}',
        b'{"yesterday": {"name": "Christmas Day", "kind": "holiday"}}',
    ],
)
def test_damaged_cache_is_computed_again(damage: bytes, tmp_path: Path) -> None:
    sound = calendar(tmp_path)
    path = kept(tmp_path)
    good = path.read_bytes()
    path.write_bytes(damage)
    assert calendar(tmp_path) == sound
    assert path.read_bytes() == good


def test_cache_folder_that_is_a_file_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    path.write_text("not a folder")
    assert calendar(path) == calendar(None)
    assert path.read_text() == "not a folder"


def test_cache_below_a_file_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    path.write_text("not a folder")
    assert calendar(path / "below") == calendar(None)


def test_cache_file_that_is_a_folder_is_no_fault(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    calendar(cache)
    path = kept(cache)
    path.unlink()
    path.mkdir()
    assert calendar(cache) == calendar(None)
    assert list(cache.iterdir()) == [path]


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert calendar(tmp_path / "cache") == calendar(None)


@POSIX
def test_cache_is_for_its_owner_alone(tmp_path: Path) -> None:
    cache = tmp_path / "a" / "cache"
    calendar(cache)
    assert kept(cache).stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_nothing_but_the_cache_is_left_behind(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    calendar(cache)
    assert list(cache.iterdir()) == [kept(cache)]
