import errno
import os
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from guide.core.clock.calendar import Calendar, Closure
from guide.holiday import federal
from guide.holiday.federal import federal_calendar
from tests.holiday.days import BY_ORDER, FIRST, LAST, by_statute, ours

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")


def calendar(cache: Path | None, first: int = 2026, last: int = 2028) -> Calendar:
    return federal_calendar(first, last, cache, {}, {})


def version_of_the_package() -> str:
    from holidays.version import __version__

    return __version__


def cached(cache: Path) -> Path:
    return next(cache.glob("federal-*.json"))


def around(days: bytes) -> bytes:
    return b'{"first": 2026, "last": 2028, "closed": {' + days + b"}}"


@pytest.fixture
def package_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)


# The days themselves


def test_weekdays_closed_by_statute_are_those_of_pandas() -> None:
    holidays = {day for day, closure in ours().closed.items() if closure.kind == "holiday"}
    assert {day for day in holidays if FIRST <= day <= LAST} == {
        day for day in by_statute() if FIRST <= day <= LAST
    }


def test_closures_are_those_by_order() -> None:
    closures = {day for day, closure in ours().closed.items() if closure.kind == "closure"}
    assert {day for day in closures if day >= FIRST} == BY_ORDER


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
    days = federal_calendar(2026, 2026, None, {storm: "Storm"}, {})
    assert days.closed[storm] == Closure("Storm", "closure")
    assert date(2026, 11, 26) in days.closed


def test_own_closure_on_a_weekend_is_not_listed() -> None:
    saturday = date(2026, 11, 28)
    assert saturday not in federal_calendar(2026, 2026, None, {saturday: "Storm"}).closed


def test_holiday_that_is_listed_as_a_closure_stays_a_holiday() -> None:
    christmas = date(2026, 12, 25)
    days = federal_calendar(2026, 2026, None, {christmas: "Office shut"})
    assert days.closed[christmas] == Closure("Christmas Day", "holiday")


def test_closure_by_order_takes_the_name_it_is_listed_under() -> None:
    eve = date(2025, 12, 24)
    days = federal_calendar(2025, 2025, None, {eve: "By order of 18 December"})
    assert days.closed[eve] == Closure("By order of 18 December", "closure")


def test_leap_day_that_may_close_is_left_out_of_other_years() -> None:
    days = federal_calendar(2026, 2028, None, may_close={(2, 29): "Leap day"})
    assert days.may_close == {date(2028, 2, 29): "Leap day"}


def test_days_that_may_close_are_only_open_weekdays() -> None:
    days = {(12, 24): "Eve", (12, 26): "After"}
    federal = federal_calendar(2024, 2028, None, {}, days)
    # 2024 and 2025: closed by order. 2027: the 24th is the holiday; 26 Dec 2026 and 2027: weekend.
    assert federal.may_close == {
        date(2024, 12, 26): "After",
        date(2026, 12, 24): "Eve",
        date(2028, 12, 26): "After",
    }


def test_years_are_what_is_known() -> None:
    federal = calendar(None)
    assert (federal.first, federal.last) == (date(2026, 1, 1), date(2028, 12, 31))


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
    assert version("holidays") in cached(tmp_path).name
    assert cached(tmp_path).name.endswith("-2026-2028.json")


def test_version_is_asked_of_the_package_where_no_folder_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = version_of_the_package()
    calendar(None)  # loads all of the package while it can be found
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    calendar(tmp_path / "cache")
    assert f"-{expected}-" in cached(tmp_path / "cache").name


def test_cache_of_another_version_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "installed"
    (installed / "holidays-99.1.dist-info").mkdir(parents=True)
    cache = tmp_path / "cache"
    calendar(cache)
    monkeypatch.setattr(sys, "path", [str(installed), *sys.path])
    calendar(cache)
    assert len(list(cache.glob("federal-*-99.1-2026-2028.json"))) == 1
    assert len(list(cache.iterdir())) == 2


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
        b"{}",
        b"null",
        b'{"first": 2026, "last": 2028}',
        b'{"first": 2025, "last": 2028, "closed": {}}',
        b'{"first": 2026, "last": 2027, "closed": {}}',
        b'{"first": 2026, "last": 2028, "closed": {}, "more": 1}',
        around(b'"2026-12-25": 1'),
        around(b'"2026-12-25": {"name": "Christmas Day"}'),
        around(b'"2026-12-25": {"name": "Christmas Day", "kind": "party"}'),
        around(b'"yesterday": {"name": "Christmas Day", "kind": "holiday"}'),
        around(b'"2026-12-25": {"deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ],
    ids=lambda damage: damage[:60].decode(errors="replace"),
)
def test_damaged_cache_is_computed_again(damage: bytes, tmp_path: Path) -> None:
    sound = calendar(tmp_path)
    path = cached(tmp_path)
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
    path = cached(cache)
    path.unlink()
    path.mkdir()
    assert calendar(cache) == calendar(None)
    assert list(cache.iterdir()) == [path]


def test_cache_folder_with_a_name_too_long_is_no_fault(tmp_path: Path) -> None:
    assert calendar(tmp_path / ("x" * 300)) == calendar(None)


def test_file_system_that_is_read_only_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    cache = tmp_path / "cache"
    cache.mkdir()
    # There even the removal of a file that does not exist is refused.
    with monkeypatch.context() as patch:
        for owner, name in ((os, "open"), (Path, "unlink"), (Path, "replace")):
            patch.setattr(owner, name, refuse)
        assert calendar(cache) == calendar(None)
    assert list(cache.iterdir()) == []


def test_disk_that_is_full_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = tmp_path / "cache"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        assert calendar(cache) == calendar(None)
    assert list(cache.iterdir()) == []


def test_cache_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        assert calendar(tmp_path / "cache") == calendar(None)


@POSIX
def test_cache_is_for_its_owner_alone(tmp_path: Path) -> None:
    cache = tmp_path / "a" / "cache"
    calendar(cache)
    assert cached(cache).stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_nothing_but_the_cache_is_left_behind(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    calendar(cache)
    assert list(cache.iterdir()) == [cached(cache)]
