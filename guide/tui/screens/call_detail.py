"""One call as it was noted: what is there, how its answer stands, what earlier entries said."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.bootstrap import Services
from guide.core.call.entry import Call
from guide.core.call.masked_call import masked_call
from guide.core.call.versions import differing, tips
from guide.core.errors import GuideError
from guide.core.follow_up.board import FollowUp
from guide.tui.actions.call_back import ask_to_close, ask_to_take_back, reopen
from guide.tui.background.asking import ask_desk
from guide.tui.base import Dialog
from guide.tui.content import plain


class _About(msgspec.Struct, frozen=True, kw_only=True):
    """What the log knows about a call beside the call."""

    chain: tuple[Call, ...]
    versions: tuple[Call, ...]
    promise: FollowUp | None


class CallDetailScreen(Dialog):
    """Reads a call out; one key corrects it. `corrected` is told once that was done."""

    BINDINGS = [  # noqa: RUF012  # Textual's own shape
        Binding("o,enter", "dismiss_empty", "Back", id="noted-back", show=False),
        Binding("e", "correct", "Correct", id="correct-call"),
        Binding("u,f9,ctrl+z", "take_back", "Take back", id="noted-take-back", show=False),
        Binding("d", "close_promise", "Done", id="noted-close", show=False),
        Binding("d", "reopen", "Wait again", id="noted-reopen", show=False),
    ]

    def __init__(self, call: Call, corrected: Callable[[], None], *, reveal: bool) -> None:
        super().__init__()
        self.call = call
        self.corrected = corrected
        self.reveal = reveal
        self.versions: tuple[Call, ...] = (call,)
        self.promise: FollowUp | None = None

    @property
    def keys(self) -> str:
        """They stand below the fields, with what they are for."""
        return ""

    def compose(self) -> ComposeResult:
        """A line a field."""
        services = self.guide.services
        with VerticalScroll(classes="dialog"):
            about = services.promise_texts.about(self.call, reveal=self.reveal)
            yield Static(plain(about, "bold"))
            yield Static(id="promise", classes="-gone")
            yield Static(id="versions", classes="-gone")
            for label, value in services.call_texts().rows(self._shown(self.call)):
                yield Static(plain(f"{label}: {value}"))
            yield Static(id="earlier", classes="-gone")
            yield Static(plain(self._keys()), classes="keys")

    def _keys(self) -> str:
        say, key = self.guide.services.texts.say, self.guide.key_of
        edit = key("correct-call")
        keys = [say("noted.key-correct", "{key}: correct it.", key=edit)]
        if len(self.versions) > 1:
            keys = [say("noted.key-choose", "{key}: choose a version.", key=edit)]
        if self.call.attempts:
            undo = key("noted-take-back")
            keys.append(say("noted.key-back", "{key}: take back the last note.", key=undo))
        if self.call.is_ended:
            again = key("noted-reopen")
            keys.append(say("noted.key-reopen", "{key}: wait for the answer again.", key=again))
        keys.append(say("noted.key-esc", "Esc: back"))
        return " ".join(keys)

    def _shown(self, call: Call) -> Call:
        return call if self.reveal else masked_call(call)

    def on_mount(self) -> None:
        """Look how its answer stands, and what other entries say."""
        work = partial(_look_up, self.guide.services, self.call, self.guide.now())
        ask_desk(self, self.guide.log_desk, work, self._show_about, waiting=self._say_reading)

    def _say_reading(self) -> None:
        words = self.guide.services.texts.say("noted.reading", "Earlier entries are being read…")
        self._put("#earlier", [words])

    def _show_about(self, about: _About | GuideError) -> None:
        if isinstance(about, GuideError):
            self._put("#earlier", [self.guide.services.texts.error(about)])
            return
        self.versions, self.promise = about.versions, about.promise
        self._put("#promise", self._promise())
        self._put("#versions", self._differ())
        self._put("#earlier", self._earlier(about.chain))
        self.query_one(".keys", Static).update(plain(self._keys()))

    def _put(self, name: str, lines: Iterable[str]) -> None:
        static, words = self.query_one(name, Static), "\n".join(lines)
        static.update(plain(words))
        static.set_class(not words, "-gone")

    def _promise(self) -> Iterator[str]:
        if self.promise is not None:
            words = self.guide.services.promise_texts
            yield f"{words.stands(self.promise)}. {next(words.readings(self.promise.promise))}"

    def _differ(self) -> Iterator[str]:
        """In what two versions differ."""
        if len(self.versions) < 2:  # noqa: PLR2004  # two versions
            return
        services, words = self.guide.services, self.guide.services.call_texts()
        key = self.guide.key_for("correct")
        yield services.texts.say(
            "noted.versions", "Two versions of this call: {key} chooses.", key=key
        )
        for field in differing(*self.versions):
            said = [words.said(field, self._shown(version)) for version in self.versions]
            yield f"  {words.label(field)}: {' | '.join(said)}"

    def _earlier(self, chain: tuple[Call, ...]) -> Iterator[str]:
        """What the entries before said, where they said something else."""
        services, words = self.guide.services, self.guide.services.call_texts()
        now = dict(words.rows(self._shown(self.call)))
        standing = {self.call.id, *(version.id for version in self.versions)}
        for older in reversed(chain):
            if older.id in standing:
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
        if self.app.screen is self:
            self.dismiss()
            self.guide.correct(self.call, self.corrected)

    def action_take_back(self) -> None:
        """The last call-back that was noted was none."""
        if self.app.screen is self and self.call.attempts:
            self.dismiss()
            ask_to_take_back(self.guide, self.call, self.corrected)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key says that it is done, and takes that back."""
        if action in ("close_promise", "reopen"):
            return self.call.is_ended is (action == "reopen")
        return super().check_action(action, parameters)

    def action_close_promise(self) -> None:
        """The answer is waited for no more."""
        if self.app.screen is self and not self.call.is_ended and self.promise is not None:
            self.dismiss()
            ask_to_close(self.guide, self.call, lambda _: self.corrected())

    def action_reopen(self) -> None:
        """You are waiting for this answer again."""
        if self.app.screen is self and self.call.is_ended:
            self.dismiss()
            reopen(self.guide, self.call, self.corrected)


def _look_up(services: Services, call: Call, now: datetime) -> _About:
    chain = services.calls.chain(call.id)
    return _About(
        chain=chain,
        versions=tips(chain) or (call,),
        promise=services.following_up.follow_up(call, now),
    )
