"""Nobody is let go on advance parole without a word on the bar that leaving may set off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product

import pytest

from guide.bootstrap import Services
from guide.core.prepare.call_plan import CallPlan
from guide.local.settings import Settings

SERVICES = Services(Settings(zone="America/New_York"))
FLOW = "infopass-advance-parole"
AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
# Those who travel on advance parole, or on the travel paper that goes with TPS.
STATUS = ("i485", "tps", "daca", "t-or-u", "asylum")
ROLES = ("applicant", "petitioner", "attorney")
RISK = ("no", "past", "unsure", "removal")
DAYS = (date(2026, 11, 25), date(2026, 12, 1), date(2026, 12, 20), date(2027, 3, 1))
FORM = ("pending", "ready", "not-ready")
LAST = {"pressing": "death", "proof": "yes", "payment": "yes", "online": "no"}


def _plans() -> Iterator[CallPlan]:
    every = product(ROLES, STATUS, RISK, ("yes", "no"), ("yes", "no"), FORM, DAYS)
    for role, status, risk, advised, holds, form, day in every:
        answers: dict[str, str | date] = {
            "role": role, "represented": "no", "protected": "no", "where": "inside",
            "destination": "no", "status": status, "risk": risk, "advised": advised,
            "holds": holds, "i131": form, "departure": day, **LAST,
        }  # fmt: skip
        yield SERVICES.planning.plan(FLOW, answers, AT)


@pytest.fixture(scope="module")
def plans() -> list[CallPlan]:
    return list(_plans())


def warned(plan: CallPlan) -> set[str]:
    return {line.id for line in plan.warnings}


def test_the_bar_is_named_in_every_plan_for_leaving_on_parole(plans: list[CallPlan]) -> None:
    assert len(plans) > 2500
    for plan in plans:
        assert "departure-bar" in warned(plan), plan.answers


def test_who_may_be_barred_is_sent_on_only_after_a_lawyer_agreed(plans: list[CallPlan]) -> None:
    at_risk = [plan for plan in plans if plan.answers["risk"] != "no"]
    assert len(at_risk) > 1900
    for call_plan in at_risk:
        attorney = (
            call_plan.answers["role"] == "attorney" and call_plan.answers["risk"] != "removal"
        )
        if not attorney and call_plan.answers.get("advised") != "yes":
            assert call_plan.outcome is not None
            assert call_plan.outcome.kind == "ask-attorney", call_plan.answers


def test_a_card_in_hand_is_no_reason_to_skip_the_question(plans: list[CallPlan]) -> None:
    in_hand = [p for p in plans if p.outcome is not None and p.outcome.id == "parole-in-hand"]
    assert len(in_hand) > 100
    assert all("risk" in plan.answers for plan in in_hand)
