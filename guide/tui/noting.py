"""Notes on the log that USCIS called back, or tried to."""

from collections.abc import Callable

from guide.core.call import Attempt, Call
from guide.core.errors import GuideError
from guide.promise_texts import PromiseTexts
from guide.tui.app import GuideApp
from guide.tui.screens.notice import Notice


def ask_to_note(app: GuideApp, call: Call, noted: Callable[[], None]) -> None:
    """Ask whether they got through; nothing is noted before that."""
    say = app.services.texts.say
    about = PromiseTexts(app.services).about(call, reveal=app.is_revealed)
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
            note(app, call, answered=answer == "came")
            noted()

    app.push_screen(Notice(sentences, answers), answered)


def ask_first(app: GuideApp, call: Call, noted: Callable[[], None], *, answered: bool) -> None:
    """The same where one key said already what happened: only the call is checked."""
    say = app.services.texts.say
    what = (
        say("note.came-sure", "So they called back, and you talked?")
        if answered
        else say("note.missed-sure", "So they called back, and you missed it?")
    )
    about = PromiseTexts(app.services).about(call, reveal=app.is_revealed)
    answers = {"yes": say("note.yes", "Yes, note it"), "no": say("note.no", "Don't note anything")}

    def sure(answer: str | None) -> None:
        if answer == "yes":
            note(app, call, answered=answered)
            noted()

    app.push_screen(Notice([what, about], answers), sure)


def note(app: GuideApp, call: Call, *, answered: bool) -> None:
    """Put it into the log, and say what follows."""
    services = app.services
    try:
        services.calls.note_attempt(call.id, Attempt(at=app.now(), answered=answered))
        current = services.calls.get(call.id)
        found = None if current is None else services.follow_up(current, app.now())
    except GuideError as error:
        app.notify(services.texts.error(error), severity="error", timeout=20, markup=False)
        return
    if found is not None:
        words = services.texts.say(
            "note.noted", "Noted. {next}", next=services.texts.sentence(found.next_step)
        )
        app.notify(words, timeout=15, markup=False)
