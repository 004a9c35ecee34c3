"""What is asked before a correction is saved or thrown away."""

from collections.abc import Callable

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host

# As many characters of what was typed as a question has room for.
_MOST = 60


def ask_about_unread(
    app: Host, words: str, *, save: Callable[[], None], back: Callable[[], object]
) -> None:
    """Some words are no day: save all the same, or write it another way."""
    say = app.services.texts.say
    asked = say(
        "correct.unread", "“{words}” is not read as a day. The day that was noted stays.",
        words=words.strip()[:_MOST],
    )  # fmt: skip
    answers = {
        "back": say("correct.unread.back", "Write the day another way"),
        "save": say("correct.unread.save", "Save; the words go into the note"),
    }

    def answered(answer: str | None) -> None:
        if answer == "save":
            save()
        else:
            back()

    app.push_screen(ChoiceDialog([asked], answers), answered)


def ask_to_leave(app: Host, *, save: Callable[[], None], drop: Callable[[], None]) -> None:
    """Something was changed: nothing of it is thrown away unasked."""
    say = app.services.texts.say
    answers = {
        "save": say("correct.save", "Save the correction"),
        "on": say("correct.on", "Go on with it"),
        "drop": say("correct.drop", "Throw my changes away"),
    }

    def answered(answer: str | None) -> None:
        if answer == "save":
            save()
        elif answer == "drop":
            drop()

    asked = say("correct.ask", "You have changed something.")
    app.push_screen(ChoiceDialog([asked], answers), answered)
