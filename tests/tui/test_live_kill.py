"""A live call on a real terminal, killed at random moments: what was typed is on the disk.

GUIDE_KILLS=200 kills as often; every test run kills a few times.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from guide.store.drafts import Drafts
from guide.store.walks import Walks
from tests.tui.terminal import Terminal

KILLS = int(os.environ.get("GUIDE_KILLS", "6"))
# Seconds: what a killed process may lose.
MAY_LOSE = 0.25
DOWN, ENTER, F5 = "\x1b[B", "\r", "\x1b[15~"
# Field → letters that stand nowhere else on the screen, also not in another field.
FIELDS = {"agent_name": "ΔΘΛΞ", "agent_id": "ЖЩЮЯ", "service_item": "ÆØÞÐ"}


def call_begun(folder: Path) -> Terminal:
    """The program with a person on the line: the keys go into the first field."""
    terminal = Terminal(folder / "data", folder / "cache")
    terminal.until("I am calling now")
    terminal.press(DOWN * 5 + ENTER)
    terminal.until("The line answers")
    for word in ("on hold", "a person", "hung up"):
        terminal.press(F5)
        terminal.until(f"F5/Ctrl+S: {word}")
    terminal.until("Service item number")
    return terminal


def type_until(terminal: Terminal, words: tuple[str, ...], end: float) -> dict[str, list[float]]:
    """Type the words into the fields; when each of their letters was first seen on the screen."""
    seen: dict[str, list[float]] = {word: [] for word in words}
    waiting = list("\t".join(words))
    while time.monotonic() < end:
        if waiting:
            terminal.press(waiting.pop(0))
        shown = terminal.look(min(0.02, max(0.0, end - time.monotonic())))
        now = time.monotonic()
        for word, times in seen.items():
            while len(times) < len(word) and word[: len(times) + 1] in shown:
                times.append(now)
    return seen


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_call_loses_nothing_older_than_a_quarter_second(seed: int, tmp_path: Path) -> None:
    walks = Walks(tmp_path / "data")
    walks.first_time("welcome")
    walks.close()
    chance = random.Random(seed)
    words = tuple("".join(chance.choices(letters, k=12)) for letters in FIELDS.values())
    terminal = call_begun(tmp_path)
    seen = type_until(terminal, words, time.monotonic() + chance.uniform(0.05, 1.5))
    killed = time.monotonic()
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    drafts = Drafts(tmp_path / "data")
    (draft,) = drafts.all()
    drafts.close()
    assert draft.stage == "agent"
    for field, word in zip(FIELDS, words, strict=True):
        must = word[: sum(moment <= killed - MAY_LOSE for moment in seen[word])]
        kept = draft.typed.get(field, "")
        assert kept.startswith(must)
        assert word.startswith(kept)


def test_the_next_start_offers_to_go_on(tmp_path: Path) -> None:
    walks = Walks(tmp_path / "data")
    walks.first_time("welcome")
    walks.close()
    terminal = call_begun(tmp_path)
    type_until(terminal, ("MARYJONES",), time.monotonic() + 1.0)
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    second = Terminal(tmp_path / "data", tmp_path / "cache")
    second.until("Go on with the call begun")
    second.press("\x1b[H" + ENTER)
    second.until("MARYJONES")
    second.press("\x1b[21~")
    assert second.ended() == 0
