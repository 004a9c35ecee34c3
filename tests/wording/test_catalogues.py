"""Catalogues: found beside program and flows, compiled once, English where they say nothing."""

import os
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from guide.cli.main import main
from guide.core.errors import InvalidInput
from guide.wording.catalogues import texts, translation
from tests.calls import NAUGHTY

WAITS = "contact_center.hints.waits.text"


def catalogue(folder: Path, text: str, name: str = "flows.po") -> Path:
    path = folder / "locale" / "es" / "LC_MESSAGES" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def entry(text_id: str, words: str, said: str, mark: str = "") -> str:
    return f'{mark}msgctxt "{text_id}"\nmsgid "{words}"\nmsgstr "{said}"\n\n'


def test_without_a_catalogue_there_is_no_translation(tmp_path: Path) -> None:
    assert translation("es", [tmp_path]) is None


def test_a_text_is_found_by_id_and_english(tmp_path: Path) -> None:
    lines = 'msgctxt "c"\nmsgid ""\n"one \\"two\\"\\n"\n"three"\nmsgstr ""\n"uno\\n"\n"tres"\n'
    catalogue(tmp_path, entry("a", "Back", "Atrás") + entry("b", "Back", "Volver") + lines)
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert (translate("a", "Back"), translate("b", "Back")) == ("Atrás", "Volver")
    assert translate("c", 'one "two"\nthree') == "uno\ntres"
    assert translate("d", "Back") == "Back"


def test_what_is_fuzzy_or_unfinished_or_was_changed_stays_english(tmp_path: Path) -> None:
    fuzzy = entry("a", "Back", "Atrás", "#, fuzzy\n")
    catalogue(tmp_path, fuzzy + entry("b", "Next", "") + entry("c", "Old words", "Palabras"))
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert [translate("a", "Back"), translate("b", "Next"), translate("c", "New words")] == [
        "Back", "Next", "New words",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["{other}", "{name.__class__}", "{name!r}", "{name", "} {name}"])
def test_what_could_not_be_filled_stays_english(tmp_path: Path, said: str) -> None:
    catalogue(tmp_path, entry("a", "Hello {name}", said) + entry("b", "{a}, {b}", "{b} {a}"))
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert translate("a", "Hello {name}") == "Hello {name}"
    assert translate("b", "{a}, {b}") == "{b} {a}"


def test_a_folder_in_front_wins_and_the_rest_comes_from_behind(tmp_path: Path) -> None:
    front, behind = tmp_path / "front", tmp_path / "behind"
    catalogue(front, entry("a", "Back", "Atrás"))
    catalogue(behind, entry("a", "Back", "Volver") + entry("b", "Next", "Siguiente"))
    translate = translation("es", [front, behind])
    assert translate is not None
    assert (translate("a", "Back"), translate("b", "Next")) == ("Atrás", "Siguiente")


def test_it_is_read_once_and_again_after_a_change(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    path = catalogue(tmp_path, entry("a", "Back", "Atrás"))
    assert translation("es", [tmp_path], cache) is not None
    (file,) = cache.iterdir()
    before = file.read_bytes()
    assert translation("es", [tmp_path], cache) is not None
    assert file.read_bytes() == before
    path.write_text(entry("a", "Back", "Volver"), encoding="utf-8")
    os.utime(path, (1, 1))
    translate = translation("es", [tmp_path], cache)
    assert translate is not None
    assert translate("a", "Back") == "Volver"


def test_a_compiled_one_needs_no_source(tmp_path: Path) -> None:
    path = catalogue(tmp_path, entry("a", "Back", "Atrás"))
    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source))
    path.unlink()
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert translate("a", "Back") == "Atrás"


BROKEN = [
    'msgctxt "a\nmsgid', 'msgctxt "a"\nmsgid open("x")', "words", entry("a", "Back", "Atr")[:-3],
    'msgctxt "a"\nmsgid "b"\nmsgstr 5', 'msgctxt "a"\nmsgid "b" if ' + "-" * 10_000,
    'msgctxt "a"\nmsgid "b" + ' + "(" * 10_000, 'msgctxt "\\d"', 'msgid "a"\nmsgid_plural "b"',
]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_one_is_named(tmp_path: Path, text: str) -> None:
    path = catalogue(tmp_path, text)
    with pytest.raises(InvalidInput, match="is not a valid catalogue") as raised:
        translation("es", [tmp_path])
    assert str(path.with_suffix("")) in str(raised.value)


@pytest.mark.parametrize("head", ["Content-Type: text/plain", "Content-Type: x; charset=none"])
def test_a_broken_compiled_one_is_named(tmp_path: Path, head: str) -> None:
    """Without a charset, and with one that there is not."""
    path = catalogue(tmp_path, entry("a", "Back", "Atrás"))
    path.with_suffix(".mo").write_bytes(
        pack("<7I", 0x950412DE, 0, 1, 28, 36, 0, 0) + pack("<4I", 0, 44, len(head), 44)
        + head.encode() + b"\0"
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="is not a valid catalogue"):
        translation("es", [tmp_path])


def test_entries_need_no_empty_line_between_them(tmp_path: Path) -> None:
    catalogue(tmp_path, "".join(entry(name, "Back", name).strip() + "\n" for name in "abc"))
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert [translate(name, "Back") for name in "abc"] == ["a", "b", "c"]


def test_a_mark_on_an_old_entry_counts_for_that_alone(tmp_path: Path) -> None:
    old = '#, fuzzy\n#~ msgid "Gone"\n#~ msgstr "Ido"\n\n'
    catalogue(tmp_path, old + entry("a", "Back", "Atrás"))
    translate = translation("es", [tmp_path])
    assert translate is not None
    assert translate("a", "Back") == "Atrás"


def test_a_long_text_without_an_end_is_read_as_fast_as_any_other() -> None:
    with pytest.raises(ValueError, match="1"):
        texts('msgid "' + "a" * 1_000_000)


def test_what_a_translation_editor_writes_is_read_as_it_was_meant() -> None:
    texts_of_ours = {f"id.{n}": (f"English {n} {text}", text) for n, text in enumerate(NAUGHTY)}
    written = BytesIO()
    editors = Catalog(charset="utf-8")
    for text_id, (words, said) in texts_of_ours.items():
        editors.add(words, said, context=text_id)
    write_po(written, editors, width=40)
    translated = texts(written.getvalue().decode("utf-8"))
    assert translated == {
        key: {words: said} for key, (words, said) in texts_of_ours.items() if said
    }


def test_content_of_a_folder_in_front_is_shown_in_its_language(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from guide.flowfile.catalog import Catalog as Flows
    from guide.flowfile.folders import built_in

    words = Flows([built_in()]).center.hints["waits"].text
    catalogue(tmp_path, entry(WAITS, words, "Hay que esperar."))
    at = ["--at", "2026-11-23T10:00-05:00", "--flows", str(tmp_path)]
    assert main(["hours", "--lang", "es", *at]) == 0
    assert "Hay que esperar." in capfd.readouterr().out
    assert main(["hours", "--lang", "en", *at]) == 0
    assert words in capfd.readouterr().out
