"""What one should know before dialling, as rows, without a screen."""

from datetime import UTC, datetime

import msgspec
import pytest

from guide.bootstrap import Services
from guide.core.prepare.call_plan import CallPlan
from guide.local.settings import Settings
from guide.tui.rows.dialling import before_dialling

SERVICES = Services(Settings(zone="America/Chicago"))
CENTER = SERVICES.catalog.center
NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def plan() -> CallPlan:
    planned = SERVICES.planning.plan("infopass-adit", {}, NOON)
    return msgspec.structs.replace(planned, phone=None)


def test_number_hours_and_waits_stand_there_with_their_sources(plan: CallPlan) -> None:
    title, *rows = before_dialling(plan, SERVICES)
    assert title.heading
    assert [row.id for row in rows] == ["dial", "line-help", "waits"]
    assert CENTER.lines[plan.line].number in str(rows[0].content)
    assert all(row.sources for row in rows)


@pytest.mark.parametrize(("number", "mark"), [("+12025550123", "✓"), ("+493012345678", "!")])
def test_the_own_phone_is_judged_where_it_is_known(plan: CallPlan, number: str, mark: str) -> None:
    verdict = SERVICES.reference.verdict(number)
    rows = list(before_dialling(msgspec.structs.replace(plan, phone=verdict), SERVICES))
    advice = [row for row in rows if row.id.startswith("phone-")]
    assert [row.id for row in advice] == [
        f"phone-{code}" for code, _ in CENTER.phone_advice(verdict)
    ]
    assert str(advice[0].content).startswith(mark)
    assert [row.id for row in rows if row.id.startswith("tip-")] == [
        f"tip-{name}" for name in CENTER.phone_tips
    ]
