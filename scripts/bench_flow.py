"""A flow of as many questions as wanted, as text; and what it takes to follow it."""

from datetime import UTC, datetime

from guide.bootstrap import Services
from guide.core.clock.calendar import Calendar
from guide.core.flow.conditions import Circumstances
from guide.core.flow.content import Content
from guide.core.flow.flow import Flow
from guide.flowfile.read import read

_HEAD = """\
id: synthetic
title: "A flow of {count} questions"
summary: "Only for measuring."
checked: 2026-11-23
review_by: 2027-05-22
start: question-0
outcomes:
  enough: {{kind: call, when: any, title: "Call", why: "Enough was asked.", sources: none}}
questions:
"""
_QUESTION = """\
  question-{number}:
    text: "Is it so, for the {number}th time?"
    why: "Somebody wants to know."
    sources: none
    options:
      first: "Yes, it is so"
      second: {{label: "No", hint: "Or not quite.", spoken: "it is not so"}}
      third: "I do not know"
    next:
      - when: {{answer: question-{number}, is: second}}
        to: {far}
      - to: {near}
"""


def text_of(count: int) -> str:
    """The file."""

    def target(number: int) -> str:
        return f"question-{number}" if number < count else "enough"

    questions = (
        _QUESTION.format(number=number, near=target(number + 1), far=target(number + 2))
        for number in range(count)
    )
    return _HEAD.format(count=count) + "".join(questions)


def flow_of(text: str) -> Flow:
    """The file, read; a fault in it is ours."""
    reading = read(text, Flow, "synthetic")
    if not isinstance(reading.value, Flow):
        raise TypeError(reading.problems[:3])
    return reading.value


def content_of(flow: Flow, services: Services) -> Content:
    """The flow as all there is, with the real contact center."""
    return Content(
        flows={flow.id: flow},
        shared={},
        center=services.catalog.center,
        facts={},
        schedules=services.reference.schedules,
        versions={flow.id: "0"},
    )


def circumstances(services: Services) -> Circumstances:
    """An open hour on a plain day."""
    at = datetime(2026, 11, 23, 15, tzinfo=UTC)
    return Circumstances(
        at=at,
        zone="America/New_York",
        calendar=Calendar(closed={}, may_close={}, first=at.date(), last=at.date()),
        schedule=services.reference.schedules["live-help"],
    )
