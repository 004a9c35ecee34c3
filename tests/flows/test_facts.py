"""Facts: graded by their kind, contradicted both ways, and nothing shown that must not be."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

import guide
from guide.bootstrap import Services
from guide.core.flow.sources import fact_ids
from guide.flowfile.folders import built_in
from guide.local.settings import Settings
from tests.flows.moving import SEEN, seen_up_to

FLOWS = Path(built_in())
CONTENT = Services(Settings(zone="America/New_York")).catalog.everything()
FACTS = dict(CONTENT.facts)
# The best grade that a kind can have; less is always allowed.
BEST = {
    "official": "official",
    "quoted-official": "professional",
    "professional": "professional",
    "anecdotal": "reported",
    "inferred": "assumed",
}
ORDER = ("official", "professional", "reported", "assumed")
# Another number for callers abroad, pages that look like uscis.gov or that a machine wrote, keys.
NEVER = (
    "6418",
    "myuscisgov",
    "usciss.us",
    "imba.missouri",
    "winenfood",
    "eatsip365",
    "visualfoodie",
    "windailys",
    "uscisguide",
    "2-6-2-4",
    "press 1",
    "press 2",
)


def test_no_fact_is_graded_better_than_its_kind() -> None:
    assert len(FACTS) > 300
    for name, fact in FACTS.items():
        assert ORDER.index(fact.grade) >= ORDER.index(BEST[fact.kind]), name


def test_official_words_at_second_hand_name_who_quotes_them_and_when() -> None:
    for name, fact in FACTS.items():
        assert ("quoted by" in fact.source) == (fact.kind == "quoted-official"), name


def test_a_contradiction_is_reported_on_both_sides() -> None:
    pairs = {(name, other) for name, fact in FACTS.items() for other in fact.disagrees}
    assert len(pairs) > 60
    assert {(other, name) for name, other in pairs} == pairs


@pytest.mark.parametrize("word", NEVER)
def test_what_must_not_be_shown_stands_in_no_file(word: str) -> None:
    files = FLOWS.rglob("*.yaml")
    assert [f.name for f in files if word in f.read_text(encoding="utf-8").lower()] == []


def test_a_question_on_what_moves_says_up_to_when_it_was_seen() -> None:
    moving, asked = seen_up_to(FACTS), 0
    assert len(moving) > 4
    for flow in CONTENT.flows.values():
        for name in flow.questions:
            question = CONTENT.question(flow.id, name)
            for fact in (name for name in fact_ids(question.sources) if name in moving):
                asked += 1
                words = f"{question.text} {question.why}"
                assert f"as of {moving[fact]}".lower() in words.lower(), (flow.id, name)
    assert asked > 2


def test_nothing_is_said_to_be_seen_later_than_it_was_read() -> None:
    last = max(fact.checked for fact in FACTS.values())
    for path in FLOWS.rglob("*.yaml"):
        for month in SEEN.findall(path.read_text(encoding="utf-8")):
            assert datetime.strptime(f"1 {month}", "%d %B %Y").date() <= last, (path, month)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("address"), str):
            yield value["address"]
        for inner in value.values():
            yield from _addresses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner)


def test_callers_are_sent_to_government_addresses_only() -> None:
    files = [f for f in FLOWS.rglob("*.yaml") if f.name not in ("sources.yaml", "cases.yaml")]
    addresses = {
        a for f in files for a in _addresses(yaml.safe_load(f.read_text(encoding="utf-8")))
    }
    assert len(addresses) > 5
    assert [a for a in sorted(addresses) if not (urlsplit(a).hostname or "").endswith(".gov")] == []


def test_the_facts_that_rules_in_python_name_are_there() -> None:
    wording = re.compile(r"\((?:rule|own|ivr|other)-[^()]*\)")
    named = {
        name
        for module in Path(guide.__file__).parent.rglob("*.py")
        for listed in wording.findall(module.read_text(encoding="utf-8"))
        for name in listed.strip("()").split(", ")
    }
    assert {"rule-A13", "own-call-back-days"} <= named
    assert sorted(named - set(FACTS)) == []
