"""The palette: everything that can be done where one is, with its key, in groups."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.command import CommandList
from textual.pilot import Pilot

from guide.tui.app.guide_app import GuideApp
from guide.tui.app.palette import Offer, offers
from guide.tui.content import GAP
from tests.tui.helpers import opened, until
from tests.tui.ways import WAYS

# What moves a page or a line on is of no use from a list; the palette need not offer itself.
OF_NO_USE = {
    "ctrl_c", "command_palette", "page(-1)", "page(1)", "edge(-1)", "edge(1)", "line(-1)",
    "line(1)", "script_edge(-1)", "script_edge(1)",
}  # fmt: skip
GROUPS = ["Here", "Go to", "Anywhere", "Move"]


async def palette(app: GuideApp, pilot: Pilot[None], *typed: str) -> CommandList:
    await pilot.press("ctrl+p", *typed)
    await app.workers.wait_for_complete()
    listed = app.screen.query_one(CommandList)
    await until(pilot, lambda: listed.option_count > 0)
    await pilot.pause()
    return listed


def lines(listed: CommandList) -> list[str]:
    """The rows of the list as they are drawn."""
    strips = [listed.render_line(y) for y in range(listed.size.height)]
    return [strip.text.replace(GAP, " ").rstrip() for strip in strips]


@pytest.mark.parametrize("name", WAYS)
async def test_no_action_of_a_screen_is_missing(tmp_path: Path, name: str) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS[name](app, pilot)
        screen = app.screen
        offered: dict[str, list[Offer]] = {}
        for each in offers(app, screen):
            offered.setdefault(each.action.removeprefix("app."), []).append(each)
        for active in screen.active_bindings.values():
            binding = active.binding
            action = binding.action.removeprefix("app.")
            if not active.enabled or not binding.description or action in OF_NO_USE:
                continue
            assert action in offered, (binding, active.node)
            if active.node is screen and binding.id and action != "help":
                key = app.get_key_display(binding)
                found = [(each.title, key in each.keys) for each in offered[action]]
                assert (binding.description, True) in found


@pytest.mark.parametrize("name", WAYS)
async def test_every_command_stands_in_one_group_and_the_groups_in_order(
    tmp_path: Path, name: str
) -> None:
    async with opened(tmp_path) as (app, pilot):
        await WAYS[name](app, pilot)
        groups = [each.group for each in offers(app, app.screen)]
        order = ["here", "go", "anywhere", "moving"]
        assert groups == sorted(groups, key=order.index)
        named = [(each.title, each.action) for each in offers(app, app.screen)]
        assert len(named) == len(set(named))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)], ids=["120", "80", "40"])
async def test_the_key_stands_at_the_right_edge(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size) as (app, pilot):
        await WAYS["plan"](app, pilot)
        listed = await palette(app, pilot)
        drawn = lines(listed)
        assert drawn[0].strip() == "Here"
        width = listed.scrollable_content_region.width
        keyed = {line.split()[0]: line for line in drawn if line.endswith((" s", " c", " r"))}
        assert {"Source", "Call", "Rehearse"} <= keyed.keys()
        assert {cell_len(line) for line in keyed.values()} == {width - 2}


async def test_groups_stand_under_their_names_and_are_not_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 60)) as (app, pilot):
        listed = await palette(app, pilot)
        options = [listed.get_option_at_index(i) for i in range(listed.option_count)]
        named = [str(each.prompt).strip() for each in options if each.disabled]
        assert [each for each in named if each in GROUPS] == named
        assert named[:3] == GROUPS[:3]
        assert listed.highlighted == 1
        seen = set()
        for _ in options:
            await pilot.press("down")
            assert listed.highlighted is not None
            seen.add(listed.highlighted)
        assert not any(options[place].disabled for place in seen)


async def test_what_is_typed_finds_without_groups(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        listed = await palette(app, pilot, *"time zone")
        first = listed.get_option_at_index(0)
        assert not first.disabled
        assert str(first.prompt).startswith("Time zone")
        assert lines(listed)[0].endswith("F4/z")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ZoneScreen")
