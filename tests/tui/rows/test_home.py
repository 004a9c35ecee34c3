"""The first screen as rows, without a screen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.geometry import Size

from guide.bootstrap import Services
from guide.core.call.live import LiveCall
from guide.core.ids import FlowId
from guide.core.prepare.resume import StoredWalk
from guide.local.settings import Settings
from guide.tui.rows.home import HomeRows
from guide.tui.sizes import HIGH
from tests.calls import call

SERVICES = Services(Settings(zone="America/Chicago"))
ROWS = HomeRows(SERVICES, Size(80, 24))
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
LIVE = LiveCall(id="a", begun_at=NOW, zone="America/Chicago", line="1-800-375-5283", step="answers")


def walk(flow: str) -> StoredWalk:
    return StoredWalk(flow=FlowId(flow), answers={}, content_version="1", seen_at=NOW, led_to="")


def test_late_answers_come_first_then_calls_then_walks_and_the_question(tmp_path: Path) -> None:
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    long_ago = NOW - timedelta(days=60)
    services.calls.merge(call(n, kind="urgent", started_at=long_ago) for n in range(3))
    late = services.following_up.follow_ups(NOW)
    assert len(late) == 3
    rows = list(ROWS.unfinished(late, [LIVE], [walk("expedite"), walk("gone")], NOW))
    kinds = [row.id.split("-")[0] for row in rows]
    assert kinds == ["late", "late", "live", "kept", "heading"]
    assert rows[-1].heading
    assert ROWS.title(rows, "What?") == "Waiting for you"
    assert ROWS.title([*ROWS.entries(SERVICES.catalog.home.entries)], "What?") == "What?"
    services.close()


def test_a_low_window_tells_in_one_row_what_is_late_and_what_was_left(tmp_path: Path) -> None:
    services = Services(Settings(zone="America/Chicago", data=str(tmp_path)))
    services.calls.merge([call(1, kind="urgent", started_at=NOW - timedelta(days=60))])
    late = services.following_up.follow_ups(NOW)
    for height, count in ((HIGH, 2), (HIGH - 1, 1)):
        rows = HomeRows(services, Size(60, height))
        first, left, *_ = rows.unfinished(late, [], [walk("infopass-adit")], NOW)
        assert len(str(first.content).splitlines()) == count
        short = services.catalog.flow("infopass-adit").short or ""
        assert (short in left.text) == (height < HIGH)
    services.close()


def test_where_nothing_was_left_there_is_no_gap() -> None:
    assert list(ROWS.unfinished([], [], [walk("gone")], NOW)) == []


def test_content_is_out_of_date_from_the_day_after_its_review() -> None:
    review = SERVICES.catalog.oldest_review()
    assert ROWS.out_of_date(review) == ""
    assert SERVICES.texts.day(review) in ROWS.out_of_date(review + timedelta(days=1))
