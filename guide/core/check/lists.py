"""Faults of the files beside the flows: the phone menu, the first screen, numbers and hints."""

import itertools
from collections.abc import Iterator

from guide.core.check.report import near
from guide.core.clock.hours import LIVE_HELP
from guide.core.errors import Problem
from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.content import Content
from guide.core.flow.home import Home, HomeEntry, SelfHelpList
from guide.core.flow.phone_menu import PhoneMenu
from guide.core.flow.sources import Sources, fact_ids

Path = tuple[str | int, ...]


def check_menu_steps(menu: PhoneMenu) -> list[Problem]:
    """Whatever leads to a step that is not there: without it a call could not be followed."""
    problems: list[Problem] = []

    def target(name: str, path: Path) -> None:
        if name not in menu.steps:
            message, hint = f"There is no step {name!r}.", near(name, menu.steps)
            problems.append(_problem("unknown-target", message, path, "ivr", hint))

    target(menu.start, ("start",))
    for name, step in menu.steps.items():
        for index, leads in enumerate(step.next):
            target(leads.to, ("steps", name, "next", index, "to"))
    for name, out in menu.exits.items():
        if out.to is not None:
            target(out.to, ("exits", name, "to"))
    for name, route in menu.routes.items():
        for index, step_name in enumerate(route.way):
            target(step_name, ("routes", name, "way", index))
    return problems


def check_menu(menu: PhoneMenu, content: Content) -> list[Problem]:
    """Targets and sources of the phone menu, and routes whose steps do not join."""
    problems = check_menu_steps(menu)
    for name in menu.routes:
        if name not in content.flows:
            message, hint = f"There is no flow {name!r}.", near(name, content.flows)
            problems.append(_problem("unknown-target", message, ("routes", name), "ivr", hint))
        problems += _joints(menu, name)
    for number, asks in enumerate(menu.agent_asks):
        for index, route_name in enumerate(asks.routes):
            if route_name not in menu.routes:
                message, hint = f"There is no route {route_name!r}.", near(route_name, menu.routes)
                path: Path = ("agent_asks", number, "routes", index)
                problems.append(_problem("unknown-target", message, path, "ivr", hint))
    for flow in content.flows.values():
        if flow.ivr is not None and flow.ivr not in menu.routes:
            message, hint = (
                f"The phone menu has no route {flow.ivr!r}.",
                near(flow.ivr, menu.routes),
            )
            problems.append(_problem("unknown-target", message, ("ivr",), flow.id, hint))
    problems += _roles(menu)
    problems += _menu_sources(menu, content)
    problems += _unreached_steps(menu)
    return problems


def _roles(menu: PhoneMenu) -> Iterator[Problem]:
    """The program knows steps and ways out by their roles: what it leans on has to be told."""
    for section, entries in (("steps", menu.steps), ("exits", menu.exits)):
        known: dict[str, str] = {}
        for name, entry in entries.items():
            if entry.role is None:
                continue
            if entry.role in known:
                message = f"{known[entry.role]!r} has the role {entry.role!r} already."
                yield _problem("double-role", message, (section, name, "role"), "ivr", "Keep one.")
            known.setdefault(entry.role, name)
    for name, out in menu.exits.items():
        if out.to is None and out.role is None:
            message, hint = "This way out leads nowhere.", "Give it a `to`, or a `role`."
            yield _problem("missing", message, ("exits", name), "ivr", hint)
    if not any(step.stamps == "agent" for step in menu.steps.values()):
        message, hint = "No person ever answers.", "Give the step of the person `stamps: agent`."
        yield _problem("missing", message, ("steps",), "ivr", hint)


def _joints(menu: PhoneMenu, name: str) -> Iterator[Problem]:
    way = menu.routes[name].way
    if not way:
        path: Path = ("routes", name, "way")
        how = "Name at least one step: [answers]."
        yield _problem("missing", "This way has no steps.", path, "ivr", how)
    for index, (here, there) in enumerate(itertools.pairwise(way)):
        known = here in menu.steps and there in menu.steps
        if known and all(edge.to != there for edge in menu.steps[here].next):
            message = f"The step {here!r} does not lead to {there!r}."
            yield _problem("broken-way", message, ("routes", name, "way", index + 1), "ivr")
    for step in menu.routes[name].say:
        if step not in menu.steps:
            message, hint = f"There is no step {step!r}.", near(step, menu.steps)
            yield _problem("unknown-target", message, ("routes", name, "say", step), "ivr", hint)


