"""Addresses are links of the terminal (OSC 8), whole also where the edge breaks them."""

from pathlib import Path

from textual.geometry import Size
from textual.strip import Strip

from guide.tui.app.across import link_in
from guide.tui.content import address
from guide.tui.widgets.rows import Rows
from tests.tui.helpers import ADIT, opened, walk

WHERE = "https://www.uscis.gov/i-90"


def linked(strips: list[Strip]) -> dict[str, str]:
    """Address → the words that lead there, as they are drawn."""
    links: dict[str, str] = {}
    for strip in strips:
        for segment in strip:
            link = segment.style.link if segment.style else None
            if link:
                links[link] = links.get(link, "") + segment.text
    return links


def test_an_address_carries_itself() -> None:
    assert link_in(address("see ", WHERE)) == WHERE
    assert address("see ", None).plain == ""


async def test_every_address_of_a_plan_leads_where_it_says(tmp_path: Path) -> None:
    for width in (120, 40):
        async with opened(tmp_path, (width, 60)) as (app, pilot):
            screen = await walk(app, pilot, ADIT)
            await pilot.pause()
            assert screen.query_one("#main", Rows).size > Size(10, 10)
            links = linked(app.screen._compositor.render_strips())
            assert WHERE in links
            assert all(link == "".join(words.split()) for link, words in links.items())
