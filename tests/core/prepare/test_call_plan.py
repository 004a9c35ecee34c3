"""What a plan tells of itself."""

from datetime import UTC, datetime

import pytest

from guide.bootstrap import Services
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/Chicago"))
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked_again", "before"),
    [(None, "resident"), ("resident", "protected"), ("role", None), ("not-passed", "resident")],
)
def test_the_way_back_leads_past_every_question_that_was_answered(
    asked_again: str | None, before: str | None
) -> None:
    answers = {"role": "applicant", "represented": "no", "protected": "no", "resident": "yes"}
    plan = SERVICES.planning.plan("infopass-adit", answers, NOW)
    assert [given.id for given in plan.trail] == [*answers]
    assert plan.question_before(asked_again) == before


def test_before_the_first_question_there_is_none() -> None:
    assert SERVICES.planning.plan("infopass-adit", {}, NOW).question_before(None) is None
