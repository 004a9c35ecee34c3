"""Notes on the log: USCIS called back, or tried to; an answer is waited for no more. And back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import get_args

from guide.bootstrap import Services
from guide.core.call.entry import Call, CallBackAttempt, Why
from guide.core.errors import GuideError
from guide.core.follow_up.board import FollowUp
from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host
from guide.wording.reasons import why_of

# Takes back what was noted just now; what it is given is called once that is done.
Undo = Callable[[Callable[[], None]], None]


def choose_attempt(app: Host, call: Call, noted: Callable[[Undo], None]) -> None:
    """Ask whether they got through; nothing is noted before that."""
    say = app.services.texts.say
    about = app.services.promise_texts.about(call, reveal=app.is_revealed)
    sentences = [
        say("note.ask", "Did they call back about this?"),
        about,
    ]
    answers = {
        "came": say("note.came", "They called, and we spoke"),
        "missed": say("note.missed", "They called, and I missed it"),
        "no": say("note.no", "Don't note anything"),
    }

    def answered(answer: str | None) -> None:
        if answer in ("came", "missed"):
            note(app, call, noted, answered=answer == "came")

    app.push_screen(ChoiceDialog(sentences, answers), answered)


def confirm_attempt(
    app: Host, call: Call, noted: Callable[[Undo], None], *, answered: bool
) -> None:
    """Ask whether it is this call, where one key said already what happened."""
    say = app.services.texts.say
    what = (
        say("note.came-sure", "So they called back, and you talked?")
        if answered
        else say("note.missed-sure", "So they called back, and you missed it?")
    )
    about = app.services.promise_texts.about(call, reveal=app.is_revealed)
    answers = {"yes": say("note.yes", "Yes, note it"), "no": say("note.no", "Don't note anything")}

    def sure(answer: str | None) -> None:
        if answer == "yes":
            note(app, call, noted, answered=answered)

    app.push_screen(ChoiceDialog([what, about], answers), sure)


def note(app: Host, call: Call, noted: Callable[[Undo], None], *, answered: bool) -> None:
    """Put it into the log, and say what follows and how it is taken back."""
    services, now = app.services, app.now()
    attempt = CallBackAttempt(at=now, answered=answered)

    def work() -> FollowUp | None:
        services.calls.note_attempt(call.id, attempt)
        current = services.calls.get(call.id)
        return None if current is None else services.following_up.follow_up(current, now)

    def say_noted(follow_up: object) -> None:
        texts = services.texts
        words = texts.say("note.noted-bare", "Noted. u takes it back.")
        if isinstance(follow_up, FollowUp):
            words = texts.say(
                "note.noted", "Noted. {next} u takes it back.",
                next=texts.sentence(follow_up.next_step),
            )  # fmt: skip
        app.notify(words, timeout=15, markup=False)
        noted(partial(_take_back, app, call, attempt))

    _ask_log(app, work, say_noted)


def ask_to_take_back(app: Host, call: Call, done: Callable[[], None]) -> None:
    """The latest call-back that was noted was none, or not of this call."""
    if not call.attempts:
        return
    last, say = call.attempts[-1], app.services.texts.say
    when = app.services.call_texts().moment(last.at)
    what = (
        say("back.came", "They called, and you spoke: {when}", when=when)
        if last.answered
        else say("back.missed", "They called, and you missed it: {when}", when=when)
    )
    answers = {
        "yes": say("back.yes", "Yes, take it back"),
        "no": say("back.no", "No, it stays"),
    }

    def sure(answer: str | None) -> None:
        if answer == "yes":
            _take_back(app, call, last, done)

    app.push_screen(ChoiceDialog([say("back.ask", "Take this note back?"), what], answers), sure)


def _take_back(app: Host, call: Call, attempt: CallBackAttempt, done: Callable[[], None]) -> None:
    services = app.services

    def say_taken_back(_: object) -> None:
        words = services.texts.say("back.done", "Taken back: the call stands as it did before.")
        app.notify(words, markup=False)
        done()

    _ask_log(app, lambda: services.calls.take_back_attempt(call.id, attempt.at), say_taken_back)


def ask_to_close(app: Host, call: Call, done: Callable[[Undo], None]) -> None:
    """Why nobody waits for the answer any more."""
    texts = app.services.texts
    about = app.services.promise_texts.about(call, reveal=app.is_revealed)
    title = texts.say("close.ask", "Wait no more for this answer? Why?")
    reasons: tuple[Why, ...] = get_args(Why)
    answers: dict[str, str] = {reason: why_of(reason, texts) for reason in reasons}
    answers["no"] = texts.say("close.no", "Go on waiting")

    def answered(answer: str | None) -> None:
        why = next((reason for reason in reasons if reason == answer), None)
        if why is None:
            return
        words = texts.say("close.done", "No longer waited for: {why}. u takes it back.",
            why=why_of(why, texts))  # fmt: skip

        def ended() -> None:
            app.notify(words, timeout=15, markup=False)
            done(partial(reopen, app, call))

        _end(app, call, why, ended)

    app.push_screen(ChoiceDialog([title, about], answers), answered)


def reopen(app: Host, call: Call, done: Callable[[], None]) -> None:
    """Wait for the answer again."""

    def opened() -> None:
        say = app.services.texts.say
        app.notify(say("close.back", "You are waiting for this answer again."), markup=False)
        done()

    _end(app, call, None, opened)


def _end(app: Host, call: Call, why: Why | None, done: Callable[[], None]) -> None:
    services, now = app.services, app.now()
    work = partial(_write_end, services, call.id, now, why)
    _ask_log(app, work, lambda _: done())


def _write_end(services: Services, call_id: str, at: datetime, why: Why | None) -> None:
    services.calls.end(call_id, at, why, services.staff)


def _ask_log(app: Host, work: Callable[[], object], done: Callable[[object], None]) -> None:
    """Have the log do something; a fault is said, and nothing follows from it."""

    def answered(answer: object) -> None:
        if isinstance(answer, GuideError):
            words = app.services.texts.error(answer)
            app.notify(words, severity="error", timeout=20, markup=False)
        else:
            done(answer)

    app.log_desk.ask(work, answered)
