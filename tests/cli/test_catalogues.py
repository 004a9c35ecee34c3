"""Catalogues beside the flows: each fault is told with its line, and none stops a command."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.bootstrap import Services
from guide.cli.flows.check_catalogues import check_catalogues
from guide.cli.main import main
from guide.flowfile.catalog import Catalog
from guide.local.settings import Settings
from tests.flowfile.small import FILES, write

PLACE = "locale/es/LC_MESSAGES/flows.po"
HEAD = '# Spanish\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = 'msgctxt "card.questions.what.text"\nmsgid "What happened?"\nmsgstr "¿Qué pasó?"\n\n'
AT = ["--at", "2026-11-23T10:00-05:00"]


def faults(folder: Path, text: str) -> list[tuple[str, int]]:
    write(folder, {**FILES, PLACE: HEAD + text})
    return [(problem.code, problem.line) for problem in check_catalogues(Catalog([folder]))]


def test_a_sound_catalogue_is_sound(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD.replace("what.text", "waht.text"), "unknown-text", 6),
        (GOOD.replace('msgctxt "card.questions.what.text"', 'msgctxt "What happened?"'), "unknown-text", 6),
        (GOOD.replace("What happened?", "What has happened?"), "stale-english", 7),
        (GOOD.replace("pasó?", "pasó {needed}?"), "unknown-placeholder", 8),
        ("#, fuzzy\n" + GOOD, "fuzzy", 7),
        (GOOD.replace('pasó?"', "pasó?"), "bad-catalogue", 8),
        (GOOD.replace('"¿Qué pasó?"', "¿Qué pasó?"), "bad-catalogue", 8),
    ],
)  # fmt: skip
def test_what_would_silently_stay_english_is_reported(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    assert faults(tmp_path, text) == [(code, line)]
    assert faults(tmp_path, text + GOOD)[0] == (code, line)


def test_a_near_id_is_offered(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, PLACE: HEAD + GOOD.replace("what.text", "waht.text")})
    (problem,) = check_catalogues(Catalog([tmp_path]))
    assert problem.hint == "Did you mean 'card.questions.what.text'?"
    assert Path(problem.file) == tmp_path / PLACE


def test_a_catalogue_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, PLACE: HEAD})
    (tmp_path / PLACE).write_bytes(b'msgid "\xff"')
    assert [problem.code for problem in check_catalogues(Catalog([tmp_path]))] == ["encoding"]


def test_a_broken_catalogue_stops_no_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**FILES, PLACE: HEAD + GOOD.replace('pasó?"', "pasó?")})
    assert main(["hours", "--lang", "es", "--flows", str(tmp_path), *AT]) == 0
    out, err = capfd.readouterr()
    assert out
    assert err.startswith("guide: warning: ")
    assert "flows.po is not a valid catalogue of texts" in err
    assert main(["flows", "check", "--lang", "es", "--flows", str(tmp_path), *AT]) == 1
    assert f"{PLACE}:8:1: error: " in capfd.readouterr().out


def test_one_broken_catalogue_leaves_the_others(tmp_path: Path) -> None:
    from guide.wording.texts import texts_in

    write(tmp_path / "front", {PLACE: "msgid ["})
    write(tmp_path / "behind", {PLACE: GOOD})
    broken: list[object] = []
    texts = texts_in("es", [tmp_path / "front", tmp_path / "behind"], None, broken)  # type: ignore[arg-type]  # a list of errors
    assert texts.words("card.questions.what.text", "What happened?") == "¿Qué pasó?"
    assert len(broken) == 1


def test_the_screen_opens_with_a_broken_catalogue(tmp_path: Path) -> None:
    write(tmp_path, {PLACE: "msgid ["})
    services = Services(
        Settings(zone="UTC", language="es", flows=tmp_path),
        lambda: datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert services.texts.words("a", "Back")
    assert len(services.broken_catalogues) == 1
