"""The way through the phone menu as rows: what is heard, what to say, what to do when lost."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.flow.phone_menu import RouteStep, route_steps
from guide.core.flow.sources import fact_ids
from guide.tui.content import GAP, OWN_WORDS, hang, plain
from guide.tui.widgets.rows import Row, heading


def menu_rows(target: str | None, services: Services) -> Iterator[Row]:
    """What a plan says of the menu; without a target nothing is known of it."""
    say, menu = services.texts.say, services.menu
    yield heading("menu", say("plan.machine", "What to say to the machine"))
    if target is None:
        words = say(
            "plan.no-map",
            "We don't know this line's phone menu. Listen, and answer what you hear.",
        )
        yield Row(id="menu-none", content=plain(words), text=words)
        return
    for number, stop in enumerate(route_steps(menu, target), start=1):
        yield step_row(number, stop, services)
    for if_lost in menu.if_lost:
        facts = fact_ids(if_lost.sources)
        words = say("plan.lost", "If you get stuck: {what}", what=if_lost.text)
        yield Row(id=f"lost-{if_lost.id}", content=hang("?", words), text=words, sources=facts)


def step_row(number: int, stop: RouteStep, services: Services) -> Row:
    """One step of the phone menu: heard, said, and how sure each is."""
    texts = services.texts
    parts = [plain(stop.step.title, "bold")]
    if stop.step.hear is not None:
        heard = texts.say("menu.hear", "hear: {hear}", hear=stop.step.hear)
        parts += [plain(f"\n{heard}{GAP}{GAP}"), plain(texts.grade(stop.step.hear_grade))]
    if stop.say is not None:
        said = texts.say("menu.say", "say: ")
        parts += [plain(f"\n{said}"), plain(stop.say, OWN_WORDS), plain(GAP * 2)]
        parts.append(plain(texts.grade(stop.say_grade)))
    parts.append(plain(f"\n{stop.step.do}"))
    parts += [plain(f"\n{stop.note}")] if stop.note else []
    for other in stop.try_next:
        then = texts.say("menu.try", "or say: ")
        parts += [plain(f"\n{then}"), plain(other.say, OWN_WORDS), plain(GAP * 2)]
        parts += [plain(texts.grade(other.say_grade)), plain(f"{GAP}{GAP}{other.note}")]
    return Row(
        id=f"step-{number}-{stop.id}",
        content=hang(plain(f"{number}.", "bold"), *parts),
        text=stop.step.title,
        act="step",
        target=stop.id,
        sources=stop.sources,
    )
