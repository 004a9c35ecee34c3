"""A whole set of content files, as small as they can be, and what the check says of it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from guide.bootstrap import Services
from guide.cli.flows.command import problems
from guide.cli.options import Options
from guide.core.clock.calendar import Calendar
from guide.core.errors import Problem
from guide.core.flow.conditions import Circumstances
from guide.core.flow.content import Content
from guide.core.follow_up.board import AGENTS_DATE, LAWYER, LEGAL_DATES, NEEDED, STEPS
from guide.flowfile.catalog import Catalog
from guide.local.settings import Settings

HEAD = """\
checked: 2026-11-23
review_by: 2099-01-01
"""

CARD = """\
id: card
title: "A card"
summary: "For a card."
checked: 2026-11-23
review_by: 2099-01-01
begins_with: front
ivr: card
start: what
questions:
  what:
    text: "What happened?"
    sources: none
    options:
      lost: "Lost"
      stolen: {label: "Stolen", sources: [fact]}
    next:
      - when: {answer: what, is: stolen}
        to: needed
      - to: done
  needed:
    text: "When?"
    sources: none
    input: {kind: date, wanted: "A date."}
    next:
      - when: {days_until: needed, at_most: some-days}
        to: call
      - to: gate
  gate:
    next: done
outcomes:
  done: {kind: self-help, title: "Done", why: "It is done.", sources: none, then: call}
  call: {kind: call, when: any, title: "Call", why: "It is open.", sources: [fact]}
dates:
  needed-by: {before: needed, limit: some-days}
needs:
  paper: {text: "A paper", sources: none, detail: number}
warnings:
  stolen: {text: "It was stolen.", sources: none, when: {answer: what, is: stolen}}
  by-then: {text: "By {needed-by}.", sources: none, when: {answered: needed}}
say:
  ask: {text: "A card.", forms: {child: "C", client: "D", beneficiary: "E"}, sources: none, outcomes: [call]}
write_down:
  name: {text: "The name", sources: none, log: [agent_name, agent_id]}
dial:
  - {line: main}
"""

FRONT = """\
id: front
kind: part
title: "In front"
summary: "In front of all."
checked: 2026-11-23
review_by: 2099-01-01
start: role
questions:
  role:
    text: "Who are you?"
    sources: none
    options: {self: "Myself", other: "Somebody else"}
    next: continue
do_first:
  ask-them: {text: "Ask them.", sources: none, when: {answer: role, is: other}}
"""

CENTER = (
    HEAD
    + """\
lines:
  main: {number: "1-800-555-0100", dial: "+18005550100", label: "Main", note: "N.", hours: live-help, sources: none}
hours:
  live-help:
    zone: America/New_York
    weekdays: [mon, tue, wed, thu, fri]
    opens: "08:00"
    closes: "20:00"
    sources: none
limits:
  some-days: {value: 3, unit: days, label: "3 days", sources: [fact]}
  some-hours: {value: 3, unit: hours, label: "3 hours", sources: [fact]}
  urgent-answer: {value: 72, unit: hours, label: "72 hours", sources: [fact]}
  regular-answer: {value: 30, unit: business-days, label: "30 business days", sources: [fact]}
  ombudsman-contact: {value: 90, unit: days, label: "90 days", sources: [fact]}
  ombudsman-waited: {value: 60, unit: days, label: "60 days", sources: [fact]}
  missed-examination: {value: 30, unit: days, label: "30 days", sources: [fact]}
closures: []
may_close:
  12-24: {text: "Perhaps.", sources: none}
call_back:
  opens: "07:00"
  closes: "18:30"
  zone: America/New_York
  tries: 2
  caller_id: "1"
  email: "a@example.gov"
  sources: none
territories: {regions: [US], sources: none}
phone:
  overseas: {why: "W.", do: "D.", sources: none}
  extension: {why: "W.", do: "D.", sources: none}
  toll-free: {why: "W.", do: "D.", sources: none}
  premium: {why: "W.", do: "D.", sources: none}
  invalid: {why: "W.", do: "D.", sources: none}
  fine: {why: "W.", do: "D.", sources: none}
phone_tips: {near: {text: "N.", sources: none}}
hints: {waits: {text: "W.", sources: none}}
"""
)

MENU = (
    HEAD
    + """\
last_evidence: {text: "Old.", sources: [fact]}
start: answers
exits:
  person: {text: "A person", do: "Speak.", to: agent, sources: none}
