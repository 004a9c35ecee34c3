"""A rehearsal of the call: the phone menu answers as the map knows it, then the person asks.

A value that is replaced at every reply. Only what the map holds happens: where it knows no answer
to what was said, the rehearsal says so and stays. Nothing here is the real voice or the real wait.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from guide.core.case_numbers import case_signs
from guide.core.flow.phone_menu import AgentAsks, MenuStep, PhoneMenu, RouteStep, route_steps
from guide.core.signs import plain_signs

# What became of a reply.
Heard = Literal[
    "begun", "went-on", "chosen", "understood", "not-understood", "not-enough", "not-the-words",
    "not-a-number", "link-taken", "yes-or-no", "shown", "have", "missing", "over",
]  # fmt: skip
# After these one is where one was: nothing new is there to be listed.
STAYS: frozenset[Heard] = frozenset({"not-enough", "not-the-words", "not-a-number", "yes-or-no"})
# After so many misses, Enter goes on as if the words had been said.
_MISSES = 2
Alike = Callable[[str, str], bool]
_ZIP = re.compile(r"\d{5}")
_PHONE = re.compile(r"\+?\d{7,15}")
_NO = frozenset({"no", "n", "no thanks", "no thank you", "no, thanks", "no, thank you"})
_YES = frozenset({"yes", "y", "yes please", "yes, please"})
_NO_NUMBER = re.compile(r"\b(do ?n[o']?t|do not|no)\b.*\b(have|number|one)\b", re.IGNORECASE)


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """Where one is. `passed` counts the steps of the way; `asked` the person's questions.

    With the person, `step` stays and the questions run; after the last one it is over.
    """

    target: str
    step: str
    stops: tuple[RouteStep, ...]
    questions: tuple[AgentAsks, ...]
    passed: int = 0
    asked: int | None = None
    offered: bool = False
    misses: int = 0
    heard: Heard = "begun"
    missing: tuple[str, ...] = ()
    over: bool = False

    @property
    def question(self) -> AgentAsks | None:
        """What the person asks now."""
        return None if self.asked is None or self.over else self.questions[self.asked]

    @property
    def stop(self) -> RouteStep | None:
        """The step of the way, where one is on it."""
        return next((stop for stop in self.stops if stop.id == self.step), None)


def begun(menu: PhoneMenu, target: str) -> Rehearsal:
    """A rehearsal at its start: the first prompt of the route to a target."""
    stops = route_steps(menu, target)
    questions = tuple(q for q in menu.agent_asks if not q.routes or target in q.routes)
    return Rehearsal(target=target, step=stops[0].id, stops=stops, questions=questions)


def replied(now: Rehearsal, menu: PhoneMenu, words: str, alike: Alike) -> Rehearsal:
    """What follows on the words; a digit takes one of the turns that the map lists."""
    words = words.strip()
    if now.over:
        return now
    if now.question is not None:
        return _record_answer(now, has=words.lower() not in _NO)
    step = menu.steps[now.step]
    if len(words) == 1 and words.isdecimal() and 1 <= int(words) <= len(step.next):
        return _at(now, menu, step.next[int(words) - 1].to, "chosen")
    if step.expects is None:
        return _onward(now, menu, "went-on")
    return _answered(now, menu, step, words, alike)


def _answered(
    now: Rehearsal, menu: PhoneMenu, step: MenuStep, words: str, alike: Alike
) -> Rehearsal:
    said = words.lower().strip(" .!")
    match step.expects:
        case "yes-no":
            if said in _NO and step.next:
                return _at(now, menu, step.next[-1].to, "understood")
            return _yes_or_no(now, menu, said, wanted=_YES)
        case "decline":
            if said in _YES:
                return _at(now, menu, menu.step_of("dropped") or now.step, "link-taken")
            return _yes_or_no(now, menu, said, wanted=_NO)
        case "receipt" | "a-number" as kind:
            fits = case_signs(kind, words) or _NO_NUMBER.search(words)
            return _onward(now, menu, "understood") if fits else _stays(now, "not-a-number")
        case "zip" | "phone" as kind:
            digits = _ZIP if kind == "zip" else _PHONE
            fits = digits.fullmatch(re.sub(r"[\s().-]", "", plain_signs(words)))
            return _onward(now, menu, "understood") if fits else _stays(now, "not-a-number")
        case _:
            return _topic(now, menu, step, said, alike)


def _yes_or_no(now: Rehearsal, menu: PhoneMenu, said: str, wanted: frozenset[str]) -> Rehearsal:
    """On with the word that the way wants, and with Enter alone as if it had been said."""
    if said and said not in wanted:
        return _stays(now, "yes-or-no")
    return _onward(now, menu, "understood" if said else "shown")


def _topic(now: Rehearsal, menu: PhoneMenu, step: MenuStep, said: str, alike: Alike) -> Rehearsal:
    if not said and now.misses >= _MISSES:
        there = now.stops[now.passed].id
        return _onward(msgspec.structs.replace(now, step=there, misses=0), menu, "shown")
    now = msgspec.structs.replace(now, misses=now.misses + 1)
    if said in step.not_enough:
        return _stays(now, "not-enough")
    if any(alike(said, phrase) for phrase in phrases(now)):
        return _onward(msgspec.structs.replace(now, misses=0), menu, "understood")
    again, stop = menu.step_of("not-understood"), now.stop
    misheard = stop is not None and (stop.step.role == "topic" or not said)
    if misheard and again is not None and any(edge.to == again for edge in step.next):
        return _at(now, menu, again, "not-understood")
    return _stays(now, "not-the-words")


def phrases(now: Rehearsal) -> Sequence[str]:
    """What can be said where one is; after a misunderstanding, what was wanted before it."""
    stop = now.stop or now.stops[now.passed]
    said = [stop.say] if stop.say else []
    return [*said, *(fallback.say for fallback in stop.try_next)]


def _onward(now: Rehearsal, menu: PhoneMenu, heard: Heard) -> Rehearsal:
    """To the next step of the way; once, a link is offered first where the map knows of that."""
    here = menu.steps[now.step]
    if now.passed + 1 >= len(now.stops):
        return _with_person(now, heard)
    following = now.stops[now.passed + 1].id
    if now.stop is None and all(edge.to != following for edge in here.next):
        # Off the way: back on it by the first turn that the map knows.
        first = here.next[0].to if here.next else None
        return _with_person(now, heard) if first is None else _at(now, menu, first, heard)
    link = None if now.offered else menu.step_of("link-offer")
    offers = link is not None and any(edge.to == link for edge in here.next)
    # Only where the way goes on behind it.
    if link and offers and any(edge.to == following for edge in menu.steps[link].next):
        return _at(now, menu, link, heard)
    return _at(now, menu, following, heard)


def _at(now: Rehearsal, menu: PhoneMenu, step: str, heard: Heard) -> Rehearsal:
    names = [stop.id for stop in now.stops]
    passed = names.index(step) if step in names else now.passed
    there = msgspec.structs.replace(
        now,
        step=step,
        heard=heard,
        passed=passed,
        offered=now.offered or menu.steps[step].role == "link-offer",
    )
    return _with_person(there, heard) if menu.steps[step].stamps == "agent" else there


def _with_person(now: Rehearsal, heard: Heard) -> Rehearsal:
    over = not now.questions
    return msgspec.structs.replace(now, heard=heard, asked=0, over=over)


def _record_answer(now: Rehearsal, *, has: bool) -> Rehearsal:
    asked = now.asked or 0
    left = () if has else (now.questions[asked].id,)
    over = asked + 1 == len(now.questions)
    return msgspec.structs.replace(
        now,
        asked=asked if over else asked + 1,
        missing=now.missing + left,
        over=over,
        heard="over" if over else "have" if has else "missing",
    )


def _stays(now: Rehearsal, heard: Heard) -> Rehearsal:
    return msgspec.structs.replace(now, heard=heard)
