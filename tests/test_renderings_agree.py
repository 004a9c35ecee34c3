"""Screen, plain lines and JSON are renderings of one plan: they say the same."""

import pytest

from guide.bootstrap import Services
from guide.cli.plain import Plain
from guide.cli.prepare import as_json
from guide.cli.talk import Talk
from guide.core.clock.moments import parse_moment
from guide.core.flow.cases import Case, Cases
from guide.core.ids import FlowId
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.local.settings import Settings
from guide.tui.rows.plan import PlanRows

SECTIONS = ("warnings", "do_first", "needs", "say", "write_down", "afterwards")
CATALOG = Catalog([built_in()])
FLOWS = sorted(n for n in CATALOG.flow_files if CATALOG.flow(n).kind == "flow")
SERVICES = Services(Settings(zone="America/New_York"))


def cases(flow: str) -> tuple[Case, ...]:
    path = SERVICES.catalog.flow_files[FlowId(flow)].with_name("cases.yaml")
    value = SERVICES.catalog.files.read(path, Cases).value
    assert isinstance(value, Cases)
    return value.cases


@pytest.mark.parametrize("flow", FLOWS)
def test_three_renderings_agree_on_every_case(flow: str) -> None:
    for case in cases(flow):
        services = SERVICES.with_zone(case.zone)
        talk = Talk(services, flow, parse_moment(case.at, services.zone)[0])
        for name, value in case.answers.items():
            talk.answer(name, value)
        plan = talk.plan()
        record = as_json(plan, services)
        plain = "\n".join(Plain(plan, services).lines())
        drawn = PlanRows(plan, services, reveal=True)
        screen = [row.text for row in drawn.rows()]
        for section in SECTIONS:
            texts = [item["text"] for item in record[section]]
            at = -1
            for text in texts:
                assert text in plain, (case.name, section)
                assert text in screen, (case.name, section)
                assert screen.index(text, max(at, 0)) >= at
        if record["outcome"]:
            assert record["outcome"]["title"] in plain
            assert record["outcome"]["title"] in drawn.verdict()[1].plain
            assert record["outcome"]["why"] in screen
