"""The map of the phone menu: where a step may lead, and what is said there on a way."""

from pathlib import Path

import pytest

from guide.core.flow.phone_menu import PhoneMenu, route_steps, stop_at, turns
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in


@pytest.fixture(scope="module")
def menu() -> PhoneMenu:
    return Catalog([Path(built_in())]).menu


def test_a_step_leads_along_the_way_first_and_then_off_it(menu: PhoneMenu) -> None:
    way = menu.routes["expedite"].way
    found = turns(menu, way, "topic")
    places = [each.place for each in found]
    assert places == [4, 5, *[None] * 6]
    assert [each.to for each in found[:2]] == ["receipt", "hold"]
    assert {each.to for each in found} == {each.to for each in menu.steps["topic"].next}
    assert all(each.title == menu.steps[each.to].title for each in found)


def test_what_leads_back_stands_behind_what_leads_on(menu: PhoneMenu) -> None:
    way = ("topic", "receipt", "confirm", "hold")
    found = turns(menu, way, "confirm")
    assert [each.place for each in found if each.to in ("topic", "receipt")] == [2, 1]
    assert {each.place for each in turns(menu, (), "confirm")} == {None}


@pytest.mark.parametrize("target", ["expedite", "infopass-adit", "reschedule-biometrics"])
def test_no_turn_of_any_step_is_lost(menu: PhoneMenu, target: str) -> None:
    way = menu.routes[target].way
    for name, step in menu.steps.items():
        found = [(each.when, each.to) for each in turns(menu, way, name)]
        assert sorted(found) == sorted((each.when, each.to) for each in step.next)


def test_off_the_way_the_words_of_the_way_hold_too(menu: PhoneMenu) -> None:
    assert "which-appointment" not in menu.routes["infopass-adit"].way
    stop = stop_at(menu, "infopass-adit", "which-appointment")
    assert stop.say == "InfoPass"
    assert set(stop.sources) >= set(menu.steps["which-appointment"].sources)
    assert stop_at(menu, None, "which-appointment").say is None


def test_the_steps_of_a_way_are_those_steps(menu: PhoneMenu) -> None:
    for target, route in menu.routes.items():
        assert route_steps(menu, target) == tuple(stop_at(menu, target, name) for name in route.way)
