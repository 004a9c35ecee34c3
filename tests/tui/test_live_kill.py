"""The screen on a real terminal, killed at random moments: what was typed is on the disk.

GUIDE_KILLS=200 kills as often; every test run kills a few times.
"""

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.store.data_folder import DataFolder
from guide.store.places import FILE
from tests.calls import call
from tests.tui.helpers import ADIT
from tests.tui.terminal import ENTER, Terminal, call_begun

KILLS = int(os.environ.get("GUIDE_KILLS", "6"))
# Seconds: what a killed process may lose.
MAY_LOSE = 0.25
# Field → letters that stand nowhere else on the screen, also not in another field.
FIELDS = {"agent_name": "ΔΘΛΞ", "agent_id": "ЖЩЮЯ", "service_item": "ÆØÞÐ"}


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
    walks = DataFolder(tmp_path / "data").walks
    walks.first_time("welcome")
    walks.close()
    chance = random.Random(seed)
    words = tuple("".join(chance.choices(letters, k=12)) for letters in FIELDS.values())
    terminal = call_begun(tmp_path)
    seen = type_until(terminal, words, time.monotonic() + chance.uniform(0.05, 1.5))
    killed = time.monotonic()
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    drafts = DataFolder(tmp_path / "data").drafts
    (draft,) = drafts.all()
    drafts.close()
    assert draft.stage == "agent"
    for field, word in zip(FIELDS, words, strict=True):
        must = word[: sum(moment <= killed - MAY_LOSE for moment in seen[word])]
        entry = draft.typed.get(field, "")
        assert entry.startswith(must)
        assert word.startswith(entry)


def test_the_next_start_offers_to_go_on(tmp_path: Path) -> None:
    walks = DataFolder(tmp_path / "data").walks
    walks.first_time("welcome")
    walks.close()
    terminal = call_begun(tmp_path)
    type_until(terminal, ("MARYJONES",), time.monotonic() + 1.0)
    # On a busy machine keys are taken later; what is drawn is kept a moment after.
    terminal.until("MARYJONES")
    type_until(terminal, (), time.monotonic() + MAY_LOSE)
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    second = Terminal(tmp_path / "data", tmp_path / "cache")
    second.until("Go on with the call begun")
    second.press("\x1b[H" + ENTER)
    second.until("MARYJONES")
    second.press("\x1b[21~")
    assert second.ended() == 0


def killed_while_typing(terminal: Terminal, letters: str, seed: int) -> tuple[str, str]:
    """Type a word and be killed: what must be on the disk by then, and the whole word."""
    chance = random.Random(seed)
    word = "".join(chance.choices(letters, k=12))
    seen = type_until(terminal, (word,), time.monotonic() + chance.uniform(0.05, 1.5))
    killed = time.monotonic()
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    return word[: sum(moment <= killed - MAY_LOSE for moment in seen[word])], word


@pytest.mark.parametrize("seed", range(max(1, KILLS // 3)))
def test_a_half_typed_answer_loses_nothing_older_than_that(seed: int, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.walks.first_time("welcome")
    folder.walks.keep(
        StoredWalk(
            flow=FlowId("infopass-adit"),
            answers={name: ADIT[name] for name in ADIT if name not in ("number", "texts")},
            content_version="",
            seen_at=datetime(2026, 11, 23, 15, 0, tzinfo=UTC),
            led_to="",
        )
    )
    folder.close()
    terminal = Terminal(tmp_path / "data", tmp_path / "cache")
    terminal.until("Go on:")
    terminal.press("\x1b[H" + ENTER)
    terminal.until("What US number")
    must, word = killed_while_typing(terminal, FIELDS["agent_name"], seed)
    folder = DataFolder(tmp_path / "data")
    half = folder.drafts.half_typed("infopass-adit").get("number", "")
    folder.close()
    assert half.startswith(must)
    assert word.startswith(half)


@pytest.mark.parametrize("seed", range(max(1, KILLS // 3)))
def test_a_correction_loses_nothing_older_than_that(seed: int, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.walks.first_time("welcome")
    folder.calls.add(call(1, agent_name=None))
    folder.close()
    terminal = Terminal(tmp_path / "data", tmp_path / "cache")
    terminal.until("I'm calling now")
    terminal.press("\x0c")
    terminal.until("Your calls")
    terminal.until("2026")
    terminal.press("e")
    terminal.until("Correct this call")
    must, word = killed_while_typing(terminal, FIELDS["agent_name"], seed)
    folder = DataFolder(tmp_path / "data")
    typed = (folder.drafts.correction(call(1).id) or {}).get("agent_name", "")
    folder.close()
    assert typed.startswith(must)
    assert word.startswith(typed)


def test_what_cannot_be_kept_is_reported_when_the_program_is_left(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    folder.walks.first_time("welcome")
    folder.close()
    terminal = call_begun(tmp_path)
    with closing(sqlite3.connect(tmp_path / "data" / FILE, isolation_level=None)) as other:
        other.execute("begin immediate")
        type_until(terminal, ("MARYJONES",), time.monotonic() + 1.0)
        terminal.until("can't be saved")
        terminal.press("\x1b[21~")
        terminal.until("This could not be kept")
        terminal.until("Agent's name: MARYJONES")
        assert terminal.ended() == 0
