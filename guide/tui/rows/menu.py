"""The way through the phone menu as rows: what is heard, what to say, what to do when lost."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.flow.sources import fact_ids
from guide.tui.content import hang, plain
from guide.tui.rows.route import RouteRows
from guide.tui.widgets.rows import Row, heading


def menu_rows(target: str | None, services: Services) -> Iterator[Row]:
    """What a plan says of the menu; without a target nothing is known of it."""
    say = services.texts.say
    yield heading("menu", say("plan.machine", "What to say to the machine"))
    if target is None:
        words = say(
            "plan.no-map",
            "We don't know this line's phone menu. Listen, and answer what you hear.",
        )
        yield Row(id="menu-none", content=plain(words), text=words)
        return
    yield from RouteRows(services, target).whole()
    yield from lost_rows(services)


def lost_rows(services: Services) -> Iterator[Row]:
    """What to do where the menu does not go on."""
    yield heading("lost", services.texts.say("menu.lost", "If you get stuck"))
    for if_lost in services.menu.if_lost:
        yield Row(
            id=f"lost-{if_lost.id}",
            content=hang("?", if_lost.text),
            text=if_lost.text,
            sources=fact_ids(if_lost.sources),
        )
