"""Each word of `expect` fails when the plan is otherwise, and says what the plan is instead."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from guide.bootstrap import Services
from guide.cli.flows.cases import result
from guide.core.flow.cases import LISTS, Case, Expect
from guide.core.ids import FlowId
from guide.flowfile.catalog import Catalog
from guide.local.settings import Settings
from tests.flowfile.small import CARD, FILES, write

CARDS = (
    CARD.replace("then: call}", 'then: call, address: "https://uscis.gov/a", come_back: "Come on {needed}."}')
    .replace("write_down:", 'afterwards:\n  log: {text: "Keep the log by {needed-by}.", sources: none}\ndo_first:\n  copy: {text: "A copy", address: "https://uscis.gov/copy", sources: none}\nwrite_down:')
)  # fmt: skip
STOPS = {"role": "self", "what": "stolen"}
ENDS = {"role": "self", "what": "lost"}
CALLS = {**STOPS, "needed": "2026-12-02"}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("flows")
    write(folder, {**FILES, "card/flow.yaml": CARDS})
    services = Services(
        Settings(zone="America/New_York", flows=folder), lambda: datetime(2026, 12, 1, tzinfo=UTC)
    )
    services.catalog = Catalog([folder])
    return services


def wrong(services: Services, answers: dict[str, str], **expect: Any) -> list[str]:
    case = Case(
        name="It is so",
        at="2026-12-01T10:00-05:00",
        answers=answers,
        expect=msgspec.convert(expect, Expect),
    )
    return result(services, FlowId("card"), case)


RIGHT: list[tuple[dict[str, str], dict[str, Any]]] = [
    (ENDS, {"outcome": "done", "question": "none", "kind": "self-help", "then": "call"}),
    (ENDS, {"address": "https://uscis.gov/a", "come_back": "come on", "title_has": "DONE"}),
    (ENDS, {"only_needs": ["paper"], "only_warnings": [], "only_do_first": ["copy"]}),
    (ENDS, {"write_down": ["name"], "no_write_down": ["day"], "only_write_down": ["name"]}),
    (ENDS, {"afterwards": ["log"], "no_afterwards": ["day"], "only_afterwards": ["log"]}),
    (ENDS, {"menu": "card", "form": "self", "line": "main"}),
    (ENDS, {"says": {"title": "done", "why": "it is", "come_back": "on", "then.title": "Call"}}),
    (ENDS, {"says": {"address": "uscis.gov/a", "answer.what": "Lost", "dial": "Main"}}),
    (ENDS, {"says": {"menu.agent": "Hello", "copy": "gov/copy", "do_first.copy": "A copy"}}),
    (ENDS, {"never_says": ["premium"]}),
    (STOPS, {"outcome": "none", "question": "needed", "menu": "none", "address": "none"}),
    (STOPS, {"says": {"question": "when?", "question.wanted": "A date."}}),
    ({"role": "self"}, {"says": {"option.lost": "Lost"}}),
    (CALLS, {"outcome": "call", "address": "none", "come_back": "none", "then": "none"}),
    (CALLS, {"only_say": ["ask"], "dates": {"needed-by": "2026-11-29"}}),
]
WRONG: list[tuple[dict[str, str], dict[str, Any], str]] = [
    (STOPS, {"outcome": "done", "kind": "call", "when": "now"}, "it stops at the question 'needed', not at 'done'"),
    (STOPS, {"title_has": "Done"}, "it stops at the question 'needed'"),
    (ENDS, {"question": "needed"}, "it does not stop at 'needed': the outcome is 'done'"),
    (STOPS, {"question": "what"}, "question is 'needed', not 'what'"),
    (ENDS, {"outcome": "none"}, "outcome is 'done', not 'none'"),
    (ENDS, {"address": "none"}, "address is 'https://uscis.gov/a', not 'none'"),
    (ENDS, {"come_back": "none"}, "come_back says 'Come on ______ (needed).'"),
    (ENDS, {"come_back": "go"}, "come_back says 'Come on ______ (needed).', not 'go'"),
    (CALLS, {"come_back": "go"}, "come_back is not shown"),
    (ENDS, {"title_has": "go"}, "the outcome does not say 'go'"),
    (ENDS, {"menu": "none"}, "menu is 'card', not 'none'"),
    (ENDS, {"only_needs": []}, "needs is [paper], not []"),
    (ENDS, {"only_needs": ["paper", "more"]}, "needs is [paper], not [paper, more]"),
    (ENDS, {"afterwards": ["more"]}, "afterwards lacks more"),
    (ENDS, {"no_write_down": ["name"]}, "write_down should not hold name"),
    (ENDS, {"says": {"copy": "a paper"}}, "copy says 'A copy https://uscis.gov/copy', not 'a paper'"),
    (ENDS, {"says": {"stolen": "it"}}, "stolen is not shown"),
    (ENDS, {"never_says": ["a COPY"]}, "it says 'a COPY': A copy"),
    (CALLS, {"dates": {"needed-by": "2026-11-30"}}, "needed-by is 2026-11-29, not 2026-11-30"),
    (CALLS, {"dates": {"needed": "2026-12-02"}}, "no text shows the date needed"),
    ({**ENDS, "needed": "2026-12-02"}, {"outcome": "done"}, "answers off the path: needed"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expect"), RIGHT, ids=range(len(RIGHT)))
def test_what_is_so_may_be_expected(
    services: Services, answers: dict[str, str], expect: dict[str, Any]
) -> None:
    assert wrong(services, answers, **expect) == []


@pytest.mark.parametrize(("answers", "expect", "said"), WRONG, ids=[said for *_, said in WRONG])
def test_what_is_not_so_is_said_in_one_clause(
    services: Services, answers: dict[str, str], expect: dict[str, Any], said: str
) -> None:
    assert wrong(services, answers, **expect) == [said]


def test_every_list_may_be_expected_in_part_in_whole_and_without() -> None:
    words = {field.name for field in msgspec.structs.fields(Expect)}
    assert {f"{kind}{name}" for kind in ("", "no_", "only_") for name in LISTS} <= words
