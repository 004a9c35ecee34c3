"""One call as it was noted: what is there, how its answer stands, what earlier entries said."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.bootstrap import Services
from guide.call_texts import CallTexts
from guide.core.call import Call
from guide.core.errors import GuideError
from guide.core.masking import masked_call
from guide.core.versions import differing
from guide.promise_texts import PromiseTexts
from guide.tui.asking import ask_desk
from guide.tui.content import plain
from guide.tui.noting import ask_to_close, ask_to_take_back, reopen
from guide.tui.screens.base import Dialog


class NotedScreen(Dialog):
    """Reads a call out; one key corrects it. `corrected` is told once that was done."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("o,enter", "dismiss_empty", "Back", id="noted-back", show=False),
        Binding("e", "correct", "Correct", id="correct-call"),
        Binding("u", "take_back", "Take back", id="noted-take-back", show=False),
        Binding("d", "close_promise", "Done", id="noted-close", show=False),
        Binding("r", "reopen", "Wait again", id="noted-reopen", show=False),
    ]

    def __init__(self, call: Call, corrected: Callable[[], None], *, reveal: bool) -> None:
        super().__init__()
        self.call = call
        self.corrected = corrected
        self.reveal = reveal

    def compose(self) -> ComposeResult:
        """A line a field."""
        services = self.guide.services
        say = services.texts.say
        self.versions = self._versions()
        with VerticalScroll(classes="dialog"):
            about = PromiseTexts(services).about(self.call, reveal=self.reveal)
            yield Static(plain(about, "bold"))
            for line in self._promise():
                yield Static(plain(line))
            for line in self._differ():
                yield Static(plain(line))
            for label, value in CallTexts(services).rows(self._shown(self.call)):
                yield Static(plain(f"{label}: {value}"))
<<<<<<< HEAD
            for each in self._earlier():
                yield Static(plain(each))
            keys = [say("noted.key-correct", "e: correct it.")]
            if len(self.versions) > 1:
                keys = [say("noted.key-choose", "e: choose a version.")]
            if self.call.attempts:
                keys.append(say("noted.key-back", "u: take back the last note."))
            if self.call.is_ended:
                keys.append(say("noted.key-reopen", "r: wait for the answer again."))
            keys.append(say("noted.key-esc", "Esc: back"))
            yield Static(plain(" ".join(keys)), classes="keys")
=======
            yield Static(id="earlier")
            keys = say("noted.keys", "e: correct it. Esc: back")
            yield Static(plain(keys), classes="keys")
>>>>>>> saving

    def _shown(self, call: Call) -> Call:
        return call if self.reveal else masked_call(call)

    def _promise(self) -> Iterator[str]:
        services = self.guide.services
        try:
            found = services.follow_up(self.call, self.guide.now())
        except GuideError:
            return
        if found is not None:
            words = PromiseTexts(services)
            yield f"{words.stands(found)}. {next(words.readings(found.promise))}"

    def _versions(self) -> tuple[Call, ...]:
        try:
            return self.guide.services.calls.versions(self.call.id) or (self.call,)
        except GuideError:
            return (self.call,)

    def _differ(self) -> Iterator[str]:
        """In what two versions differ."""
        if len(self.versions) < 2:  # noqa: PLR2004  # two versions
            return
        services, words = self.guide.services, CallTexts(self.guide.services)
        yield services.texts.say("noted.versions", "Two versions of this call: e chooses.")
        for field in differing(*self.versions):
            said = [words.said(field, self._shown(each)) for each in self.versions]
            yield f"  {words.label(field)}: {' | '.join(said)}"

    def on_mount(self) -> None:
        """Look what the entries before said."""
        services, call_id = self.guide.services, self.call.id
        work = partial(_chain, services, call_id)
        ask_desk(self, self.guide.log_desk, work, self._found, waiting=self._say_reading)

    def _say_reading(self) -> None:
        words = self.guide.services.texts.say("noted.reading", "Earlier entries are being read…")
        self.query_one("#earlier", Static).update(plain(words))

    def _found(self, chain: tuple[Call, ...] | GuideError) -> None:
        if isinstance(chain, GuideError):
            words = self.guide.services.texts.error(chain)
        else:
            words = "\n".join(self._earlier(chain))
        earlier = self.query_one("#earlier", Static)
        earlier.update(plain(words))
        earlier.display = bool(words)

    def _earlier(self, chain: tuple[Call, ...]) -> Iterator[str]:
        """What the entries before said, where they said something else."""
        services, words = self.guide.services, CallTexts(self.guide.services)
        now = dict(words.rows(self._shown(self.call)))
<<<<<<< HEAD
        standing = {self.call.id, *(each.id for each in self.versions)}
        for older in reversed(services.calls.chain(self.call.id)):
            if older.id in standing:
=======
        for older in reversed(chain):
            if older.id == self.call.id:
>>>>>>> saving
                continue
            said = [
                f"{label}: {value}"
                for label, value in words.rows(self._shown(older))
                if now.get(label) != value
            ]
            if said:
                title = services.texts.say("noted.earlier", "An earlier entry said:")
                yield "\n".join(["", title, *said])

    def action_correct(self) -> None:
        """Into the fields, with all that was noted."""
        from guide.tui.screens.versions import correct_or_choose

        if self.app.screen is self:
            self.dismiss()
<<<<<<< HEAD
            correct_or_choose(self.guide, self.call, self.corrected)

    def action_take_back(self) -> None:
        """The last call-back that was noted was none."""
        if self.app.screen is self and self.call.attempts:
            self.dismiss()
            ask_to_take_back(self.guide, self.call, self.corrected)

    def action_close_promise(self) -> None:
        """The answer is waited for no more."""
        if self.app.screen is self and not self.call.is_ended and any(self._promise()):
            self.dismiss()
            ask_to_close(self.guide, self.call, lambda _: self.corrected())

    def action_reopen(self) -> None:
        """The answer is waited for again."""
        if self.app.screen is self and self.call.is_ended:
            self.dismiss()
            reopen(self.guide, self.call)
            self.corrected()
=======
            self.app.push_screen(CorrectScreen(self.call, self.corrected))


def _chain(services: Services, call_id: str) -> tuple[Call, ...]:
    return services.calls.chain(call_id)
>>>>>>> saving
