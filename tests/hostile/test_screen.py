"""Hostile text on the screen: drawn letter for letter, controls as signs, and nothing obeyed."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.core.call.fields import LIVE_FIELDS
from guide.core.text import clean, is_encodable, one_line, replace_surrogates
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.dialogs.fill import FillScreen
from guide.tui.dialogs.other_prompt import OtherPromptScreen
from guide.tui.dialogs.save_as import SaveScreen
from guide.tui.dialogs.zone import ZoneScreen
from guide.tui.screens.correct import CorrectScreen
from guide.tui.screens.live import LiveScreen
from guide.tui.screens.log import LogScreen
from guide.tui.screens.rehearse import RehearseScreen
from guide.tui.screens.spell import SpellScreen
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.fields import id_of
from guide.tui.widgets.typed_input import signs
from tests.calls import call
from tests.hostile.strings import ALL, OWN, SIGNS, TRAP, naughty, raw
from tests.tui.helpers import ADIT, drawn, opened, shown, until

WORDS = [field.name for field in LIVE_FIELDS if field.input != "choice"]
# Drawing is slow: the naughty strings that hold anything that markup or a terminal could obey.
ODD = [text for text in naughty() if set("[]\\") & set(text) or clean(text) != text]
DRAWN = [*OWN, *ODD[::3], *naughty()[::24]]


async def faults(
    app: GuideApp, pilot: Pilot[None], entry: Input, texts: Iterable[str], *keys: str
) -> list[tuple[str, str]]:
    """Each text into a field, then some keys: what a terminal would have obeyed."""
    obeyed = []
    here = app.screen
    for text in texts:
        entry.value = text[: entry.max_length or None]
        if keys:
            await pilot.press(*keys)
        await pilot.pause()
        obeyed += [(text[:30], sign) for sign in raw(drawn(app).replace("\n", ""))]
        assert app.is_running
        while app.screen is not here and here in app.screen_stack:
            app.pop_screen()
            await pilot.pause()
    return obeyed


def test_a_field_draws_a_sign_for_each_character() -> None:
    for text in ALL:
        shown_as = signs(text)
        assert len(shown_as) == len(text)
        assert raw(shown_as) == []
        assert shown_as == text or one_line(text) != text


def test_every_field_of_the_screen_draws_signs() -> None:
    folder = Path(__file__).parents[2] / "guide" / "tui"
    plain = [path for path in folder.rglob("*.py") if " Input(" in path.read_text("utf-8")]
    assert plain == []


async def test_the_search_of_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.services.calls.merge(
            call(number, note="x", request=text[:2000], agent_name=text[:50])
            for number, text in enumerate(DRAWN, 1)
            if text and is_encodable(text)
        )
        app.action_go("call")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LogScreen)
        entry = screen.query_one("#search", Input)
        assert await faults(app, pilot, entry, DRAWN[::2]) == []
        for sent, sign in (("app.quit", "[@click=app.quit]hi[/]"), ("0;title", "␛]0;title␇")):
            entry.value = sent
            await pilot.pause()
            assert sign in shown(screen)
            assert sign in drawn(app)


def holds(live: LiveScreen, words: dict[str, str]) -> bool:
    return {name: live.live.typed.get(name, "") for name in words} == words


async def test_the_fields_of_a_live_call_and_of_its_correction(tmp_path: Path) -> None:
    """All fields at once, each with another text."""
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        one = call(1)
        app.services.calls.add(one)
        correct = CorrectScreen(one, lambda: None)
        await pilot.press("f5", "f5", "f5")
        for screen in (live, correct):
            if screen is correct:
                app.push_screen(correct)
                await pilot.pause()
            for start in range(0, len(DRAWN), len(WORDS)):
                texts = DRAWN[start : start + len(WORDS)]
                given = {name: text[:2000] for name, text in zip(WORDS, texts, strict=False)}
                for name, text in given.items():
                    screen.query_one(f"#{id_of(name)}", Input).value = text
                await pilot.pause()
                assert raw(drawn(app).replace("\n", "")) == []
                if screen is live:
                    storable = {name: replace_surrogates(text) for name, text in given.items()}
                    await until(pilot, partial(holds, live, storable))


@pytest.mark.parametrize("text", ["\ud800", "\x1b]0;t\x07", "\0", "a\nb", "[/b] x", "\u202ex"])
async def test_a_call_with_such_words_ends_in_the_log(text: str, tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        await pilot.press("f5", "f5", "f5")
        for name in WORDS:
            live.query_one(f"#{id_of(name)}", Input).value = text
        await pilot.pause()
        # A day that cannot be read is offered to be written anew first; then comes the log.
        await pilot.press("f8", "down", "enter")
        await pilot.pause()
        noted = app.services.calls.get(live.live.id)
        assert noted is not None
        assert noted.agent_name == replace_surrogates(text)


async def test_something_else_was_heard(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_call()
        await pilot.pause()
        live = app.screen
        assert isinstance(live, LiveScreen)
        for text in OWN[::14]:
            await pilot.press("ctrl+r")
            await pilot.pause()
            dialog = app.screen
            assert isinstance(dialog, OtherPromptScreen)
            dialog.query_one(Input).value = text[:300]
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
            await pilot.press("enter")
            await pilot.pause()
            if app.screen is dialog:  # like nothing on the map: it waits for a choice, or leaves
                await pilot.press("escape")
                await pilot.pause()
        texts = [heard.text for heard in live.live.heard]
        assert texts == [
            replace_surrogates(text[:300]).strip() for text in OWN[::14] if text.strip()
        ]


async def test_spelling_zone_and_rehearsal(tmp_path: Path) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.push_screen(SpellScreen())
        await pilot.pause()
        assert await faults(app, pilot, app.screen.query_one(Input), OWN) == []
        app.pop_screen()
        app.push_screen(ZoneScreen("America/Chicago", "UTC"))
        await pilot.pause()
        texts = [text for text in OWN[::8] if text.strip()]
        assert await faults(app, pilot, app.screen.query_one(Input), texts) == []
        app.pop_screen()
        screen = RehearseScreen("expedite")
        app.push_screen(screen)
        await pilot.pause()
        for number, text in enumerate(OWN[::3]):
            if screen.now.over or number % 10 == 0:
                screen.action_again()
            entry = screen.query_one(Input)
            entry.value = text[:2000]
            await pilot.press("enter")
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
            said = str(screen.query_one("#talk", Static).content)
            assert clean(f"▌ {replace_surrogates(text[:2000])}") in said


async def test_where_a_file_shall_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(tmp_path / "data") as (app, pilot):
        screen = SaveScreen("Where to?", tmp_path / "x", lambda _: b"x")
        app.push_screen(screen)
        await pilot.pause()
        entry = screen.query_one(Input)
        for text in ["~nobody-here/x", *OWN[::6]]:
            if ".." in text or text.startswith("/") or not text.strip():
                continue
            entry.value = text[:2000]
            await pilot.press("enter")
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
            if app.screen is not screen:
                screen = SaveScreen("Where to?", tmp_path / "x", lambda _: b"x")
                app.push_screen(screen)
                await pilot.pause()
                entry = screen.query_one(Input)
                assert raw(drawn(app).replace("\n", "")) == []


TYPED = {
    "receipt": "receipt", "a-number": "a-number", "form-number": "text",
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
async def test_a_blank_of_the_plan_is_filled_or_says_what_it_wants(
    name: str, tmp_path: Path
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow("infopass-adit")
        await pilot.pause()
        walk = app.screen
        assert isinstance(walk, WalkScreen)
        for text in OWN[:: 8 if name == "form-number" else 30]:
            walk.answers = {**ADIT, "by": date(2026, 11, 30)}
            await pilot.pause()
            walk.fill(name)
            await pilot.pause()
            dialog = app.screen
            assert isinstance(dialog, FillScreen)
            dialog.query_one(Input).value = text[:2000]
            await pilot.press("enter")
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
            if dialog not in app.screen_stack:
                if not text.strip():
                    continue
                assert walk.answers[name] == replace_surrogates(text).strip()
                assert (
                    clean(replace_surrogates(text).strip()) in shown(walk) or name != "form-number"
                )
            else:
                app.pop_screen()
                await pilot.pause()


@pytest.mark.parametrize(
    ("flow", "before", "name"),
    [
        ("infopass-adit", {**ADIT, "number": ""}, "number"),
        ("infopass-adit", {k: v for k, v in ADIT.items() if k in list(ADIT)[:8]}, "by"),
        ("expedite", {"role": "applicant", "represented": "no", "protected": "no"}, ""),
    ],
)
async def test_a_typed_answer_takes_any_text(
    flow: str, before: dict[str, str], name: str, tmp_path: Path
) -> None:
    async with opened(tmp_path) as (app, pilot):
        app.open_flow(flow)
        await pilot.pause()
        walk = app.screen
        assert isinstance(walk, WalkScreen)
        walk.answers = {key: value for key, value in before.items() if value}
        await pilot.pause()
        entry = walk.query_one("#typed", Input)
        for text in OWN[::9]:
            walk.answers = {key: value for key, value in before.items() if value}
            await pilot.pause()
            entry.value = text[:2000]
            entry.focus()
            await pilot.press("enter")
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
            if name and name in walk.answers and name not in {k for k, v in before.items() if v}:
                assert walk.answers[name] == replace_surrogates(text[:2000]).strip() or name == "by"


async def test_texts_of_flow_files_on_every_screen(flows: Path, tmp_path: Path) -> None:
    async with opened(tmp_path, (120, 40)) as (app, pilot):
        services = type(app.services)(
            Settings(zone="America/Chicago", data=str(tmp_path), flows=flows),
            clock=app.services.clock,
        )
    app = GuideApp(services, grace=30.0)
    seen = []
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()

        async def look() -> None:
            await pilot.pause()
            await pilot.pause()
            seen.append(drawn(app))

        await look()
        await pilot.press("f1")
        await look()
        await pilot.press("escape", "ctrl+p")
        await look()
        await pilot.press(*"need")
        await look()
        await pilot.press("escape", "escape", "f3")
        await look()
        await pilot.press("down", "down", "enter")
        await look()
        app.switch_mode("prepare")
        app.open_flow("infopass-adit")
        await look()
        walk = app.screen
        assert isinstance(walk, WalkScreen)
        await pilot.press("s")
        await look()
        await pilot.press("escape")
        walk.answers = {**ADIT, "use": "other", "purpose": TRAP, "ready.passport": "yes"}
        await look()
        for key in (
            "s",
            "escape",
            "n",
            "n",
            "n",
            "end",
            "r",
            "escape",
            "p",
            "escape",
            "w",
            "escape",
            "c",
        ):
            await pilot.press(key)
            await look()
        await pilot.press("escape")
        app.open_flow("expedite")
        await look()
        app.action_they_called()
        await look()
    assert [place for place, text in enumerate(seen) if raw(text.replace("\n", ""))] == []
    assert sum("TRAP" in text for text in seen) > len(seen) / 2
    assert any(SIGNS[:30] in text.replace("\n", "") for text in seen)


async def test_closures_and_notices_with_such_names(tmp_path: Path) -> None:
    (tmp_path / "closures.yaml").write_text(
        'closures:\n  - {date: 2026-11-23, name: "\\e]0;TRAP\\a[/b][@click=app.quit]x[/]"}\n'
    )
    async with opened(tmp_path) as (app, pilot):
        app.notify(TRAP)
        await pilot.pause()
        text = drawn(app)
        assert raw(text.replace("\n", "")) == []
        # In full where the hours are looked at.
        await pilot.press("l")
        await pilot.pause()
        text = drawn(app)
        assert raw(text.replace("\n", "")) == []
        assert "␛]0;TRAP␇[/b]" in text.replace("\n", "")


@pytest.mark.parametrize("place", ["palette", "search"])
async def test_pasted_text_obeys_nothing(place: str, tmp_path: Path) -> None:
    from textual.events import Paste

    async with opened(tmp_path) as (app, pilot):
        if place == "palette":
            await pilot.press("ctrl+p")
        else:
            app.action_go("call")
            await pilot.pause()
            await pilot.press("slash")
        await pilot.pause()
        for text in [text for text in OWN if text][::4]:
            app.post_message(Paste(text))
            await pilot.pause()
            await pilot.pause()
            assert raw(drawn(app).replace("\n", "")) == []
