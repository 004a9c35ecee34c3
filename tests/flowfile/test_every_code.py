"""Every code of `guide flows check`: a small break that yields that code alone, on its line."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

import guide
from guide.core.errors import FlowFaults
from guide.core.flow.flow import Flow
from guide.flowfile.catalog import Catalog
from guide.flowfile.read import read
from guide.flowfile.tree import DEEPEST, LARGEST, Limits
from tests.flowfile.small import CARD, EXAMPLES, FILES, FRONT, check, write

PACKAGE = Path(guide.__file__).parent
# One check of a flow in several modules.
TOGETHER = dict.fromkeys(
    ("structure.py", "condition_kinds.py", "circles.py", "sense.py", "content.py"),
    "core/check/content.py",
)
MODULES = sorted([*PACKAGE.glob("core/check/*.py"), *PACKAGE.glob("flowfile/*.py")])
FLOW = "card/flow.yaml"


class Break(NamedTuple):
    """In a file, `old` becomes `new`; the fault lies on the line that holds `at`.

    Without `at` it is the first line of `new`.
    """

    code: str
    old: str
    new: str
    at: str = ""
    file: str = FLOW


# The one who says it → how it comes to that.
STRUCTURE = [
    Break("bad-id", "dates:\n", "dates:\n  Some_Day: {before: needed, limit: some-days}\n", "Some_Day"),
    Break("id-clash", "outcomes:\n", 'outcomes:\n  what: {kind: self-help, title: "X", why: "Y", sources: none}\n', "  what: {kind"),
    Break("unknown-target", "start: what", "start: wat"),
    Break("unknown-target", "begins_with: front", "begins_with: frnt"),
    Break("unknown-target", "to: needed", "to: neededd"),
    Break("unknown-target", "    next: done", "    next: donee"),
    Break("unknown-target", "to: needed", "to: {flow: cart, at: what}"),
    Break("unknown-target", "to: needed", "to: {flow: front, at: roll}"),
    Break("unknown-target", "      - to: done", "      - to: continue"),
    Break("unknown-target", "then: call", "then: cal"),
    Break("unknown-target", "outcomes: [call]", "outcomes: [call, self-hepl]"),
    Break("unknown-target", "line: main", "line: mainn"),
    Break("unknown-shared", "  gate:\n    next", "  gate:\n    shared: true\n    next", "shared: true"),
    Break("unknown-shared", "detail: number", "detail: nunber"),
    Break("missing-text", '    text: "What happened?"\n    sources: none\n    options', "    sources: none\n    options", "    sources: none"),
    Break("missing", "  gate:\n    next", '  gate:\n    text: "Nothing?"\n    next', 'text: "Nothing?"'),
    Break("missing", "{answer: what, is: stolen}\n        to", "{answer: what}\n        to"),
    Break("missing-default", "      - to: gate", "      - {when: {is_past: needed}, to: gate}", "      - when: {days_until"),
    Break("default-too-early", "      - to: gate", "      - to: gate\n      - to: done"),
    Break("wrong-word", "done: {kind: self-help,", "done: {kind: do-not-call,"),
    Break("wrong-word", "done: {kind: self-help,", "done: {kind: self-help, reason: wait,"),
    Break("wrong-word", "kind: call, when: any,", "kind: call,"),
    Break("wrong-word", "done: {kind: self-help,", "done: {kind: self-help, when: now,"),
    Break("missing-form", ', beneficiary: "E"', "", "  ask: "),
    Break("unknown-name", ', beneficiary: "E"', ', beneficiary: "E", chld: "F"'),
    Break("unknown-placeholder", 'title: "Done"', 'title: "Done {nothing}"'),
    Break("unknown-placeholder", "then: call", 'then: call, come_back: "At {nothing}."'),
    Break("unknown-placeholder", '"A paper"', '"A paper {nothing}"'),
    Break("unknown-placeholder", '"A card.", forms', '"A card {nothing}.", forms'),
    Break("unknown-placeholder", 'child: "C"', 'child: "C {nothing}"'),
    Break("unknown-placeholder", "outcomes: [call]}", 'outcomes: [call], parts: {p: {text: "{nothing}", when: {answered: what}}}}'),
    Break("unknown-question", "{answer: what, is: stolen}}", "{answer: waht, is: stolen}}"),
    Break("unknown-question", "{before: needed,", "{before: neededd,"),
    Break("unknown-limit", "at_most: some-days", "at_most: some-day"),
    Break("unknown-limit", "limit: some-days", "limit: some-day"),
    Break("wrong-unit", "at_most: some-days", "at_most: some-hours"),
    Break("wrong-unit", "{days_until: needed,", "{business_days_until: needed,"),
    Break("wrong-unit", "limit: some-days", "limit: some-hours"),
    Break("wrong-kind", "{days_until: needed,", "{days_until: what,"),
    Break("wrong-kind", "{days_until: needed, at_most: some-days}", "{phone: needed, can_be_called_back: true}"),
    Break("wrong-kind", "{days_until: needed, at_most: some-days}", "{hours_until: needed, at_most: 3}"),
    Break("wrong-kind", "{answer: what, is: stolen}}", "{answer: what, at_most: 3}}"),
    Break("wrong-kind", "{before: needed,", "{before: what,"),
    Break("unknown-option", "{answer: what, is: stolen}}", "{answer: what, is: stoln}}"),
    Break("unknown-option", "{answer: what, is: stolen}}", "{answer: what, one_of: [lost, stoln]}}"),
    Break("unknown-field", "[agent_name, agent_id]", "[agent_name, agent_no]"),
    Break("cycle", "    next: done", "    next: what"),
    Break("cycle", "    next: done", "    next: gate"),
]  # fmt: skip
SENSE = [
    Break("stale", "review_by: 2099-01-01", "review_by: 2026-11-30"),
    Break("unreachable", "  gate:\n", '  lost:\n    text: "X?"\n    sources: none\n    options: {a: "A"}\n    next: done\n  gate:\n', 'text: "X?"'),
    Break("unreachable", "outcomes:\n", 'outcomes:\n  lost: {kind: self-help, title: "X", why: "Y", sources: none}\n', "  lost: {"),
    Break("no-source", 'text: "When?"\n    sources: none', 'text: "When?"'),
    Break("no-source", 'why: "It is done.", sources: none', 'why: "It is done."'),
    Break("no-source", '"A paper", sources: none', '"A paper"'),
    Break("unknown-source", 'open.", sources: [fact]}', 'open.", sources: [fcat]}', "  call: {kind"),
    Break("unknown-source", 'text: "When?"\n    sources: none', 'text: "When?"\n    sources: [fcat]', "[fcat]"),
    Break("unknown-source", '"A paper", sources: none', '"A paper", sources: [fcat]'),
    Break("unknown-source", "disagrees: [other]", "disagrees: [othr]", file="sources.yaml"),
    Break("unknown-source", "sources: none", "sources: [fcat]", file="shared.yaml"),
    Break("unguarded-read", "      - to: done", "      - {when: {is_past: needed}, to: call}\n      - to: done"),
    Break("unguarded-read", "{answer: what, is: stolen}}", "{not: {is_past: needed}}}"),
    Break("never-holds", "      - to: gate", "      - {when: {all: [{answer: what, is: lost}, {answer: what, is: stolen}]}, to: done}\n      - to: gate"),
    Break("need-never-used", "detail: number", "when: {all: [{answer: what, is: lost}, {answer: what, is: stolen}]}"),
    Break("never-shown", "when: {answer: what, is: stolen}}", "when: {all: [{answer: what, is: lost}, {answer: what, is: stolen}]}}"),
]  # fmt: skip
LISTS = [
    Break("unknown-target", "start: answers", "start: answer", file="ivr.yaml"),
    Break("unknown-target", "asks: true\n    stamps: agent\n    next: []", 'asks: true\n    stamps: agent\n    next: [{when: "x", to: answer}]', "to: answer}", "ivr.yaml"),
    Break("unknown-target", 'do: "Speak.", to: agent', 'do: "Speak.", to: agnt', file="ivr.yaml"),
    Break("unknown-target", "way: [answers, agent]", "way: [answers, agnt]", file="ivr.yaml"),
    Break("unknown-target", "    say:\n      agent:", "    say:\n      agnt:", '        say: "Hello"', "ivr.yaml"),
    Break("unknown-target", "ivr: card", "ivr: crad"),
    Break("unknown-target", "flow: card", "flow: crad", file="home.yaml"),
    Break("unknown-target", "opens: self-help", "flow: crad", file="home.yaml"),
    Break("unknown-target", "hours: live-help", "hours: live-hlp", file="contact_center.yaml"),
    Break("broken-way", "way: [answers, agent]", "way: [answers, agent, answers]", file="ivr.yaml"),
    Break("unreachable", "agent_asks:", '  lost: {title: "X", hear: null, say: null, do: "Y", hear_grade: assumed, say_grade: assumed, asks: false, next: [], sources: none}\nagent_asks:', file="ivr.yaml"),
    Break("unknown-target", "routes: [card]", "routes: [crad]", file="ivr.yaml"),
    Break("no-source", 'note: "N.", sources: none}', 'note: "N."}', file="ivr.yaml"),
    Break("no-source", "address: null, sources: none", "address: null", file="self_help.yaml"),
    Break("no-source", "regions: [US], sources: none", "regions: [US]", file="contact_center.yaml"),
    Break("unknown-source", "sources: [fact]", "sources: [fcat]", file="ivr.yaml"),
    Break("unknown-source", 'text: "W.", sources: none', 'text: "W.", sources: [fcat]', file="contact_center.yaml"),
    Break("missing", ", opens: self-help", "", 'text: "Else"', "home.yaml"),
    Break("missing", "    stamps: agent\n", "", "  answers:", "ivr.yaml"),
    Break("missing", 'do: "Speak.", to: agent', 'do: "Speak."', file="ivr.yaml"),
    Break("double-role", "  person: {text", '  lost: {text: "It ended", do: "Call.", role: hung-up, sources: none}\n  over: {text: "It is over", do: "Call.", role: hung-up, sources: none}\n  person: {text', "  over: {text", "ivr.yaml"),
    Break("missing", "way: [answers, agent]", "way: []", file="ivr.yaml"),
]  # fmt: skip
GLOSSARY = [
    Break("duplicate", '["papers"]', '["card"]', "  paper: {term", "glossary.yaml"),
    Break("missing", '["papers"]', '[" "]', "  paper: {term", "glossary.yaml"),
    Break("too-long", '"Paper."', f'"{"x" * 121}\n    {"x" * 121}"', "  paper: {term", "glossary.yaml"),
    Break("unknown-placeholder", "{some-days}", "{sme-days}", 'text: "A card', "glossary.yaml"),
    Break("no-source", ", sources: none}", "}", "  paper: {term", "glossary.yaml"),
    Break("unknown-source", "sources: [fact]", "sources: [fcat]", file="glossary.yaml"),
]  # fmt: skip
CENTER = [
    Break("type", 'opens: "08:00"', 'opens: "8 am"', file="contact_center.yaml"),
    Break("type", 'closes: "20:00"', 'closes: "20:00Z"', file="contact_center.yaml"),
    Break("type", 'opens: "08:00"', 'opens: "08"', file="contact_center.yaml"),
    Break("type", "weekdays: [mon", "weekdays: [mo", file="contact_center.yaml"),
    Break("type", "hours:\n  live-help:\n    zone: America/New_York", "hours:\n  live-help:\n    zone: Mars/Olympus", "Mars", "contact_center.yaml"),
    Break("missing", "weekdays: [mon, tue, wed, thu, fri]", "weekdays: []", file="contact_center.yaml"),
    Break("never-open", 'closes: "20:00"', 'closes: "08:00"', file="contact_center.yaml"),
    Break("never-open", 'closes: "20:00"', 'closes: "07:59"', file="contact_center.yaml"),
    Break("never-open", 'closes: "18:30"', 'closes: "06:30"', file="contact_center.yaml"),
    Break("type", 'closes: "18:30"', 'closes: "late"', file="contact_center.yaml"),
    Break("type", "zone: America/New_York\n  tries", "zone: Mars/Olympus\n  tries", "Mars", "contact_center.yaml"),
    Break("type", "tries: 2", "tries: 0", file="contact_center.yaml"),
    Break("missing", "  urgent-answer:", "  urgent-answr:", "  some-days:", "contact_center.yaml"),
    Break("missing", "  regular-answer:", "  regular-answr:", "  some-days:", "contact_center.yaml"),
    Break("missing", "  ombudsman-waited:", "  ombudsman-wait:", "  some-days:", "contact_center.yaml"),
    Break("missing", "  premium:", "#", "  overseas:", "contact_center.yaml"),
    Break("wrong-unit", "urgent-answer: {value: 72, unit: hours", "urgent-answer: {value: 72, unit: days", file="contact_center.yaml"),
    Break("type", "urgent-answer: {value: 72", "urgent-answer: {value: -72", file="contact_center.yaml"),
    Break("type", "urgent-answer: {value: 72", "urgent-answer: {value: 1000000", file="contact_center.yaml"),
    Break("missing", 'lines:\n  main: {number: "1-800-555-0100", dial: "+18005550100", label: "Main", note: "N.", hours: live-help, sources: none}', "lines: {}", "lines: {}", "contact_center.yaml"),
    Break("missing", "hours:\n  live-help:", "hours:\n  live-hlp:", "  live-hlp:", "contact_center.yaml"),
    Break("bad-id", "  12-24:", "  12-32:", file="contact_center.yaml"),
]  # fmt: skip
SECOND_WAYS = [
    Break("cycle", "then: call}", "then: done}", "done: {kind"),
    Break("cycle", "call: {kind: call, when: any,", "call: {kind: call, when: any, then: done,", "done: {kind"),
]  # fmt: skip
FOLLOW_UPS = [
    Break("missing", '  kept: {text: "S.", sources: none, then: [more]}\n', "", '  waiting: {text: "S."', "follow_up.yaml"),
    Break("missing", '  more: {text: "M.", sources: none}\n', "", '  lawyer: {text: "M."', "follow_up.yaml"),
    Break("unused", "more:\n", 'more:\n  lost: {text: "M.", sources: none}\n', "  lost: {", "follow_up.yaml"),
    Break("unused", "dates:\n", 'dates:\n  lost: {text: "M.", sources: none}\n', "  lost: {", "follow_up.yaml"),
    Break("no-source", '  lawyer: {text: "M.", sources: none}', '  lawyer: {text: "M."}', file="follow_up.yaml"),
    Break("unknown-source", "sources: [fact]", "sources: [fcat]", file="follow_up.yaml"),
    Break("unknown-target", '  lawyer: {text: "M.",', '  lawyer: {text: "M.", flows: [crad],', file="follow_up.yaml"),
    Break("unknown-target", "after_incoming: []", "after_incoming: [done]", file="follow_up.yaml"),
    Break("unknown-placeholder", "{some-days}", "{respond-by}", file="follow_up.yaml"),
    Break("unknown-placeholder", '  lawyer: {text: "M."', '  lawyer: {text: "M {nothing}"', file="follow_up.yaml"),
]  # fmt: skip
TYPES = [
    Break("type", "checked: 2026-11-23", "checked: 2026-11-31"),
    Break("type", "checked: 2026-11-23", "checked: 20261123"),
    Break("type", 'title: "A card"', "title:"),
    Break("type", 'title: "A card"', "title: [A card]"),
    Break("type", "kind: self-help", "kind: self-hlp"),
    Break("type", "ivr: card", "ivr: card\nlisted: yes", "listed"),
    Break("type", "value: 3", "value: three", file="contact_center.yaml"),
    Break("type", "value: 3", 'value: "3"', file="contact_center.yaml"),
    Break("type", "closures: []", "closures: {}", file="contact_center.yaml"),
    Break("type", "regions: [US]", "regions: US", file="contact_center.yaml"),
    Break("type", "hints: {waits:", "hints: [waits]\n#", file="contact_center.yaml"),
    Break("type", '{text: "A card", flow: card}', "a card", "card: a card", "home.yaml"),
    Break("type", "address: null", "address: {a: b}", file="self_help.yaml"),
    Break("duplicate-key", 'title: "A card"\n', 'title: "A card"\ntitle: "Again"\n', "Again"),
    Break("duplicate-key", "dates:\n", "dates:\n  needed-by: {after: needed, limit: some-days}\n", "{before: needed"),
    Break("unknown-name", "ivr: card", "ivr: card\nivy: card", "ivy"),
    Break("unknown-name", "{answer: what, is: stolen}}", "{ansswer: what, is: stolen}}"),
    Break("unknown-name", "{answer: what, is: stolen}}", "{}}"),
    Break("missing", 'title: "A card"\n', "", "id: card"),
    Break("missing", 'wanted: "A date."', "least: 3"),
]  # fmt: skip
YAML = [
    Break("yaml", "start: what", "start: [what", "questions:"),
    Break("yaml", "start: what", "start: 'what"),
    Break("yaml", "start: what", "\tstart: what"),
    Break("yaml", "start: what", "start: wh\x07at"),
    Break("not-plain", "start: what", "start: &here what"),
    Break("not-plain", "start: what", "start: *here"),
    Break("not-plain", "start: what", "start: !!str what"),
    Break("not-plain", "start: what", "start: !mine [what]"),
    Break("too-deep", "start: what", "start: " + "[" * DEEPEST + "]" * DEEPEST),
    Break("documents", "start: what", "start: what\n---\nstart: what", "---"),
]  # fmt: skip
ELSEWHERE = {  # codes of the modules that no exchange of words brings about; each has its own test
    ("flowfile/content_files.py", "encoding"),
    ("flowfile/unread.py", "unread"),
    ("flowfile/whole.py", "no-cases"),
    ("flowfile/whole.py", "not-offered"),
    ("flowfile/content_files.py", "unreadable"),
    ("flowfile/catalog.py", "unknown-target"),
    ("flowfile/tree.py", "empty"),
    ("flowfile/tree.py", "too-large"),
}
CASES = [
    Break("no-cases", EXAMPLES, "cases: []\n", "[]", "card/cases.yaml"),
    Break("double-name", '"A card is stolen"', '"A card is lost"', '"A card is lost"\n    at: "2026-12-01T10:00-05:00"\n    zone', file="card/cases.yaml"),
    Break("wrong-value", "zone: America/Chicago", "zone: EST5", file="card/cases.yaml"),
    Break("wrong-value", '"2026-12-01T10:00-05:00"', '"2026-12-41"', file="card/cases.yaml"),
    Break("unknown-question", "what: lost", "wat: lost", file="card/cases.yaml"),
    Break("unknown-question", "question: needed", "question: neded", file="card/cases.yaml"),
    Break("unknown-option", "what: lost", "what: losst", file="card/cases.yaml"),
    Break("unknown-option", "what: lost}", "what: lost, second-way: maybe}", file="card/cases.yaml"),
    Break("unknown-name", "what: lost}", "what: lost, ready.papr: yes}", file="card/cases.yaml"),
    Break("unknown-name", "outcome: done", "outcome: don", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "needs: [papr]", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "no_needs: [papr]", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "only_needs: [papr]", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "via: [crad]", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "dates: {needd: 2026-12-02}", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "says: {papr: a}", file="card/cases.yaml"),
    Break("unknown-name", "needs: [paper]", "menu: crad", file="card/cases.yaml"),
    Break("wrong-word", "needs: [paper]", "kind: self-help, when: now", file="card/cases.yaml"),
    Break("expects-nothing", "{question: needed}", "{}", file="card/cases.yaml"),
    Break("expects-both", "needs: [paper]", "needs: [paper], no_needs: [paper]", file="card/cases.yaml"),
]  # fmt: skip
WORDS = [
    Break("checked-ahead", "checked: 2026-11-23", "checked: 2027-11-23"),
    Break("checked-ahead", "checked: 2026-11-23", "checked: 2027-11-23", file="sources.yaml"),
    Break("bad-id", "  stolen: {text", "  sto_len: {text"),
    Break("bad-id", "      lost: ", '      lo_st: "At sea"\n      lost: '),
    Break("label-otherwise", '{self: "Myself", other', '{yes: "No, another", self: "Myself", other', file="parts/front/flow.yaml"),
    Break("same-label", '"Somebody else"', '"Myself"', file="parts/front/flow.yaml"),
    Break("brace", '"A paper"', '"A paper { needed }"'),
    Break("brace", '"A card.", forms', '"A card {needed or so", forms'),
]  # fmt: skip
NUMBERS = [
    Break("label-otherwise", 'label: "3 days"', 'label: "4 days"', file="contact_center.yaml"),
    Break("label-otherwise", 'label: "3 days"', 'label: "3 hours"', file="contact_center.yaml"),
    Break("not-in-facts", 'value: 3, unit: days, label: "3 days"', 'value: 4, unit: days, label: "4 days"', file="contact_center.yaml"),
    Break("dials-otherwise", '"+18005550100"', '"+18005550101"', file="contact_center.yaml"),
    Break("not-in-facts", 'note: "N.", hours: live-help, sources: none', 'note: "N.", hours: live-help, sources: [other]', file="contact_center.yaml"),
]  # fmt: skip
ADDRESSES = [
    Break("bad-address", "detail: number", f'address: "{address}"')
    for address in (
        "https://uscis-help.com/a", "http://www.uscis.gov/a", "https://www.uscis.gov.evil.com/x",
        "https://www.uscis.gov@evil.com/x", "https://www.uscis.gov:8443/x", "uscis.gov", "",
        "https://[", "https://www.usci\u0455.gov/", "https://www.uscis.gov/a b",
    )
]  # fmt: skip
ADDRESSES += [
    Break("bad-address", "then: call}", 'then: call, address: "https://uscis.com"}'),
    Break("bad-address", "address: null", 'address: "https://uscis.com"', file="self_help.yaml"),
    Break("bad-address", "address: null", 'address: "a book"', file="sources.yaml"),
    Break(
        "bad-address",
        'text: "S.",',
        'text: "S.", address: "https://uscis.com",',
        file="follow_up.yaml",
    ),
]
DOUBLES = [Break("double-id", "dates:\n", 'do_first:\n  ask-them: {text: "Ask.", sources: none}\ndates:\n', "  ask-them")]  # fmt: skip
BLANKS = [
    Break("blank", 'title: "Done"', 'title: "Done by {needed}"'),
    Break("blank", '"By {needed-by}.", sources: none, when: {answered: needed}', '"By {needed-by}.", sources: none'),
    Break("blank", '"A card.", forms', '"A card by {needed-by}.", forms'),
]  # fmt: skip
LOOKS = [
    Break("comment-in-text", '"A card"', "A card #2"),
    Break("half-quote", '"What happened?"', 'What happened?"'),
    Break("half-quote", '"What happened?"', "“What happened?"),
    Break("curly-quotes", '"What happened?"', "“What happened?”"),
    Break("hidden-character", '"What happened?"', '"What \u202ehappened?"'),
    Break("hidden-character", '"What happened?"', '"What\u200b happened?"'),
]
BREAKS = {
    "core/check/addresses.py": ADDRESSES,
    "core/check/blanks.py": BLANKS,
    "core/check/cases.py": CASES,
    "core/check/doubles.py": DOUBLES,
    "core/check/numbers.py": NUMBERS,
    "core/check/words.py": WORDS,
    "flowfile/look.py": LOOKS,
    "core/check/content.py": STRUCTURE + SENSE,
    "core/check/glossary.py": GLOSSARY,
    "core/check/lists.py": LISTS,
    "core/check/contact_center.py": CENTER,
    "core/check/second_ways.py": SECOND_WAYS,
    "core/check/follow_up.py": FOLLOW_UPS,
    "flowfile/decode.py": TYPES,
    "flowfile/tree.py": YAML,
    "flowfile/content_files.py": [Break("bad-id", "id: card", "id: crad")],
}
WARNINGS = {"stale", "checked-ahead", "not-in-facts", "blank", "comment-in-text", "half-quote"}
ALL = [(module, broken) for module, breaks in BREAKS.items() for broken in breaks]


def test_the_small_folder_is_clean(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert check(tmp_path) == []


@pytest.mark.parametrize("case", [e for _, e in ALL], ids=[f"{m}-{e.code}" for m, e in ALL])
def test_each_break_yields_its_code_alone_on_its_line(tmp_path: Path, case: Break) -> None:
    whole = FILES[case.file]
    assert case.old in whole
    broken = whole.replace(case.old, case.new, 1)
    write(tmp_path, {**FILES, case.file: broken})
    at = case.at or case.new.split("\n")[0]
    assert at in broken
    line = broken[: broken.index(at)].count("\n") + 1
    problems = check(tmp_path)
    assert [(e.code, e.line) for e in problems] == [(case.code, line)]
    assert problems[0].file == str(tmp_path / case.file)
    assert problems[0].excerpt == broken.split("\n")[line - 1]
    assert 0 < problems[0].column <= len(problems[0].excerpt) + 1
    assert problems[0].severity == ("warning" if case.code in WARNINGS else "error")


def test_a_question_that_means_something_else_in_a_part_is_reported_in_both_files(
    tmp_path: Path,
) -> None:
    part = FRONT.replace("  role:", "  what:").replace(": role", ": what")
    write(tmp_path, {**FILES, "parts/front/flow.yaml": part})
    problems = {
        (problem.code, Path(problem.file).parent.name, problem.excerpt)
        for problem in check(tmp_path)
    }
    assert problems == {
        ("id-clash", "card", '    text: "What happened?"'),
        ("id-clash", "front", '    text: "Who are you?"'),
    }


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "home.yaml").write_bytes(b"question: \xff")
    assert [(problem.code, problem.line) for problem in check(tmp_path)] == [("encoding", 1)]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    (tmp_path / "card" / "flow.yaml").unlink()
    (tmp_path / "card" / "flow.yaml").mkdir()
    assert [(problem.code, problem.line) for problem in check(tmp_path)] == [("unreadable", 1)]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n"])
def test_a_file_that_holds_nothing(tmp_path: Path, text: str) -> None:
    write(tmp_path, {**FILES, "home.yaml": text})
    assert [(problem.code, problem.line) for problem in check(tmp_path)] == [("empty", 1)]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, FLOW: CARD + "#" * LARGEST})
    assert [(problem.code, problem.line) for problem in check(tmp_path)] == [("too-large", 1)]


def test_a_file_with_too_many_entries_says_where_it_stopped() -> None:
    problems = read("a: 1\nb: 2\nc: 3\n", Flow, "x.yaml", Limits(nodes=4)).problems
    assert [(problem.code, problem.line) for problem in problems] == [("too-large", 3)]


def test_a_flow_that_leads_into_one_that_is_not_there_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, FLOW: CARD.replace("begins_with: front", "begins_with: frnt")})
    with pytest.raises(FlowFaults, match="'frnt'") as raised:
        Catalog([tmp_path]).content("card")
    assert [problem.code for problem in raised.value.problems] == ["unknown-target"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("agnt_id", "Did you mean 'agent_id'?"),
        ("service-item", "Did you mean 'service_item'?"),
        ("started", "Did you mean 'started_at'?"),
        ("qqq", "Known: "),
    ],
)
def test_a_field_that_the_log_lacks_gets_a_near_miss(tmp_path: Path, name: str, hint: str) -> None:
    write(tmp_path, {**FILES, FLOW: CARD.replace("agent_id", name)})
    (problem,) = check(tmp_path)
    assert problem.code == "unknown-field"
    assert repr(name) in problem.message
    assert (problem.hint or "").startswith(hint)
    assert problem.excerpt[problem.column - 1 :].startswith(name)


# Every code has a break


def _codes(module: Path) -> set[str]:
    """The codes that a module gives to problems: what stands where a parameter `code` is meant."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    takes = {
        function.name: [arg.arg for arg in function.args.args if arg.arg != "self"].index("code")
        for function in functions
        if "code" in [arg.arg for arg in function.args.args]
    }
    # Of Faults in read.py, and of the Reporter of the checks.
    inherited = (
        {"add": 1, "note": 1} if module.parent.name == "flowfile" else {"report": 0, "_unknown": 2}
    )
    takes = inherited | takes
    codes: set[str] = set()
    for function in functions:
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [word.value for word in call.keywords if word.arg == "code"]
            if not given and name in takes and len(call.args) > takes[name]:
                given = [call.args[takes[name]]]
            for value in given:
                codes |= _constants(value, function)
    return codes


def _constants(value: ast.expr, function: ast.FunctionDef) -> set[str]:
    if isinstance(value, ast.Constant):
        return {str(value.value)}
    if isinstance(value, ast.IfExp):
        return _constants(value.body, function) | _constants(value.orelse, function)
    assert isinstance(value, ast.Name), ast.dump(value)
    if value.id in [arg.arg for arg in function.args.args]:
        return set()
    set_here = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and value.id in [target.id for target in node.targets if isinstance(target, ast.Name)]
    ]
    assert set_here, f"{function.name}: where does {value.id!r} come from?"
    return set().union(*(_constants(value, function) for value in set_here))


def test_every_code_has_a_break_and_every_break_a_code() -> None:
    there = {
        (TOGETHER.get(module.name, module.relative_to(PACKAGE).as_posix()), code)
        for module in MODULES
        for code in _codes(module)
    }
    shown = {(module, broken.code) for module, broken in ALL} | ELSEWHERE
    assert sorted(there - shown) == [], "a code without a break"
    assert sorted(shown - there) == [], "a break whose code nobody gives"
    assert len(there) > 40
