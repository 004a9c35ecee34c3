"""The way through the phone menu as rows: what is heard, what to say, what to do when lost."""

from collections.abc import Iterator

from guide.bootstrap import Services
from guide.core.flow.sources import fact_ids
from guide.tui.content import hang, plain
from guide.tui.rows.route import RouteRows
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
    yield from RouteRows(services, target).whole()
    for if_lost in menu.if_lost:
        facts = fact_ids(if_lost.sources)
        words = say("plan.lost", "If you get stuck: {what}", what=if_lost.text)
        yield Row(id=f"lost-{if_lost.id}", content=hang("?", words), text=words, sources=facts)
