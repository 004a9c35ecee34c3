"""Notes on the log that USCIS called back, or tried to."""

from collections.abc import Callable

from guide.core.call import Attempt, Call
from guide.core.errors import GuideError
from guide.core.follow_up import FollowUp
from guide.promise_texts import PromiseTexts
from guide.tui.app import GuideApp
from guide.tui.screens.notice import Notice


def ask_to_note(app: GuideApp, call: Call, noted: Callable[[], None]) -> None:
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


def ask_first(app: GuideApp, call: Call, noted: Callable[[], None], *, answered: bool) -> None:
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
