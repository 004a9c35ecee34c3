"""Facts: graded by their kind, contradicted both ways, and nothing shown that must not be."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from guide.bootstrap import Services
from guide.flowfile.folders import built_in
from guide.local.settings import Settings

FLOWS = Path(built_in())
FACTS = dict(Services(Settings(zone="America/New_York")).catalog.everything().facts)
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


def test_a_contradiction_is_told_on_both_sides() -> None:
    told = {(name, other) for name, fact in FACTS.items() for other in fact.disagrees}
    assert len(told) > 60
    assert {(other, name) for name, other in told} == told


@pytest.mark.parametrize("word", NEVER)
def test_what_must_not_be_shown_stands_in_no_file(word: str) -> None:
    files = FLOWS.rglob("*.yaml")
    assert [f.name for f in files if word in f.read_text(encoding="utf-8").lower()] == []


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
    found = {a for f in files for a in _addresses(yaml.safe_load(f.read_text(encoding="utf-8")))}
    assert len(found) > 5
    assert [a for a in sorted(found) if not (urlsplit(a).hostname or "").endswith(".gov")] == []
