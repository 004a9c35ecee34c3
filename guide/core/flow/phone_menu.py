"""The phone menu as a graph: prompts, what to say, where that leads, and how sure each is.

The way to a target is the most trusted one, as the map lists it; nothing here invents a prompt.
"""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Literal

import msgspec

from guide.core.flow.contact_center import Note
from guide.core.flow.sources import FileStruct, Grade, Sources, fact_ids


class MenuEdge(FileStruct, frozen=True):
    """Where a step leads, by the name of that step; `when` says in words when it does."""

    when: str
    to: str


# What a step wants to hear: words of a topic, yes or no, a "no" to an offer, or a number.
Expects = Literal["words", "yes-no", "decline", "receipt", "a-number", "phone", "zip"]
# Of these, what the machine listens for as it stands in the map.
ENGLISH = ("words", "yes-no", "decline")
# What a step is to the program, whatever it is called; none has to be there, and each stands once.
Role = Literal["topic", "not-understood", "link-offer", "dropped", "before-hanging-up"]
# What a way out is that leads to no step.
ExitRole = Literal["heard-else", "hung-up"]


class MenuStep(FileStruct, frozen=True):
    """One step of the menu. `hear` is the gist in our words; null where nothing is documented.

    `role` is what the step is to the program. `stamps` is the moment of the call that begins with
    it; `not_enough` are words that alone were reported to lead nowhere. `near` are words that help
    to find the step by what was heard; they are never shown.
    """

    title: str
    hear: str | None
    say: str | None
    do: str
    hear_grade: Grade
    say_grade: Grade
    asks: bool
    next: tuple[MenuEdge, ...]
    role: Role | None = None
    expects: Expects | None = None
    not_enough: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    stamps: Literal["on-hold", "agent"] | None = None
    sources: Sources = ()


class Fallback(FileStruct, frozen=True):
    """Other words to try when the first do not help."""

    say: str
    say_grade: Grade
    note: str
    sources: Sources = ()


class RouteUtterance(FileStruct, frozen=True):
    """What to say at one step of a route, how sure that is, and what to try after it."""

    say: str
    say_grade: Grade
    note: str | None = None
    try_next: tuple[Fallback, ...] = ()
    sources: Sources = ()


class Exit(FileStruct, frozen=True):
    """A way out that every step offers: to a step, or to what its `role` says."""

    text: str
    do: str
    to: str | None = None
    role: ExitRole | None = None
    sources: Sources = ()


class AgentAsks(FileStruct, frozen=True):
    """What the person usually asks; on some routes only where `routes` names them.

    `answered_by` are answers of a plan; `says` stands for the plan's sentences to say.
    """

    id: str
    text: str
    answered_by: tuple[str, ...] = ()
    says: bool = False
    routes: tuple[str, ...] = ()
    sources: Sources = ()


class IfLost(FileStruct, frozen=True):
    """What to do when the menu loops, drops the call or offers only links."""

    id: str
    text: str
    sources: Sources = ()


class Route(FileStruct, frozen=True):
    """The most trusted way to one target."""

    title: str
    way: tuple[str, ...]
    say: Mapping[str, RouteUtterance] = {}
    sources: Sources = ()


class PhoneMenu(FileStruct, frozen=True):
    """The file `ivr.yaml`: steps by name, ways out, and a route to each target."""

    checked: Day
    review_by: Day
    last_evidence: Note
    start: str
    exits: Mapping[str, Exit]
    steps: Mapping[str, MenuStep]
    agent_asks: tuple[AgentAsks, ...]
    if_lost: tuple[IfLost, ...]
    routes: Mapping[str, Route]

    def step_of(self, role: Role) -> str | None:
        """The name of the step with a role; None where the map gives it to none."""
        return next((name for name, step in self.steps.items() if step.role == role), None)


class RouteStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a way, with what to say on this route."""

    id: str
    step: MenuStep
    say: str | None
    say_grade: Grade
    note: str | None
    try_next: tuple[Fallback, ...]
    sources: tuple[str, ...]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Where a step may lead; `place` is the number of that step on the way, None off it."""

    when: str
    to: str
    title: str
    place: int | None


def turns(menu: PhoneMenu, way: Sequence[str], step: str) -> tuple[Turn, ...]:
    """Where a step may lead: along the way first, the nearest first, then off it."""
    places = {name: number for number, name in enumerate(way, start=1)}
    all_turns = [
        Turn(when=turn.when, to=turn.to, title=menu.steps[turn.to].title, place=places.get(turn.to))
        for turn in menu.steps[step].next
    ]
    here = places.get(step, 0)
    ahead = [turn for turn in all_turns if (turn.place or 0) > here]
    aside = [turn for turn in all_turns if (turn.place or 0) <= here]
    return *sorted(ahead, key=lambda turn: turn.place or 0), *aside


def route_steps(menu: PhoneMenu, target: str) -> tuple[RouteStep, ...]:
    """The steps to a target, in order, with what to say at each.

    Raises:
        KeyError: the map has no such target.
    """
    return tuple(stop_at(menu, target, name) for name in menu.routes[target].way)


def stop_at(menu: PhoneMenu, target: str | None, name: str) -> RouteStep:
    """A step, and what to say there on the way to a target, also where the step lies off it."""
    step = menu.steps[name]
    said = None if target is None else menu.routes[target].say.get(name)
    sources = fact_ids(step.sources)
    if said is None:
        return RouteStep(
            id=name, step=step, say=step.say, say_grade=step.say_grade, note=None, try_next=(),
            sources=sources,
        )  # fmt: skip
    more = fact_ids(said.sources)
    return RouteStep(
        id=name, step=step, say=said.say, say_grade=said.say_grade, note=said.note,
        try_next=said.try_next, sources=tuple(dict.fromkeys(sources + more)),
    )  # fmt: skip
