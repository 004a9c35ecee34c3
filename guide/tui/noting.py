"""Notes on the log: USCIS called back, or tried to; an answer is waited for no more. And back."""

from collections.abc import Callable
from typing import get_args

from guide.core.call import Attempt, Call, Why
from guide.core.errors import GuideError
from guide.core.follow_up import FollowUp
from guide.promise_texts import PromiseTexts
from guide.tui.app import GuideApp
from guide.tui.screens.notice import Notice
from guide.why_texts import why_of

# Takes back what was noted just now.
Undo = Callable[[], None]


def ask_to_note(app: GuideApp, call: Call, noted: Callable[[Undo], None]) -> None:
    """Ask whether they got through; nothing is noted before that."""
    say = app.services.texts.say
    about = PromiseTexts(app.services).about(call, reveal=app.is_revealed)
    sentences = [
        say("note.ask", "Note a call-back on this call?"),
        about,
    ]
    answers = {
        "came": say("note.came", "They called, and we spoke"),
        "missed": say("note.missed", "They called, and I missed it"),
        "no": say("note.no", "Note nothing"),
    }

    def answered(answer: str | None) -> None:
        if answer in ("came", "missed"):
            note(app, call, noted, answered=answer == "came")

    app.push_screen(Notice(sentences, answers), answered)


def ask_first(app: GuideApp, call: Call, noted: Callable[[Undo], None], *, answered: bool) -> None:
    """The same where one key said already what happened: only the call is checked."""
    say = app.services.texts.say
    what = (
        say("note.came-sure", "They called back, and you spoke?")
        if answered
        else say("note.missed-sure", "They called back, and you missed it?")
    )
    about = PromiseTexts(app.services).about(call, reveal=app.is_revealed)
    answers = {"yes": say("note.yes", "Yes, note it"), "no": say("note.no", "Note nothing")}

    def sure(answer: str | None) -> None:
        if answer == "yes":
            note(app, call, noted, answered=answered)

    app.push_screen(Notice([what, about], answers), sure)


<<<<<<< HEAD
def note(app: GuideApp, call: Call, noted: Callable[[Undo], None], *, answered: bool) -> None:
    """Put it into the log, and say what follows and how it is taken back."""
    services, at = app.services, app.now()
    try:
        services.calls.note_attempt(call.id, Attempt(at=at, answered=answered))
        current = services.calls.get(call.id)
        found = None if current is None else services.follow_up(current, app.now())
    except GuideError as error:
        _say_fault(app, error)
        return
    say = services.texts.say
    words = say("note.noted-bare", "Noted. u takes it back.")
    if found is not None:
        words = say(
            "note.noted", "Noted. {next} u takes it back.",
            next=services.texts.sentence(found.next_step),
        )  # fmt: skip
    app.notify(words, timeout=15, markup=False)
    noted(lambda: _take_back(app, call, Attempt(at=at, answered=answered)))


def ask_to_take_back(app: GuideApp, call: Call, done: Callable[[], None]) -> None:
    """The latest call-back that was noted was none, or not of this call."""
    from guide.call_texts import CallTexts

    if not call.attempts:
        return
    last, say = call.attempts[-1], app.services.texts.say
    when = CallTexts(app.services).moment(last.at)
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
            _take_back(app, call, last)
            done()

    app.push_screen(Notice([say("back.ask", "Take this note back?"), what], answers), sure)


def _take_back(app: GuideApp, call: Call, attempt: Attempt) -> None:
    try:
        app.services.calls.take_back_attempt(call.id, attempt.at)
    except GuideError as error:
        _say_fault(app, error)
        return
    say = app.services.texts.say
    app.notify(say("back.done", "Taken back: the call stands as it did before."), markup=False)


def ask_to_close(app: GuideApp, call: Call, done: Callable[[Undo], None]) -> None:
    """Why nobody waits for the answer any more."""
    texts = app.services.texts
    about = PromiseTexts(app.services).about(call, reveal=app.is_revealed)
    title = texts.say("close.ask", "Wait no more for this answer? Why?")
    reasons: tuple[Why, ...] = get_args(Why)
    answers: dict[str, str] = {each: why_of(each, texts) for each in reasons}
    answers["no"] = texts.say("close.no", "Go on waiting")

    def answered(answer: str | None) -> None:
        why = next((each for each in reasons if each == answer), None)
        if why is None or not _end(app, call, why):
            return
        words = texts.say("close.done", "No longer waited for: {why}. u takes it back.",
            why=why_of(why, texts))  # fmt: skip
        app.notify(words, timeout=15, markup=False)
        done(lambda: reopen(app, call))

    app.push_screen(Notice([title, about], answers), answered)


def reopen(app: GuideApp, call: Call) -> None:
    """Wait for the answer again."""
    if _end(app, call, None):
        say = app.services.texts.say
        app.notify(say("close.back", "The answer is waited for again."), markup=False)


def _end(app: GuideApp, call: Call, why: Why | None) -> bool:
    try:
        app.services.calls.end(call.id, app.now(), why, app.services.staff)
    except GuideError as error:
        _say_fault(app, error)
        return False
    return True


def _say_fault(app: GuideApp, error: GuideError) -> None:
    words = app.services.texts.error(error)
    app.notify(words, severity="error", timeout=20, markup=False)
=======
def note(app: GuideApp, call: Call, noted: Callable[[], None], *, answered: bool) -> None:
    """Put it into the log, and say what follows; `noted` is called once it is there."""
    services, now = app.services, app.now()

    def work() -> FollowUp | None:
        services.calls.note_attempt(call.id, Attempt(at=now, answered=answered))
        current = services.calls.get(call.id)
        return None if current is None else services.follow_up(current, now)

    def told(found: object) -> None:
        texts = services.texts
        if isinstance(found, GuideError):
            app.notify(texts.error(found), severity="error", timeout=20, markup=False)
            return
        if isinstance(found, FollowUp):
            words = texts.say("note.noted", "Noted. {next}", next=texts.sentence(found.next_step))
            app.notify(words, timeout=15, markup=False)
        noted()

    app.log_desk.ask(work, told)
>>>>>>> saving
