"""The way through the phone menu as rows, without a screen."""

import pytest

from guide.bootstrap import Services
from guide.core.flow.phone_menu import route_steps
from guide.local.settings import Settings
from guide.tui.rows.menu import menu_rows, step_row

SERVICES = Services(Settings(zone="America/Chicago"))
TARGETS = sorted(SERVICES.menu.routes)


@pytest.mark.parametrize("target", TARGETS)
def test_every_step_of_a_way_stands_in_its_order_then_what_helps_when_lost(target: str) -> None:
    rows = list(menu_rows(target, SERVICES))
    stops = list(route_steps(SERVICES.menu, target))
    steps = [row for row in rows if row.act == "step"]
    assert [row.target for row in steps] == [stop.id for stop in stops]
    assert [str(row.content).split(".")[0] for row in steps] == [
        str(number + 1) for number in range(len(stops))
    ]
    lost = [row.id for row in rows if row.id.startswith("lost-")]
    assert lost == [f"lost-{way_out.id}" for way_out in SERVICES.menu.if_lost]
    assert rows[0].heading


def test_without_a_map_one_is_told_to_listen() -> None:
    title, only = menu_rows(None, SERVICES)
    assert title.heading
    assert only.text.startswith("We don't know this line's phone menu.")


def test_a_step_says_what_is_heard_what_to_say_and_what_else_to_try() -> None:
    stops = [stop for target in TARGETS for stop in route_steps(SERVICES.menu, target)]
    heard = [stop for stop in stops if stop.step.hear is not None and stop.say and stop.try_next]
    assert heard
    for stop in heard:
        words = str(step_row(1, stop, SERVICES).content)
        others = [f"or say: {other.say}" for other in stop.try_next]
        for shown in (f"hear: {stop.step.hear}", f"say: {stop.say}", *others):
            assert shown in words
