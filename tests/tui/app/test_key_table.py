"""One key, one meaning, on every screen; and the caller's own keys."""

import importlib
import inspect
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Static

import guide.tui
from guide.tui.app import key_table
from guide.tui.app.guide_app import GuideApp
from guide.tui.content import GAP
from guide.tui.screens.live import LiveScreen
from scripts.messages import own_words
from tests.architecture.commands import ROOT
from tests.tui.helpers import ADIT, opened, walk

FUNCTION_KEY = re.compile(r"f\d+")


def every_binding() -> Iterator[tuple[type, Binding]]:
    for entry in pkgutil.walk_packages(guide.tui.__path__, "guide.tui."):
        module = importlib.import_module(entry.name)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ != module.__name__ or not issubclass(kind, DOMNode):
                continue
            for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
                yield kind, binding


def one_by_one() -> Iterator[tuple[str, str, str]]:
    """Class, id and key."""
    for kind, binding in every_binding():
        assert binding.id, (kind, binding)
        yield kind.__name__, binding.id, binding.key


def test_every_key_has_one_meaning_everywhere() -> None:
    """No exception is argued for: what moves, chooses or leaves stands in `FIXED`."""
    meant = {key: meaning.name for meaning in key_table.TABLE for key in meaning.keys}
    astray = []
    for kind, name, key in one_by_one():
        meaning = key_table.meaning_of(name)
        wanted = "" if meaning is None else meaning.name
        if key not in key_table.FIXED and meant.get(key, "?") != wanted:
            astray.append((kind, name, key, meant.get(key)))
    assert astray == []


def test_the_table_says_no_key_twice_and_no_binding_twice() -> None:
    keys = [key for meaning in key_table.TABLE for key in meaning.keys]
    bindings = [name for meaning in key_table.TABLE for name in meaning.bindings]
    assert len(keys) == len(set(keys))
    assert len(bindings) == len(set(bindings))
    assert not key_table.FIXED & set(keys)


def test_the_table_names_what_there_is() -> None:
    there = {name for _, name, _ in one_by_one()}
    named = {name for meaning in key_table.TABLE for name in meaning.bindings}
    assert named - there == set()


def test_what_a_binding_has_besides_is_kept() -> None:
    fixed: dict[str, set[str]] = {}
    for _, name, key in one_by_one():
        if key in key_table.FIXED:
            fixed.setdefault(name, set()).add(key)
    more_keys = {
        name: {more}
        for meaning in key_table.TABLE
        for name, more in meaning.bindings.items()
        if more
    }
    assert more_keys == {name: keys for name, keys in fixed.items() if key_table.meaning_of(name)}


def test_every_function_key_has_a_second_one() -> None:
    for meaning in key_table.TABLE:
        if any(map(FUNCTION_KEY.fullmatch, meaning.keys)):
            assert [key for key in meaning.keys if not FUNCTION_KEY.fullmatch(key)], meaning


# The caller's own


@pytest.fixture
def write_keys(tmp_path: Path) -> Callable[[str], object]:
    """Writes the file of keys."""
    folder = tmp_path / "home" / "config" / "guide"
    folder.mkdir(parents=True)
    return (folder / "keys.toml").write_text


