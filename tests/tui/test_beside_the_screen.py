"""The screen is open on a real terminal, and another command uses the same log: nothing is lost.

Each round has one command beside the screen, and ends with a clean way out or with a kill.
GUIDE_ROUNDS=5 runs as many rounds of each command in each test; every test run takes a few.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from guide.store.sqlite_faults import is_sound
from tests.architecture.commands import ROOT
from tests.store.calls import call
from tests.tui.terminal import DOWN, ENTER, PATIENCE, Terminal, call_begun

ROUNDS = int(os.environ.get("GUIDE_ROUNDS", "0"))
AT = "2026-11-23T10:00-05:00"
END, F8, F10 = "\x1b[F", "\x1b[19~", "\x1b[21~"
BESIDE = {
    "list": ["log", "list"],
    "add": ["log", "add", "--started", "2026-11-20T10:00", "--note", "from beside"],
    "follow-ups": ["follow-ups"],
    "doctor": ["doctor"],
    "edit": ["log", "edit", call(1).id[:8], "--note", "corrected beside"],
    "export": ["log", "export", "-o", "-", "--reveal"],
}


def rounds(*usual: str) -> pytest.MarkDecorator:
    """Every command as often as asked for; the usual ones once where nobody asked."""
    every = [(name, turn) for turn in range(ROUNDS) for name in BESIDE]
    return pytest.mark.parametrize(("name", "turn"), every or [(name, 0) for name in usual])


def beside(folder: Path, name: str, turn: int) -> None:
    """One command in another terminal, from its start to its end."""
    argv = [str(folder / f"{turn}.jsonl") if word == "-" else word for word in BESIDE[name]]
    env = os.environ | {"GUIDE_DATA": str(folder / "data"), "XDG_CACHE_HOME": str(folder / "cache")}
    ran = subprocess.run(
        [sys.executable, "-m", "guide", "--at", AT, *argv],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


def texts_in_log(folder: Path) -> str:
    log = DataFolder(folder / "data").calls
    texts = "\n".join(str(entry) for entry in log.page(limit=100).calls)
    log.close()
    return texts


def drafts_in(folder: Path) -> list[dict[str, str]]:
    drafts = DataFolder(folder / "data").drafts
    typed = [dict(draft.typed) for draft in drafts.all()]
    drafts.close()
    return typed


def until_kept(terminal: Terminal, folder: Path, text: str) -> None:
    """Wait until a draft on the disk holds a text."""
    end = time.monotonic() + PATIENCE
    while not any(text in typed.values() for typed in drafts_in(folder)):
        assert time.monotonic() < end, "it is on the screen, and never got to the disk"
        terminal.look(0.05)


def typed_and_shown(terminal: Terminal, word: str) -> None:
    for letter in word:
        terminal.press(letter)
    terminal.until(word)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path, cache: Path) -> Path:
    (tmp_path / "cache").symlink_to(cache)
    data = DataFolder(tmp_path / "data")
    data.walks.first_time("welcome")
    data.calls.add(call(1, note="was there"))
    data.close()
    return tmp_path


@rounds("list", "add")
def test_a_call_that_is_saved_after_a_command_beside_the_screen_is_in_the_log(
    folder: Path, name: str, turn: int
) -> None:
    terminal = call_begun(folder)
    typed_and_shown(terminal, "ZQXJ")
    beside(folder, name, turn)
    typed_and_shown(terminal, "VKWY")
    terminal.press(F8)
    terminal.until("save it in the log")
    terminal.press(ENTER)
    terminal.until("The call is in your log")
    terminal.press(F10)
    assert terminal.ended() == 0
    assert "ZQXJVKWY" in texts_in_log(folder)
    assert drafts_in(folder) == []
    assert is_sound(folder / "data" / FILE)


@rounds("doctor", "export")
def test_what_was_typed_after_a_command_beside_the_screen_survives_a_kill(
    folder: Path, name: str, turn: int
) -> None:
    chance = random.Random(f"{name} {turn}")
    terminal = call_begun(folder)
    word = "".join(chance.choices("ZQXJVKWY", k=chance.randint(1, 8)))
    typed_and_shown(terminal, word)
    beside(folder, name, turn)
    more = "".join(chance.choices("ZQXJVKWY", k=chance.randint(1, 8)))
    for letter in more:
        terminal.press(letter)
    terminal.until(word + more)
    until_kept(terminal, folder, word + more)
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    (draft,) = drafts_in(folder)
    assert word + more in draft.values()
    assert is_sound(folder / "data" / FILE)


@rounds("follow-ups")
def test_a_correction_that_is_saved_after_a_command_beside_the_screen_is_in_the_log(
    folder: Path, name: str, turn: int
) -> None:
    terminal = Terminal(folder / "data", folder / "cache")
    terminal.until("What do you need?")
    terminal.press("\x0c")
    terminal.until("Your calls")
    terminal.until("e Correct")
    if name == "edit":  # else it corrects the same call: what then becomes of the two is said there
        beside(folder, "list", turn)
    else:
        beside(folder, name, turn)
    terminal.press(END + "e")
    terminal.until("Agent's name")
    typed_and_shown(terminal, "ZQXJ")
    terminal.press(F8)
    terminal.until("The correction is in the log")
    terminal.press(F10)
    assert terminal.ended() == 0
    assert "ZQXJ" in texts_in_log(folder)
    assert is_sound(folder / "data" / FILE)


@rounds("edit")
def test_the_answers_of_a_walk_after_a_command_beside_the_screen_stay(
    folder: Path, name: str, turn: int
) -> None:
    terminal = Terminal(folder / "data", folder / "cache")
    terminal.until("What do you need?")
    beside(folder, name, turn)
    terminal.press(DOWN * 3 + ENTER)
    terminal.until("Who will speak to USCIS?")
    terminal.press("1")
    terminal.until("Is a lawyer or accredited")
    terminal.press(DOWN + ENTER)
    terminal.until("Is it a VAWA, T, or U case")
    beside(folder, name, turn + 1000)
    terminal.press(F10)
    assert terminal.ended() == 0
    walks = DataFolder(folder / "data").walks
    (walk,) = walks.all()
    walks.close()
    assert len(walk.answers) == 2
    assert is_sound(folder / "data" / FILE)