steps:
  answers:
    title: "It answers"
    hear: null
    say: null
    do: "Wait."
    hear_grade: assumed
    say_grade: assumed
    asks: false
    next: [{when: "then", to: agent}]
    sources: none
  agent:
    title: "A person"
    hear: null
    say: null
    do: "Speak."
    hear_grade: assumed
    say_grade: assumed
    asks: true
    stamps: agent
    next: []
    sources: none
agent_asks:
  - {id: name, text: "Your name.", routes: [card], sources: none}
if_lost:
  - {id: again, text: "Call again.", sources: none}
routes:
  card:
    title: "To a card"
    way: [answers, agent]
    say:
      agent:
        say: "Hello"
        say_grade: assumed
        try_next: [{say: "Hi", say_grade: assumed, note: "N.", sources: none}]
        sources: none
    sources: none
"""
)

HOME = """\
question: "What do you need?"
entries:
  card: {text: "A card", flow: card}
  more:
    text: "More"
    choices:
      else: {text: "Else", opens: self-help}
"""

SELF_HELP = """\
items:
  tool: {title: "A tool", what: "W.", who: "W.", address: null, sources: none}
"""

FOLLOW_UP = "\n".join(
    [
        HEAD + "call_back:",
        '  tries: {text: "Within {some-days}.", sources: [fact]}',
        "steps:",
        *(f'  {name}: {{text: "S.", sources: none, then: [more]}}' for name in STEPS),
        "more:",
        *(f'  {n}: {{text: "M.", sources: none}}' for n in ("more", LAWYER, AGENTS_DATE, NEEDED)),
        "dates:",
        *(f'  {name}: {{text: "By {{legal-date}}.", sources: none}}' for name in LEGAL_DATES),
        "after_incoming: []\n",
    ]
)

SOURCES = """\
facts:
  fact:
    statement: "So it is: 3, 30, 60, 72 or 90, at 1-800-555-0100."
    source: "A rule"
    address: null
    date: "2026"
    checked: 2026-11-23
    kind: official
    grade: official
    disagrees: [other]
  other:
    statement: "So it is not."
    source: "A rule"
    address: null
    date: "2026"
    checked: 2026-11-23
    kind: anecdotal
    grade: reported
"""

SHARED = """\
questions:
  number:
    text: "Which number?"
    sources: none
    input: {kind: receipt, wanted: "A number."}
"""

EXAMPLES = """\
cases:
  - name: "A card is lost"
    at: "2026-12-01T10:00-05:00"
    answers: {role: self, what: lost}
    expect: {outcome: done, needs: [paper]}
  - name: "A card is stolen"
    at: "2026-12-01T10:00-05:00"
    zone: America/Chicago
    answers: {role: self, what: stolen}
    expect: {question: needed}
"""

FRONT_CASES = """\
cases:
  - name: "Somebody speaks for themselves"
    at: "2026-12-01T10:00-05:00"
    answers: {role: self}
    expect: {form: self}
"""

GLOSSARY = """\
checked: 2026-11-23
review_by: 2099-01-01
terms:
  card: {term: "card", text: "A card, good for {some-days}.", sources: [fact]}
  paper: {term: "paper", spellings: ["papers"], text: "Paper.", sources: none}
"""

FILES: Mapping[str, str] = {
    "card/flow.yaml": CARD,
    "card/cases.yaml": EXAMPLES,
    "parts/front/flow.yaml": FRONT,
    "parts/front/cases.yaml": FRONT_CASES,
    "contact_center.yaml": CENTER,
    "ivr.yaml": MENU,
    "home.yaml": HOME,
    "spelling.yaml": 'checked: 2026-11-23\nwords: {A: "Alfa"}\nlook_alikes: []\n',
    "self_help.yaml": SELF_HELP,
    "follow_up.yaml": FOLLOW_UP,
    "glossary.yaml": GLOSSARY,
    "sources.yaml": SOURCES,
    "shared.yaml": SHARED,
}
AT = datetime(2026, 12, 1, 15, tzinfo=UTC)


def around(content: Content) -> Circumstances:
    """A Tuesday on which somebody answers, in years without a day off."""
    return Circumstances(
        at=AT,
        zone="America/New_York",
        calendar=Calendar(closed={}, may_close={}, first=date(2026, 1, 1), last=date(2027, 12, 31)),
        schedule=content.schedules["live-help"],
    )


def write(folder: Path, files: Mapping[str, str]) -> None:
    """The files in their places."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def check(folder: Path) -> list[Problem]:
    """What `guide flows check` finds in this folder alone, without the built-in flows."""
    services = Services(Settings(zone="America/New_York", flows=folder), lambda: AT)
    services.catalog = Catalog([folder])
    return problems(services, Options())
