"""Forgets the answers of a walk, after it was asked."""

from collections.abc import Callable

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host


def ask_to_start_over(app: Host, forget: Callable[[], None]) -> None:
    """Nothing is forgotten before somebody said so."""
    say = app.services.texts.say
    ask = say("over.ask", "Start over? This deletes all your answers to these questions.")
    answers = {"no": say("over.no", "No, keep them"), "yes": say("over.yes", "Yes, start over")}

    def answered(answer: str | None) -> None:
        if answer == "yes":
            forget()

    app.push_screen(ChoiceDialog([ask], answers), answered)
