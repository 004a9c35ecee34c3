"""From a rehearsal through the call to the log and the board, by keyboard on a real terminal."""

from datetime import datetime
from pathlib import Path

from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.store.data_folder import DataFolder
from tests.tui.terminal import Terminal

NOW = datetime.fromisoformat("2026-11-23T10:00-05:00")
# As the flow's own case has them; a plan that leads to a call.
ANSWERS = {
    "role": "guardian", "represented": "no", "protected": "no", "resident": "yes", "card": "no",
    "use": "travel", "extension": "no", "why": "lost", "by": "2026-12-11", "i829": "no", "mail": "all",
    "online": "no", "voice": "english", "military": "no", "from": "us", "number": "202-555-0123",
    "texts": "yes",
}  # fmt: skip


def test_rehearsal_call_log_and_board(tmp_path: Path) -> None:
    data = tmp_path / "data"
    walks = DataFolder(data).walks
    walks.first_time("welcome")
    walk = StoredWalk(
        flow=FlowId("infopass-adit"),
        answers=ANSWERS,
        content_version="x",
        seen_at=NOW,
        led_to="call",
    )
    walks.keep(walk)
    walks.close()
    run = Terminal(data, tmp_path / "cache")
    run.until("Go on: I need proof")
    run.press("\x1b[H\r")
    run.until("Call now")

    run.press("r")
    run.until("n't the real voice")
    run.press("\r")
    run.until("English or Spanish")
    run.press("\r")
    run.until("Why are you calling?")
    run.press("InfoPass")
    run.until("InfoPass ")
    run.press("\r")
    run.until("It offers a link")
    run.press("\x1b")
    run.until("Call now")

    run.press("c")
    run.until("F5  I've dialed")
    for stage in ("They put me on hold", "A person is on", "We hung up"):
        run.press("\x1b[15~")
        run.until(stage)
    run.press("Mary\r\r87654321\r")
    run.until("87654321")
    run.press("u")
    run.until("urgent")
    run.press("\x1b[19~")
    run.until("Is the call over?")
    run.press("\r")
    run.until("The call is in your log.")

    run.press("\x0f")
    run.until("Wait. The answer should come by")
    run.press("\x0c")
    run.until("Your calls")
    run.until("Mary")
    run.press("\x1b[21~")
    assert run.ended() == 0
    log = DataFolder(data).calls
    (noted,) = log.page(limit=5).calls
    assert (noted.agent_name, noted.service_item, noted.kind) == ("Mary", "87654321", "urgent")
    assert noted.entered_at is not None
    log.close()
