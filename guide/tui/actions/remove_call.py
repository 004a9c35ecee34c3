"""A call is removed for good, after it was named and asked about."""

from collections.abc import Callable
from functools import partial

from guide.core.errors import GuideError
from guide.tui.base import BaseScreen
from guide.tui.dialogs.choice import ChoiceDialog


def ask_to_remove(
    screen: BaseScreen, call: str, shown: str, done: Callable[[], None], *, is_forked: bool
) -> None:
    """Ask, and remove the call with what corrects it; of two versions only this one goes.

    `shown` names the call without private numbers. `done` is called when it is gone.
    """
    texts = screen.services.texts
    sentences = [texts.say("log.remove", "Remove this call, with its corrections?"), shown]
    answers = {
        "no": texts.say("log.keep", "No, keep it"),
        "yes": texts.say("log.gone", "Yes, remove it for good"),
    }
    if is_forked:
        note = texts.say(
            "log.remove-one", "There are two versions. This one goes, the other one stays."
        )
        sentences.append(note)
        answers["yes"] = texts.say("log.gone-one", "Yes, remove this version for good")

    def answered(answer: str | None) -> None:
        if answer == "yes":
            services = screen.services
            screen.guide.log_desk.ask(
                lambda: services.calls.remove([call]), partial(_removed, screen, done)
            )

    screen.app.push_screen(ChoiceDialog(sentences, answers), answered)


def _removed(screen: BaseScreen, done: Callable[[], None], answer: object) -> None:
    if isinstance(answer, GuideError):
        screen.guide.say_error(answer)
    if screen.is_running:
        done()
