"""The rehearsal answers as the map knows, and never otherwise."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.core.call.rehearsal import Rehearsal, begun, phrases, replied
from guide.core.flow.phone_menu import PhoneMenu
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.services.prompt_match import is_match

MENU: PhoneMenu = Catalog([Path(built_in())]).menu
TARGETS = sorted(MENU.routes)
RIGHT = {"receipt": "IOE 1234567890", "zip": "98101", "decline": "no", "yes-no": "yes"}


def right(now: Rehearsal) -> str:
    """What the map would have one say."""
    expects = MENU.steps[now.step].expects
    if expects == "words":
        return phrases(now)[0]
    return RIGHT.get(expects or "", "")


def said(target: str, *words: str) -> Rehearsal:
    now = begun(MENU, target)
    for word in words:
        now = replied(now, MENU, word, is_match)
    return now


@pytest.mark.parametrize("target", TARGETS)
def test_the_words_of_the_map_reach_the_person_and_the_end(target: str) -> None:
    now, passed = begun(MENU, target), []
    while not now.over:
        passed.append(now.step)
        now = replied(now, MENU, "" if now.question else right(now), is_match)
        assert len(passed) < 40
    assert set(MENU.routes[target].way) - set(passed) == {"before-hanging-up"}
    assert "link-offer" in passed
    assert now.missing == ()


@pytest.mark.parametrize("target", TARGETS)
def test_the_second_words_are_understood_too(target: str) -> None:
    at_topic = said(target, "", "")
    assert at_topic.step == "topic"
    for phrase in phrases(at_topic):
        assert replied(at_topic, MENU, f"Well, {phrase}, please", is_match).heard == "understood"


@pytest.mark.parametrize("word", ["agent", "Live agent", "operator."])
def test_agent_alone_leads_nowhere(word: str) -> None:
    now = said("expedite", "", "", word)
    assert (now.step, now.heard) == ("topic", "not-enough")


def test_other_words_are_not_understood_and_a_plain_sentence_helps() -> None:
    lost = said("expedite", "", "", "banana")
    assert (lost.step, lost.heard) == ("not-understood", "not-understood")
    assert replied(lost, MENU, "banana", is_match).step == "not-understood"
    assert replied(lost, MENU, "I have an expedite request", is_match).heard == "understood"


def test_taking_the_link_may_end_the_call() -> None:
    offered = said("expedite", "", "", "expedite request")
    assert offered.step == "link-offer"
    taken = replied(offered, MENU, "Yes, please", is_match)
    assert (taken.step, taken.heard) == ("dropped", "link-taken")
    # Whoever says what the call is about once more took nothing; Enter goes on.
    again = replied(offered, MENU, "I have an expedite request", is_match)
    assert (again.step, again.heard) == ("link-offer", "yes-or-no")
    on = replied(again, MENU, "", is_match)
    assert (on.step, on.heard) == ("receipt", "shown")
    assert replied(offered, MENU, "no", is_match).step == "receipt"


def test_a_receipt_number_is_wanted_or_the_plain_word_that_there_is_none() -> None:
    asked = said("expedite", "", "", "expedite request", "no")
    assert replied(asked, MENU, "12", is_match).heard == "not-a-number"
    assert replied(asked, MENU, "I do not have one", is_match).step == "hold"
    assert replied(asked, MENU, "ioe-1234567890", is_match).step == "hold"


def test_a_digit_takes_another_turn() -> None:
    turned = said("expedite", "", "", "6")
    assert turned.step == MENU.steps["topic"].next[5].to


def test_what_one_does_not_have_is_said_at_the_end() -> None:
    now = begun(MENU, "expedite")
    while now.question is None:
        now = replied(now, MENU, right(now), is_match)
    first = now.question.id
    now = replied(now, MENU, "n", is_match)
    while not now.over:
        now = replied(now, MENU, "", is_match)
    assert now.missing == (first,)


def test_travel_is_asked_only_where_somebody_travels() -> None:
    asked = {target: {q.id for q in begun(MENU, target).questions} for target in TARGETS}
    assert [t for t in TARGETS if "travel" in asked[t]] == ["infopass-advance-parole"]


@given(st.sampled_from(TARGETS), st.lists(st.text(max_size=20) | st.sampled_from("123456789n")))
def test_whatever_is_said_only_the_map_answers(target: str, words: list[str]) -> None:
    now = begun(MENU, target)
    for word in words:
        before = now
        now = replied(now, MENU, word, is_match)
        leads = {leads.to for leads in MENU.steps[before.step].next}
        back = set(MENU.routes[target].way)
        assert now.step in leads | back | {before.step, "link-offer", "dropped"}


def test_enter_goes_on_after_the_second_miss_and_not_before() -> None:
    once = said("expedite", "", "", "banana")
    assert replied(once, MENU, "", is_match).heard != "shown"
    twice = replied(once, MENU, "banana", is_match)
    assert twice.misses == 2
    assert replied(twice, MENU, "", is_match).heard == "shown"


def test_a_map_is_known_by_its_roles_whatever_its_steps_are_called() -> None:
    """Other names, the same rehearsal."""
    names = {name: f"x-{name}" for name in MENU.steps}
    text = msgspec.json.encode(MENU).decode()
    for name, new in names.items():
        for before, after in (('"', '":{"title'), ('"to":"', '"'), ('"start":"', '"')):
            text = text.replace(f"{before}{name}{after}", f"{before}{new}{after}")
    other = msgspec.json.decode(text, type=PhoneMenu)
    routes = {
        name: msgspec.structs.replace(
            route,
            way=tuple(names[step] for step in route.way),
            say={names[step]: said for step, said in route.say.items()},
        )
        for name, route in MENU.routes.items()
    }
    other = msgspec.structs.replace(other, routes=routes)
    assert set(other.steps) == set(names.values())
    for words in (["", "", "agent"], ["", "", "hello"], ["", "", "expedite request", "yes"]):
        here, there = begun(MENU, "expedite"), begun(other, "expedite")
        for word in words:
            here = replied(here, MENU, word, is_match)
            there = replied(there, other, word, is_match)
            assert (there.heard, there.step) == (here.heard, names[here.step])
