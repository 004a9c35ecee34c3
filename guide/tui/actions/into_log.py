"""A call that is over goes into the log. What is said about it is true, whatever the log does."""

from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol
from uuid import uuid4

import msgspec

from guide.core.call.entry import Call
from guide.core.call.live import LiveCall, as_call
from guide.core.call.past import TYPED
from guide.core.call.versions import Clash, differing
from guide.core.errors import GuideError, InvalidInput
from guide.core.text import clean
from guide.store.held import WindowDraft
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host
from guide.wording.calls import label_of, stage_of
from guide.wording.texts import Texts

# Seconds until it is said that the log does not answer.
_PATIENCE = 2.0
Became = Literal["added", "known", "version"]


class _Log(Protocol):
    """What is needed of the log."""

    def chain(self, call_id: str) -> tuple[Call, ...]: ...
    def add(self, call: Call) -> None: ...
    def correct(self, new: Call) -> Call | Clash: ...


class _Caller(Protocol):
    """The screen of a call, which may be gone when the log answers."""

    own: WindowDraft

    @property
    def draft(self) -> LiveCall: ...
    @property
    def called_at(self) -> datetime: ...
    def is_logged(self, live: LiveCall) -> None: ...
    def is_not_logged(self) -> None: ...


def add_or_correct(log: _Log, call: Call) -> tuple[Became, Call]:
    """Put a call into the log; what another window put there under its name is never lost.

    The same once more is known already; something else takes its place as a correction.
    """
    entries = log.chain(call.id)
    if not entries:
        try:
            log.add(call)
        except InvalidInput:
            # Another program was quicker.
            entries = log.chain(call.id)
            if not entries:
                raise
        else:
            return "added", call
    known = next((entry for entry in entries if _says_the_same(entry, call)), None)
    if known is not None:
        return "known", entries[-1]
    older = entries[-1].id
    while True:
        version = msgspec.structs.replace(call, id=str(uuid4()), corrects=older)
        done = log.correct(version)
        if isinstance(done, Call):
            return "version", done
        # Another program corrected it this very moment: that stays readable, too.
        older = done.theirs.id


def _says_the_same(one: Call, other: Call) -> bool:
    """Whether two entries differ by nothing that was noted; each window ends by its own clock."""
    return not {*differing(one, other)} - {"ended_at", "held_seconds"}


def put_into_log(app: Host, caller: _Caller) -> None:
    """Put a call there, and say what became of it."""
    services, live, called = app.services, caller.draft, caller.called_at

    def day(text: str) -> datetime | None:
        # Where and when the call began, whatever zone is chosen meanwhile.
        return services.calling.answer_day(text, live.zone, called)

    call = services.calling.entered(as_call(live, app.now(), day))
    is_open = True

    def answered(answer: object) -> None:
        nonlocal is_open
        is_open = False
        if isinstance(answer, tuple):
            caller.is_logged(live)
            app.notify(_words(app, *answer), timeout=20, markup=False)
        elif isinstance(answer, GuideError):
            caller.is_not_logged()
            _say_not_logged(app, caller, answer)

    def look() -> None:
        if is_open:
            words = services.texts.say(
                "live.logging",
                "The log does not answer yet. The call goes there as soon as it does.",
            )
            app.notify(words, severity="warning", timeout=20, markup=False)

    if not app.log_desk.ask(lambda: add_or_correct(services.calls, call), answered):
        app.set_timer(_PATIENCE, look)


def _words(app: Host, became: Became, entry: Call) -> str:
    say = app.services.texts.say
    if became == "known":
        return say("live.known", "This call was in the log already.")
    _, made = app.services.promises.of_call(entry, app.now())
    words = " ".join(app.services.promise_texts.logged(made, app.key_for("correct")))
    if became == "version":
        first = say(
            "live.version",
            "This call was in the log already and said something else. What you noted stands there"
            " as a correction; what was there can still be read.",
        )
        return f"{first} {words}"
    return words


def _say_not_logged(app: Host, caller: _Caller, why: GuideError) -> None:
    """Say that the draft is kept only where it is: it is kept once more, and read back."""
    texts, live, window_draft = app.services.texts, caller.draft, caller.own

    def keeps_draft() -> bool:
        window_draft.keep(live)
        return window_draft.has(live)

    def answered(is_kept: object) -> None:
        if is_kept is True:
            words = texts.say(
                "live.not-logged", "It isn't in the log yet, but your draft is kept. {why}",
                why=texts.error(why),
            )  # fmt: skip
            app.notify(words, severity="error", timeout=20, markup=False)
        else:
            offer_file(app, live, texts.error(why))

    app.desk.ask(keeps_draft, answered)


def offer_file(app: Host, live: LiveCall, why: str) -> None:
    """Nothing can be kept: a file of the person's choosing may still take it."""
    say = app.services.texts.say
    sentences = [
        say("live.lost", "This call is in no log, and its draft cannot be kept."),
        why,
        text_of_draft(live, app.services.texts),
    ]
    answers = {
        "file": say("live.to-file", "Write what you noted into a file"),
        "on": say("live.try-again", "Go on, and try again later"),
    }

    def answered(answer: str | None) -> None:
        if answer == "file":
            from guide.tui.dialogs.save_as import SaveScreen

            title = say("live.file", "Write what you noted. Where to?")
            path = Path.home() / f"call-{live.begun_at:%Y-%m-%d-%H%M}.txt"
            text = text_of_draft(live, app.services.texts)
            app.push_screen(SaveScreen(title, path, lambda _: f"{text}\n".encode()))

    app.push_screen(ChoiceDialog(sentences, answers), answered)


def text_of_draft(live: LiveCall, texts: Texts) -> str:
    """All that was noted of a call, a line each."""
    lines = [texts.moment(live.begun_at), live.line]
    lines += [f"{stage_of(stage, texts)}: {texts.clock(at)}" for stage, at in live.stamps.items()]
    for name in TYPED:
        if name in live.typed:
            lines.append(f"{label_of(name, texts)}: {live.typed[name]}")
    lines += [heard.text for heard in live.heard]
    return clean("\n".join(lines))
