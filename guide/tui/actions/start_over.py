"""Begins a walk anew, after it was asked what becomes of the answers that were given."""

from collections.abc import Callable

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host


def ask_to_start_over(
    app: Host, forget: Callable[[], None], set_aside: Callable[[], None] | None
) -> None:
    """Nothing is forgotten before somebody said so; `set_aside` keeps it first, where it can."""
    say = app.services.texts.say
    if set_aside is None:
        ask = say("over.ask", "Start over? This deletes all your answers to these questions.")
        answers = {"no": say("over.no", "No, keep them"), "yes": say("over.yes", "Yes, start over")}
    else:
        ask = say("over.ask-kept", "Start over? What should become of your answers?")
        answers = {
            "no": say("over.stay", "Don't start over: go on with them"),
            "aside": say("over.aside", "Keep them; the first screen leads back to them"),
            "yes": say("over.delete", "Delete them"),
        }

    def answered(answer: str | None) -> None:
        if answer == "aside" and set_aside is not None:
            set_aside()
        if answer in ("yes", "aside"):
            forget()

    app.push_screen(ChoiceDialog([ask], answers), answered)
