"""Begins a walk anew, after it was asked what becomes of the answers that were given."""

from collections.abc import Callable

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host


def ask_to_start_over(
    app: Host, forget: Callable[[], None], set_aside: Callable[[], None] | None
) -> None:
    """Nothing is forgotten before somebody said so; `set_aside` keeps it, where it can be kept."""
    say = app.services.texts.say
    acts = {"yes": forget}
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
        acts["aside"] = set_aside

    def answered(answer: str | None) -> None:
        act = acts.get(answer or "")
        if act is not None:
            act()

    app.push_screen(ChoiceDialog([ask], answers), answered)
