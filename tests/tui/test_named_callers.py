"""People whom a lawyer would know, on a real terminal, while the clock passes what they wait for."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from guide.bootstrap import Services
from guide.cli.flows.cases import cases_of
from guide.core.flow.cases import Case
from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.call_plan import CallPlan
from guide.core.prepare.resume import StoredWalk, led_to, resume
from guide.local.settings import Settings
from tests.tui import terminal
from tests.tui.terminal import Terminal

# The program as it is, but for its clock, which stands in a file and is looked at often, and for
# keys, which come faster than a person's.
DRIVER = """
import os, sys
from datetime import datetime
from pathlib import Path
from guide.bootstrap import Services
from guide.tui.widgets import digits
from guide.tui.screens import ticking
clock = Path(os.environ["TEST_CLOCK"])
Services.__init__.__defaults__ = (lambda: datetime.fromisoformat(clock.read_text()),)
ticking.MINUTE = 0.2
digits.CALM_SECONDS = -1.0
from guide.cli.main import run
run()
"""


class Caller(NamedTuple):
    """A case by the beginning of its name, and the moment to which the clock is moved."""

    flow: str
    name: str
    then: str
    # Answers that are otherwise than in the case.
    but: tuple[tuple[str, str], ...] = ()
    at: str = ""


CALLERS = {
    "nurse": Caller(
        "expedite", "A nurse was promised 72 hours eleven days ago", "2026-11-11T09:00-06:00",
        (("needed-by", "2026-12-07"),), at="2026-11-09T10:00-06:00",
    ),
    "hospital": Caller(
        "reschedule-biometrics", "In the hospital, 12 hours 5 minutes before",
        "2026-11-29T20:05-05:00",
    ),
    "Manila": Caller(
        "infopass-adit", "Card lost in Manila, the flight is on the fourth business day",
        "2026-11-30T21:30+08:00",
    ),
    "employer": Caller(
        "infopass-adit", "The employer wants proof: an I-90 filed 20 months ago",
        "2028-05-02T10:00-05:00",
    ),
    "Ghana": Caller(
        "infopass-advance-parole", "Ghana in five days over Thanksgiving", "2026-11-24T20:01-05:00"
    ),
    "a firm's helper": Caller(
        "infopass-advance-parole", "A helper alone prepares the call", "2026-11-23T20:01-05:00"
    ),
}  # fmt: skip


def case_of(services: Services, caller: Caller) -> Case:
    (case,) = [
        case
        for case in cases_of(services, FlowId(caller.flow))
        if case.name.startswith(caller.name)
    ]
    return case


def first_words(plan: CallPlan, services: Services) -> tuple[str, str]:
    """What is read first, as far as a line of a small window surely holds it."""
    if plan.question is not None:
        return services.texts.sentence(plan.question.text)[:28].rsplit(" ", 1)[0], ""
    verdict, title = services.texts.headline(plan)
    return title[:28].rsplit(" ", 1)[0], verdict


@contextmanager
def opened(tmp_path: Path, zone: str, at: datetime) -> Iterator[tuple[Terminal, Path]]:
    """The program in a zone, with a clock that can be moved."""
    clock = tmp_path / "clock"
    clock.write_text(at.isoformat(), encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("TZ", zone)
    patch.setenv("TEST_CLOCK", str(clock))
    patch.setattr(terminal, "ARGV", [sys.executable, "-c", DRIVER])
    with patch.context():
        try:
            run = Terminal(tmp_path / "data", tmp_path / "cache")
        finally:
            patch.undo()
    try:
        yield run, clock
    finally:
        os.kill(run.pid, signal.SIGKILL)
        run.ended()


def moved(clock: Path, to: datetime) -> None:
    """Another moment, all at once."""
    new = clock.with_suffix(".new")
    new.write_text(to.isoformat(), encoding="utf-8")
    new.replace(clock)


def until_all(run: Terminal, words: tuple[str, ...]) -> None:
    for word in words:
        run.until(word)


@pytest.mark.parametrize("who", CALLERS)
def test_a_plan_that_is_read_changes_when_its_moment_comes(who: str, tmp_path: Path) -> None:
    caller = CALLERS[who]
    case = case_of(Services(Settings(zone="America/New_York")), caller)
    zone = case.zone or "America/New_York"
    at, then = (
        datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
        for at in (caller.at or case.at, caller.then)
    )
    services = Services(Settings(zone=zone, data=str(tmp_path / "data")), clock=lambda: at)
    given = {**case.answers, **dict(caller.but)}
    answers = resume(services.reference.graph(caller.flow).content, given, zone).answers
    before, after = (services.planning.plan(caller.flow, answers, moment) for moment in (at, then))
    walk = StoredWalk(
        flow=FlowId(caller.flow), answers=given, content_version=before.content_version,
        seen_at=at, led_to=led_to(before),
    )  # fmt: skip
    services.walks.first_time("welcome")
    services.walks.keep(walk)
    services.close()
    first, second = (first_words(plan, services) for plan in (before, after))
    assert first != second
    with opened(tmp_path, zone, at) as (run, clock):
        run.until("Go on")
        run.press("\r")
        until_all(run, first)
        moved(clock, then)
        until_all(run, second)
        if led_to(before) != led_to(after):
            run.until("is over. Answer" if after.question else "what to do has changed")


def test_a_call_on_sunday_night_is_none_of_theirs_and_on_monday_morning_it_may_be(
    tmp_path: Path,
) -> None:
    services = Services(Settings(zone="America/New_York", data=str(tmp_path / "data")))
    services.walks.first_time("welcome")
    services.close()
    sunday, monday = (
        datetime.fromisoformat(text).astimezone(ZoneInfo("America/New_York"))
        for text in ("2026-11-29T22:00-05:00", "2026-11-30T10:00-05:00")
    )
    answers = {"pressure": "no", "opened": "yes", "item-number": "yes", "call-hours": "now"}
    night, morning = (
        first_words(services.planning.plan("incoming-call", answers, at), services)
        for at in (sunday, monday)
    )
    assert night != morning
    with opened(tmp_path, "America/New_York", sunday) as (run, clock):
        run.until(services.catalog.home.question)
        run.press("\x14")
        for name, value in answers.items():
            question = services.catalog.flow("incoming-call").questions[QuestionId(name)]
            run.until(question.text[:28].rsplit(" ", 1)[0])
            run.press(str([*question.options].index(value) + 1))
        until_all(run, night)
        moved(clock, monday)
        until_all(run, morning)
