"""What no plan may do, tried on every example case, told by four kinds of people."""

from collections import Counter
from collections.abc import Iterator

import pytest

from guide.bootstrap import Services
from guide.core.flow.cases import Cases
from guide.core.prepare.call_plan import CallPlan, Sentence
from guide.local.settings import Settings
from tests.flows.coverage import ZONE, case_plans

SERVICES = Services(Settings(zone=ZONE))
SECTIONS = ("warnings", "do_first", "needs", "say", "write_down", "afterwards")
# Sentences that promise a voice call to somebody who can take none.
CALLS_BACK = {
    "call-back-number",
    "text-ahead",
    "no-text-ahead",
    "call-back-hours",
    "both-missed",
    "text-first",
    "who-calls",
    "really-uscis",
    "direct-phone",
}


def _all_plans() -> Iterator[tuple[str, CallPlan]]:
    catalog = SERVICES.catalog
    for flow in sorted(catalog.flow_files):
        file = catalog.files.read(catalog.flow_files[flow].with_name("cases.yaml"), Cases).value
        if catalog.flow(flow).kind == "part" or file is None:
            continue
        for case in file.cases:
            for tested in case_plans(SERVICES, flow, case):
                if tested.outcome is not None:
                    yield f"{flow}: {case.name} ({tested.form})", tested


@pytest.fixture(scope="module")
def plans() -> list[tuple[str, CallPlan]]:
    return list(_all_plans())


def lines(plan: CallPlan) -> list[Sentence]:
    return [line for section in SECTIONS for line in getattr(plan, section)]


def ids(plan: CallPlan) -> set[str]:
    return {line.id for line in lines(plan)}


def test_nothing_is_said_twice(plans: list[tuple[str, CallPlan]]) -> None:
    assert len(plans) > 500
    for name, plan in plans:
        said = Counter(SERVICES.texts.sentence(line) for line in lines(plan))
        assert [text for text, times in said.items() if times > 1] == [], name


def test_no_title_says_now_while_nobody_is_there(plans: list[tuple[str, CallPlan]]) -> None:
    for name, plan in plans:
        assert plan.outcome is not None
        if plan.outcome.when == "next-opening":
            title = SERVICES.texts.sentence(plan.outcome.title)
            assert "now" not in title.lower().split(), name


def test_a_protected_person_is_never_sent_to_change_the_address_online(
    plans: list[tuple[str, CallPlan]],
) -> None:
    protected = [plan for plan in plans if plan[1].answers.get("protected", "no") != "no"]
    assert len(protected) > 20
    for name, call_plan in protected:
        assert not {"new-address", "move-excuses"} & ids(call_plan), name
        assert call_plan.outcome is not None
        if {"attorney", "firm-alone"} & {call_plan.answers["role"], call_plan.answers["protected"]}:
            assert call_plan.outcome.id == "protected-attorney", name
            assert "extra-identity" not in ids(call_plan), name
        else:
            assert {"safe-contact", "safe-address", "extra-identity"} <= ids(call_plan), name


def test_an_attorney_is_not_sent_to_an_attorney(plans: list[tuple[str, CallPlan]]) -> None:
    advice = {
        "lawyer-first",
        "danger-attorney",
        "attorney-later",
        "missed-i751",
        "asylum-attorney",
        "lawyer-today",
        "asylum-lawyer",
        "lawyer-if",
    }
    for name, plan in plans:
        if plan.form == "client":
            assert not advice & ids(plan), name


def test_nobody_is_asked_for_a_notice_that_never_came(
    plans: list[tuple[str, CallPlan]],
) -> None:
    for name, plan in plans:
        if plan.answers.get("notice", "in-hand") != "in-hand":
            assert not {"asc-notice", "interview-notice", "notice-first"} & ids(plan), name


def test_no_call_back_is_promised_to_who_can_take_none(
    plans: list[tuple[str, CallPlan]],
) -> None:
    for name, plan in plans:
        if "number" not in plan.answers:
            continue
        unreachable = plan.phone is None or not plan.phone.can_be_called_back
        if plan.answers["voice"] == "no-voice":
            assert not CALLS_BACK & ids(plan), name
        elif unreachable:
            assert not (CALLS_BACK - {"direct-phone"}) & ids(plan), name
            assert "answer-by-e-mail" in ids(plan), name
