"""A question as it is shown, without a screen."""

from guide.bootstrap import Services
from guide.local.settings import Settings
from guide.tui.rows.asked import where_in
from tests.tui.helpers import ADIT
from tests.tui.stand_ins import NOW

SERVICES = Services(Settings(zone="America/Chicago"))
GRAPH = SERVICES.reference.graph("infopass-adit")


def where(answers: dict[str, str]) -> tuple[str, str]:
    return where_in(SERVICES.planning.plan("infopass-adit", answers, NOW), None, GRAPH, SERVICES)


def test_one_sees_how_far_it_is_and_when_it_is_over() -> None:
    title, first = where({})
    assert first.startswith("question 1 of about ")
    role = dict(list(ADIT.items())[:1])
    assert where(role)[1].startswith("question 2 of about ")
    assert where(ADIT) == (title, "your plan")
    flow = SERVICES.catalog.flow("infopass-adit")
    assert title == (flow.short or flow.title)