def _unreached_steps(menu: PhoneMenu) -> Iterator[Problem]:
    reached: set[str] = set()
    waiting = [menu.start, *(out.to for out in menu.exits.values() if out.to)]
    waiting += [name for route in menu.routes.values() for name in route.way]
    while waiting:
        name = waiting.pop()
        if name not in reached and name in menu.steps:
            reached.add(name)
            waiting += [leads.to for leads in menu.steps[name].next]
    for name in menu.steps:
        if name not in reached:
            message = f"No way leads to the step {name!r}."
            yield _problem("unreachable", message, ("steps", name), "ivr")


def _menu_sources(menu: PhoneMenu, content: Content) -> Iterator[Problem]:
    named: list[tuple[Path, Sources]] = [(("last_evidence",), menu.last_evidence.sources)]
    named += [(("exits", name), out.sources) for name, out in menu.exits.items()]
    named += [(("steps", name), step.sources) for name, step in menu.steps.items()]
    named += [(("if_lost", index), advice.sources) for index, advice in enumerate(menu.if_lost)]
    for name, route in menu.routes.items():
        named.append((("routes", name), route.sources))
        for step, said in route.say.items():
            named.append((("routes", name, "say", step), said.sources))
            for index, other in enumerate(said.try_next):
                named.append((("routes", name, "say", step, "try_next", index), other.sources))
    for path, sources in named:
        yield from _sources(path, sources, content, "ivr")


def check_lists(
    home: Home, self_help: SelfHelpList, center: ContactCenter, content: Content
) -> list[Problem]:
    """Targets of the first screen; sources of numbers, hints and self-help."""
    problems: list[Problem] = []
    for name, entry in home.entries.items():
        problems += _entry(("entries", name), entry, content)
        if entry.group is not None and entry.group not in home.groups:
            message, hint = f"There is no group {entry.group!r}.", near(entry.group, home.groups)
            where: Path = ("entries", name, "group")
            problems.append(_problem("unknown-target", message, where, "home", hint))
    for name, tool in self_help.items.items():
        problems += _sources(("items", name), tool.sources, content, "self_help")
    for section in ("lines", "hours", "limits", "may_close", "phone", "phone_tips", "hints"):
        for name, value in getattr(center, section).items():
            problems += _sources((section, name), value.sources, content, "contact_center")
    for section in ("call_back", "territories"):
        sources = getattr(center, section).sources
        problems += _sources((section,), sources, content, "contact_center")
    for name, line in center.lines.items():
        # Without the hours that are looked for, that is told.
        known = line.hours in center.hours or LIVE_HELP not in center.hours
        if line.hours is not None and not known:
            message, hint = f"There are no hours {line.hours!r}.", near(line.hours, center.hours)
            path: Path = ("lines", name, "hours")
            problems.append(_problem("unknown-target", message, path, "contact_center", hint))
    return problems


def _entry(path: Path, entry: HomeEntry, content: Content) -> Iterator[Problem]:
    if entry.flow is not None and entry.flow not in content.flows:
        message, hint = f"There is no flow {entry.flow!r}.", near(entry.flow, content.flows)
        yield _problem("unknown-target", message, (*path, "flow"), "home", hint)
    if not (entry.flow or entry.choices or entry.opens):
        yield _problem("missing", "This leads nowhere.", path, "home", "Name a `flow`.")
    for name, choice in entry.choices.items():
        yield from _entry((*path, "choices", name), choice, content)


def _sources(path: Path, sources: Sources, content: Content, file: str) -> Iterator[Problem]:
    if sources == ():
        hint = "Add `sources: [fact-id]`, or `sources: none` if it states nothing about USCIS."
        yield _problem("no-source", "This names no source.", path, file, hint)
    for fact in fact_ids(sources):
        if fact not in content.facts:
            hint = near(fact, content.facts) or ""
            message = f"There is no fact {fact!r}."
            yield _problem("unknown-source", message, (*path, "sources"), file, hint)


def _problem(code: str, message: str, path: Path, file: str, hint: str | None = None) -> Problem:
    return Problem(code=code, message=message, path=path, file=file, hint=hint)