def lines(app: GuideApp) -> str:
    """The screen, a line each."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.replace(GAP, " ") for strip in strips)


async def test_a_key_of_ones_own_works_and_stands_wherever_keys_stand(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys('[keys]\ncall = "j"\nzone = ["Ctrl+K", "i"]\nmenu = "F12"\n')
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        assert "F12 Phone menu" in lines(app)
        screen = await walk(app, pilot, ADIT)
        await pilot.press("c")
        await pilot.pause()
        assert app.screen is screen
        foot = lines(app)
        assert " j  Call" in foot
        await pilot.press("f1")
        await pilot.pause()
        helped = lines(app)
        assert "keys of your own" in helped
        await pilot.press("escape", "j")
        await pilot.pause()
        assert app.screen is not screen
        assert app.key_of("zone") == "Ctrl+K"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\ncal = "j"\n', "no key is called 'cal'. Did you mean 'call'?"),
        ('[keys]\ncall = "s"\n', "call: s is the key of source"),
        ('[keys]\ncall = "Hyper+x"\n', "no key is called 'Hyper+x'"),
        ('[keys]\ncall = "tab"\n', "call: tab moves, chooses or leaves"),
        ('[keys]\nquit = "j"\n', "quit works while you type, too"),
        ('[keys]\ncall = "ctrl+i"\n', "cannot tell ctrl+i from Tab"),
        ("[keys]\ncall = 3\n", "call: a key, or a list of keys"),
        ("keys = 3\n", "[keys] is a table"),
        ("colour = 3\n", "nothing is called 'colour' there"),
        ('single_letters = "no"\n', "single_letters is true or false"),
        ("[keys", "it is not TOML"),
        ("\0", "it is not TOML"),
    ],
)
async def test_what_is_wrong_with_the_file_is_said_and_stops_nothing(
    tmp_path: Path, write_keys: Callable[[str], object], text: str, said: str
) -> None:
    write_keys(text + ('[keys]\nhours = "j"\n' if "keys" not in text else 'hours = "j"\n'))
    async with opened(tmp_path) as (app, pilot):
        app.say_key_faults()
        await pilot.pause()
        words = " ".join(notice.message for notice in app._notifications)
        assert said in words
        assert "keys.toml" in words
        # Nobody is left without a way to call.
        assert app.key_of("quit") == "Ctrl+Q"
        if "TOML" not in said and "[keys] is" not in said:
            assert app.key_of("hours") == "j"


async def test_what_one_asks_for_that_another_has_changes_nothing_else(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys('[keys]\nrehearse = "c"\ncall = "s"\n')
    async with opened(tmp_path) as (app, pilot):
        await walk(app, pilot, ADIT)
        assert [app.key_of(name) for name in ("call", "rehearse", "source")] == ["c", "r", "s"]


async def test_two_may_change_their_keys(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys('[keys]\nrehearse = "c"\ncall = "r"\n')
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        assert [app.key_of(name) for name in ("call", "rehearse")] == ["r", "c"]
        live = screen.active_bindings
        assert (live["r"].binding.action, live["c"].binding.action) == ("call", "rehearse")


async def test_single_letters_can_be_turned_off(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys("single_letters = false\n")
    async with opened(tmp_path) as (app, pilot):
        screen = await walk(app, pilot, ADIT)
        for key in ("c", "r", "h", "l", "1", "question_mark", "colon"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is screen
        assert app.key_of("call") == "Alt+C"
        await pilot.press("alt+c")
        await pilot.pause()
        assert app.screen is not screen


async def test_where_letters_are_off_they_are_typed_in_a_field(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys("single_letters = false\n")
    async with opened(tmp_path) as (app, pilot):
        await pilot.press("f4", *"manila", "enter")
        await pilot.pause()
        assert app.services.zone == "Asia/Manila"


async def test_sentences_name_the_key_of_ones_own(
    tmp_path: Path, write_keys: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guide.tui.screens.call_notes.missing", lambda *_: ())
    write_keys('[keys]\nfinish = "F7"\nundo = "j"\nreveal = "v"\n')
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        assert "then press F7." in str(screen.query_one("#ask", Static).content)
        await pilot.press("ctrl+o")
        await pilot.pause()
        await pilot.press("j")
        (said,) = [each.message for each in app._notifications]
        assert "j is there, too" in said


async def test_where_letters_are_off_sentences_name_what_takes_their_place(
    tmp_path: Path, write_keys: Callable[[str], object]
) -> None:
    write_keys("single_letters = false\n")
    async with opened(tmp_path) as (app, _):
        assert app.key_for("undo") == "Alt+U"
        assert app.key_for("finish") == "F8"


# Typed where there is no screen; an answer; units. The pages of help say that own keys count.
LETTERS_THAT_ARE_NO_KEYS = re.compile(
    r"cli\.|hint\.|plain\.|home\.plain|rehearsal\.ready|span\.|help\."
)


def test_no_sentence_names_a_key_that_one_may_change() -> None:
    keys = {named(key) for each in key_table.TABLE for key in each.keys}
    # An article, and signs that end sentences.
    names = "|".join(sorted(re.escape(key) for key in keys if key not in "a?:/"))
    named_in = re.compile(rf"(?<![\w'’{{.`<-])({names})(?![\w'’}}.`>-])")
    found = {
        name: words
        for name, words in own_words()
        if not LETTERS_THAT_ARE_NO_KEYS.match(name) and named_in.search(words)
    }
    assert found == {}


# The page


def named(key: str) -> str:
    signs = {name: sign for sign, name in key_table.SIGNS.items()}
    parts = signs.get(key, key).split("+")
    return "+".join(
        part.capitalize() if len(part) > 1 or len(parts) > 1 else part for part in parts
    )


def test_the_page_of_keys_tells_them_all() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    assert lines == [
        f"| `{meaning.name}` | {', '.join(f'`{named(key)}`' for key in meaning.keys)} | {meaning.what} |"
        for meaning in key_table.TABLE
    ]


def test_the_example_on_the_page_of_keys_is_right(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    for number, example in enumerate(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)):
        file = tmp_path / f"{number}.toml"
        file.write_text(example)
        keys = key_table.keys_in(file)
        assert keys.faults == ()
        assert keys.keys != key_table.defaults() or not keys.single_letters


def test_the_doctor_names_the_file_of_keys_and_its_faults(
    run: Any, write_keys: Callable[..., object]
) -> None:
    write_keys('[keys]\ncal = "j"\n')
    report = json.loads(run("doctor", "--json").out)
    assert report["keys"].endswith("keys.toml")
    assert any("'cal'" in problem for problem in report["problems"])
