"""The live call: for a person who is talking. The route on one side, fields on the other.

Every key is kept as a draft; nothing here blocks, and nothing has to be filled in.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from guide.bootstrap import Services
from guide.core.call.entry import Heard
from guide.core.call.live import (
    LIVE_FIELDS,
    LiveCall,
    LiveField,
    Stage,
    missing,
    says_the_same,
    stamped,
    taken_back,
    typed,
    unread_moments,
)
from guide.core.flow.phone_menu import RouteStep, route_steps
from guide.core.prepare.call_plan import Sentence
from guide.store.held import OwnDraft
from guide.tui.actions.into_log import put_into_log, text_of_draft
from guide.tui.base import BaseScreen
from guide.tui.content import DIGITS, GAP, hang, join, numbered, plain
from guide.tui.desk import Save
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.dialogs.other_prompt import OtherPrompt, OtherPromptScreen
from guide.tui.leaving import Keeping
from guide.tui.reading import show_reading
from guide.tui.scrolling import to_edge
from guide.tui.widgets.autosave import Keeper, elsewhere
from guide.tui.widgets.choice import Choice
from guide.tui.widgets.fields import (
    ANY_ENTRY,
    entry,
    field_of,
    id_of,
    reading_id,
    value_of,
)
from guide.tui.widgets.lines import Lines
from guide.wording.calls import as_clock, label_of, stage_of

_TICK = 1.0


class LiveScreen(BaseScreen, Keeping):
    """One call, from dialling to hanging up."""

    HELP_NAME = "live"
    SCROLLED = "#script, #ask-box"
    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("f5,ctrl+s", "stamp", "Stamp", id="stamp"),
        Binding("f6,ctrl+g", "other_side", "Menu/notes", id="other-side"),
        Binding("f7,ctrl+r", "heard", "Other prompt", id="heard"),
        Binding("f8,ctrl+y", "end", "End", id="end-call"),
        Binding("f9,ctrl+z", "take_back", "Undo stamp", show=False, id="take-back"),
        Binding("backspace", "step_back", "Step back", show=False, id="step-back"),
        Binding("escape", "leave", "Leave", id="leave-call"),
        Binding("home", "script_edge(-1)", "To the top", id="live-top", show=False, priority=True),
        Binding("end", "script_edge(1)", "To the end", id="live-end", show=False, priority=True),
        # With priority the focus moves before the next key is handed on: fast typing stays apart.
        Binding("tab", "app.focus_next", "Next field", id="live-tab", show=False, priority=True),
        Binding(
            "shift+tab",
            "app.focus_previous",
            "Field before",
            id="live-shift-tab",
            show=False,
            priority=True,
        ),
        Binding("enter", "enter", "Next field", id="live-enter", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", id="live-down", show=False),
        Binding("up", "app.focus_previous", "Field before", id="live-up", show=False),
    ]

    def __init__(self, live: LiveCall, lines: tuple[Sentence, ...], own: OwnDraft) -> None:
        super().__init__()
        self.live = live
        self.lines = lines
        self.own = own
        self._is_logging = self._is_over = False
        self._on_hold_since: float | None = None
        # When the hold ended, as it seems: it goes on where that was pressed too early.
        self._left_hold_at: float | None = None
        # Steps of the menu behind the one that is shown.
        self._passed: list[str] = []

    @property
    def menu_target(self) -> str | None:
        """The way that this call takes."""
        return self.live.flow if self.live.flow in self.services.menu.routes else None

    def body(self) -> ComposeResult:
        """Clock line, the two sides, what is still to ask."""
        yield Static(id="clock")
        with Horizontal(id="call"):
            with Vertical(id="route"):
                yield VerticalScroll(Static(id="step"), id="script", can_focus=False)
                yield Lines(id="leads", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for field in LIVE_FIELDS:
                    yield self._entry(field)
        yield VerticalScroll(Static(id="ask"), id="ask-box", can_focus=False)

    def _entry(self, field: LiveField) -> Vertical:
        texts, typed = self.services.texts, self.live.typed
        # Only what the agent reads back counts: the number that one gave stands there to compare.
        beside = ""
        if field.name == "callback" and "phone" in typed:
            beside = texts.say("live.compare", "yours: {number}", number=typed["phone"])
        return entry(field, typed.get(field.name, ""), texts, beside=beside)

    def on_mount(self) -> None:
        """Go on where the draft stands; the hold goes on by the clock on the wall."""
        self._keeper = Keeper(self.guide.desk, self._save)
        if self.live.stage == "on-hold":
            passed = (self.guide.now() - self.live.stamps["on-hold"]).total_seconds()
            self.live = msgspec.structs.replace(self.live, held=max(self.live.held, passed, 0.0))
            self._on_hold_since = self.services.monotonic()
        self._find_step()
        self._side("fields" if self.live.stage == "agent" else "route")
        self._draw_reading("answer_by")
        self.draw()
        self.set_interval(_TICK, self._tick)

    def _find_step(self) -> None:
        """A call whose step the map has no longer goes on where the map begins."""
        menu, texts = self.services.menu, self.services.texts
        if self.live.step in menu.steps:
            return
        self.live = msgspec.structs.replace(self.live, step=menu.start)
        words = texts.say(
            "live.step-gone",
            "The phone menu has changed since: its map starts again. Your notes are all here.",
        )
        self.app.notify(words, timeout=10, markup=False)

    # Drawing

    def draw(self) -> None:
        """Everything but the fields, which hold what is being typed."""
        self._draw_clock()
        self._draw_step()
        self._draw_ask()

    def _tick(self) -> None:
        """A second has passed."""
        self._draw_clock()
        if self._on_hold_since is not None:
            self._keeper.soon()

    @property
    def held(self) -> float:
        """Seconds on hold so far."""
        if self._on_hold_since is None:
            return self.live.held
        return self.live.held + self.services.monotonic() - self._on_hold_since

    def _draw_clock(self) -> None:
        texts, live = self.services.texts, self.live
        parts: list[Content | str] = [plain(f"☎ {live.line}", "bold")]
        dialled = live.stamps.get("dialled")
        if dialled is not None:
            words = texts.say("live.dialled", "dialled {time}", time=texts.clock(dialled))
            parts += [f"{GAP}· ", words]
        if "on-hold" in live.stamps:
            words = texts.say("live.held", "on hold {time}", time=as_clock(self.held))
            running = self._on_hold_since is not None
            parts += [f"{GAP}· ", plain(words, "bold reverse" if running else "")]
        following = live.next_stage
        if following is not None:
            words = texts.say("live.next", "F5/Ctrl+S: {stage}", stage=stage_of(following, texts))
            parts += [f"{GAP}· ", plain(words, "bold")]
        self.query_one("#clock", Static).update(join(*parts))

    def _stop(self) -> RouteStep | None:
        target = self.menu_target
        if target is None:
            return None
        stops = route_steps(self.services.menu, target)
        return next((stop for stop in stops if stop.id == self.live.step), None)

    def _draw_step(self) -> None:
        menu, texts = self.services.menu, self.services.texts
        step, stop = menu.steps[self.live.step], self._stop()
        hear = step.hear or texts.say("menu.unknown", "not documented")
        words, sure = (
            texts.say("menu.hear", "hear: {hear}", hear=hear),
            texts.grade(step.hear_grade),
        )
        parts: list[Content | str] = [plain(step.title, "bold"), f"\n{words}{GAP}{GAP}{sure}"]
        said = step.say if stop is None else stop.say
        grade = step.say_grade if stop is None else stop.say_grade
        if said is not None:
            parts += ["\n", texts.say("menu.say", "say: "), plain(said, "bold")]
            parts += [f"{GAP}{GAP}{texts.grade(grade)}"]
        for other in stop.try_next if stop else ():
            parts += ["\n", texts.say("menu.try", "or say: "), plain(other.say, "bold")]
            parts += [f"{GAP}{GAP}{texts.grade(other.say_grade)} {other.note}"]
        parts += [f"\n{step.do}", *self._to_say()]
        self.query_one("#step", Static).update(join(*parts))
        leads = self.query_one("#leads", OptionList)
        leads.set_options(self._leads())
        leads.highlighted = 0
        self.call_after_refresh(self.query_one("#script").scroll_home, animate=False)

    def _to_say(self) -> Iterator[Content | str]:
        """What the plan says to the agent, once one waits for a person."""
        if self.live.stage not in ("on-hold", "agent") or not self.live.say:
            return
        yield plain(
            f"\n\n{self.services.texts.say('plan.say', 'What to say to the agent')}", "underline"
        )
        for sentence in self.live.say:
            yield plain(f"\n“ {sentence}", "bold")

    def _leads(self) -> Iterator[Option]:
        menu = self.services.menu
        turns = menu.steps[self.live.step].next
        for number, each in enumerate(turns, start=1):
            yield Option(hang(numbered(number, "→"), each.when), id=f"{number}:{each.to}")
        for number, (name, out) in enumerate(menu.exits.items(), start=len(turns) + 1):
            yield Option(hang(numbered(number, "!"), plain(out.text, "bold")), id=f"exit:{name}")

    def _draw_ask(self) -> None:
        texts = self.services.texts
        left = missing(self.live, self.lines)
        title = texts.say("live.ask", "Ask before you hang up:")
        if not left:
            title = texts.say("live.all", "You have it all. Thank the agent, then press F8.")
        items = "; ".join(label_of(name, texts) for name in left)
        self.query_one("#ask", Static).update(join(plain(title, "bold"), f" {items}"))

    def _side(self, name: str) -> None:
        """Which side is shown where there is no room for both, and where the keys go."""
        self.set_class(name == "fields", "at-fields")
        target = "#leads" if name == "route" else f"#{id_of(LIVE_FIELDS[0].name)}"
        self.query_one(target).focus()

    # Keeping

    @property
    def draft(self) -> LiveCall:
        """The call as it is now."""
        return msgspec.structs.replace(self.live, held=self.held, copy=self.own.copy)

    @property
    def key(self) -> str:
        """By what its draft is kept."""
        return self.draft.key

    def _save(self) -> Save | None:
        if self._is_over:
            return None
        live, own, texts = self.draft, self.own, self.services.texts
        text = partial(text_of_draft, live, texts)
        return Save(f"draft-{id(own)}", partial(own.keep, live), self._is_elsewhere, text)

    def _is_elsewhere(self, state: object) -> None:
        """Another window has this call open, too."""
        self.own_notice = elsewhere(self.services.texts, state)
        if self.is_running:
            self.guide.show_unkept_on(self)

    def _set(self, live: LiveCall) -> None:
        if live.step != self.live.step:
            self._passed.append(self.live.step)
        self.live = live
        self.draw()
        self._keeper.soon()

    # What happens

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key in a field. What it holds by now counts: this may come late."""
        self._type(event.input.id, event.input.value)

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """A word was chosen."""
        self._type(event.choice.id, event.choice.value)

    # A day is read where and when the call began, whatever zone is chosen meanwhile.

    def _read(self, text: str) -> datetime:
        return self.services.calling.answer_by(text, self.live.zone, self.live.begun_at)

    def _day(self, text: str) -> datetime | None:
        return self.services.calling.answer_day(text, self.live.zone, self.live.begun_at)

    def _draw_reading(self, field: str) -> None:
        for line in self.query(f"#{reading_id(field)}").results(Static):
            show_reading(line, self.live.typed.get(field, ""), self._read, self.services.texts)

    def _type(self, field: str | None, text: str) -> None:
        self.live = typed(self.live, field_of(field), text)
        self._draw_reading(field_of(field))
        self._draw_ask()
        self._keeper.soon()

    def on_key(self, event: Key) -> None:
        """A digit takes a turn of the menu where nothing is typed."""
        leads = self.query_one("#leads", OptionList)
        place = DIGITS[: leads.option_count].find(event.character or GAP)
        if self.focused is leads and place >= 0:
            leads.highlighted = place
            leads.action_select()

    def action_step_back(self) -> None:
        """To the step of the menu before; what was stamped stays stamped."""
        if self._passed:
            step = self._passed.pop()
            self.live = msgspec.structs.replace(self.live, step=step)
            self.draw()
            self._keeper.soon()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field, Home and End belong to what is typed."""
        if action == "script_edge":
            return not isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_script_edge(self, direction: int) -> None:
        """To the first or the last line of what is to be said."""
        to_edge(self.query_one("#script"), direction)

    def action_enter(self) -> None:
        """From a field to the next one; in the menu, where it led."""
        if isinstance(self.focused, OptionList):
            self.focused.action_select()
        else:
            self.focus_next()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go where the menu led, or take a way out."""
        if self.app.screen is not self:
            return
        kind, _, name = (event.option_id or "").partition(":")
        if kind != "exit":
            self._go(name)
            return
        out = self.services.menu.exits[name]
        if out.to is not None:
            self._go(out.to)
        elif name == "heard-else":
            self.action_heard()
        else:
            self.app.notify(out.do, timeout=10, markup=False)
            self.action_end()

    def _go(self, step: str) -> None:
        if step not in self.services.menu.steps:
            return
        self._set(msgspec.structs.replace(self.live, step=step))
        stamps = self.services.menu.steps[step].stamps
        if stamps is not None and stamps not in self.live.stamps:
            self._stamp(stamps)

    def action_stamp(self) -> None:
        """The one key: the next moment of the call."""
        following = self.live.next_stage
        if following is None:
            self.action_end()
            return
        self._stamp(following)

    def _stamp(self, stage: Stage) -> None:
        now, clock, live = self.guide.now(), self.services.monotonic(), self.draft
        if self._on_hold_since is not None:
            self._left_hold_at = clock
        self._on_hold_since = clock if stage == "on-hold" else None
        steps = self.services.menu.steps.items()
        step = next((name for name, each in steps if each.stamps == stage), live.step)
        self._set(msgspec.structs.replace(stamped(live, stage, now), step=step))
        # Moments cannot be typed again: they are on the disk before they are on the screen.
        self._keeper.now()
        if stage == "agent":
            self._side("fields")
        elif stage == "hung-up":
            self.action_end()

    def action_take_back(self) -> None:
        """The last stamp was pressed too early."""
        live = taken_back(self.draft, self._since_hold())
        on_hold = live.stage == "on-hold"
        self._on_hold_since = self.services.monotonic() if on_hold else None
        self._set(live)

    def _since_hold(self) -> float:
        """Seconds since the hold ended, as it seemed; by the clock on the wall after a restart."""
        if self._left_hold_at is not None:
            return self.services.monotonic() - self._left_hold_at
        last = self.live.stage
        if last is None:
            return 0.0
        return max(0.0, (self.guide.now() - self.live.stamps[last]).total_seconds())

    def action_other_side(self) -> None:
        """From the route to the fields, and back."""
        self._side("route" if self.has_class("at-fields") else "fields")

    def action_heard(self) -> None:
        """The machine said something else."""
        self.app.push_screen(OtherPromptScreen(self._keep_heard), self._heard)

    def _heard(self, answer: str | None) -> None:
        if answer is None:
            return
        found = msgspec.json.decode(answer, type=OtherPrompt)
        if found.text:
            self._keep_heard(found.text)
        self._go(found.step)
        self._side("route")

    def _keep_heard(self, text: str) -> None:
        said = Heard(at=self.guide.now(), step=self.live.step, text=text)
        self.live = msgspec.structs.replace(self.live, heard=(*self.live.heard, said))
        self._keeper.now()

    # Ending

    def action_end(self) -> None:
        """What is missing is said once more; then into the log, or on with the call."""
        texts = self.services.texts
        say = texts.say
        left = [label_of(name, texts) for name in missing(self.live, self.lines)]
        sentences = [say("end.title", "Is the call over?")]
        if left:
            sentences.append(say("end.missing", "Not noted: {what}.", what="; ".join(left)))
        answers = {
            "save": say("end.save", "Yes: save it in the log"),
            "on": say("end.on", "No: go on with the call"),
            "drop": say("end.drop", "Throw this call away"),
        }
        for field in unread_moments(self.live.typed, self._day):
            words = self.live.typed[field].strip()[:60]
            sentences.append(
                say("end.unread", "“{words}” is not read as a day of answer.", words=words)
            )
            note = say("end.save.note", "Yes: save it in the log, and put those words in the note")
            back = say("end.day", "Write the day another way")
            answers = {"day": back} | answers | {"save": note}
        self.app.push_screen(ChoiceDialog(sentences, answers), self._ended)

    def _ended(self, answer: str | None) -> None:
        if answer == "drop":
            self._forget()
            self.action_leave()
        elif answer == "save":
            self._log()
        elif answer == "day":
            self._side("fields")
            self.query_one(f"#{id_of('answer_by')}").focus()
        elif self.live.stage == "hung-up":
            self.action_take_back()

    def _log(self) -> None:
        if not self._is_logging:
            self._is_logging = True
            put_into_log(self.guide, self)

    def is_logged(self, live: LiveCall) -> None:
        """The call is in the log. What was typed since then still is a draft."""
        self._is_logging = False
        if says_the_same(self.draft, live):
            self._forget()
            self.action_leave()

    def is_not_logged(self) -> None:
        """It is not; the draft stays."""
        self._is_logging = False

    def keep_now(self) -> None:
        """The program ends, whatever the reason: what the fields hold now is what counts."""
        for each in self.query(ANY_ENTRY):
            name, text = field_of(each.id), value_of(each)
            if text != self.live.typed.get(name, ""):
                self.live = typed(self.live, name, text)
        self._keeper.now()

    def _forget(self) -> None:
        live, own = self.live, self.own
        self.guide.desk.save(Save(f"draft-{id(own)}", lambda: own.forget(live)), wait=True)
        self._is_over = True


def still_going_on(live: LiveCall, services: Services) -> ChoiceDialog:
    """Asks whether to go on with a call that was not ended."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "going-on.ask", "You started a call on {day} at {time} and didn't end it.",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    answers = {
        "on": texts.say("going-on.on", "Go on with it"),
        "new": texts.say("going-on.new", "Start a new call; the other one is kept"),
    }
    return ChoiceDialog([words], answers)
