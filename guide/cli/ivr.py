"""`guide ivr`: the way through the phone menu."""

from typing import Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import no_target, open_services
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.core.errors import InvalidInput
from guide.core.flow.phone_menu import PhoneMenu, RouteStep, route_steps
from guide.core.flow.sources import fact_ids


class _Ivr(Options):
    target: str


def run(options: _Ivr) -> int:
    """The most trusted way to one target."""
    services = open_services(options)
    menu = services.menu
    if options.target not in menu.routes:
        raise InvalidInput(*no_target(options.target, menu.routes))
    if options.json:
        output.record(as_json(options.target, menu))
    else:
        for text in in_words(options.target, menu, services):
            output.line(text)
    return DONE


def as_json(target: str, menu: PhoneMenu) -> dict[str, Any]:
    """The shape of the contract."""
    return {
        "target": target,
        "steps": [_step(stop, menu) for stop in route_steps(menu, target)],
        "if_lost": [
            {"id": if_lost.id, "text": if_lost.text, "sources": list(fact_ids(if_lost.sources))}
            for if_lost in menu.if_lost
        ],
        "last_evidence": menu.last_evidence.text,
    }


def _step(stop: RouteStep, menu: PhoneMenu) -> dict[str, Any]:
    return {
        "id": stop.id,
        "title": stop.step.title,
        "hear": stop.step.hear,
        "say": stop.say,
        "do": stop.step.do,
        "hear_grade": stop.step.hear_grade,
        "say_grade": stop.say_grade,
        "note": stop.note,
        "try_next": [
            {
                "say": t.say,
                "say_grade": t.say_grade,
                "note": t.note,
                "sources": list(fact_ids(t.sources)),
            }
            for t in stop.try_next
        ],
        "next": [{"when": edge.when, "to": edge.to} for edge in stop.step.next],
        "exits": [
            {"id": name, "text": menu_exit.text, "do": menu_exit.do, "to": menu_exit.to}
            for name, menu_exit in menu.exits.items()
        ],
        "sources": list(stop.sources),
    }


def in_words(target: str, menu: PhoneMenu, services: Services) -> list[str]:
    """The way as plain lines."""
    texts = services.texts
    lines = [menu.routes[target].title, menu.last_evidence.text]
    for number, stop in enumerate(route_steps(menu, target), start=1):
        lines += ["", f"{number}. {stop.step.title}"]
        hear = stop.step.hear or texts.say("ivr.unknown", "Not documented.")
        sure = texts.grade(stop.step.hear_grade)
        lines.append(texts.say("ivr.hear", "   You hear: {hear} [{grade}]", hear=hear, grade=sure))
        if stop.say is not None:
            sure = texts.grade(stop.say_grade)
            lines.append(texts.say("ivr.say", "   Say: {say} [{grade}]", say=stop.say, grade=sure))
        lines.append(f"   {stop.step.do}")
        lines += [f"   {stop.note}"] if stop.note else []
        for other in stop.try_next:
            then = texts.say(
                "ivr.try", "   If that fails, say: {say} [{grade}] {note}",
                say=other.say, grade=texts.grade(other.say_grade), note=other.note,
            )  # fmt: skip
            lines.append(then)
    lines += ["", texts.say("ivr.exits", "At every step:")]
    lines += [f"  - {menu_exit.text}: {menu_exit.do}" for menu_exit in menu.exits.values()]
    lines += ["", texts.say("ivr.lost", "If you are lost:")]
    lines += [f"  - {if_lost.text}" for if_lost in menu.if_lost]
    return lines
