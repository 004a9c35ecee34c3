"""What is asked before a call goes into the log, or on."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from guide.bootstrap import Services
from guide.core.call.live import LiveCall
from guide.tui.dialogs.choice import ChoiceDialog
from guide.wording.calls import label_of
from guide.wording.texts import Texts


def end_of_call(
    title: str, left: Iterable[str], unread: Iterable[str], texts: Texts
) -> ChoiceDialog:
    """What is missing is said once more; `unread` are words that are no day of answer."""
    say = texts.say
    sentences = [title]
    if names := "; ".join(label_of(name, texts) for name in left):
        sentences.append(say("end.missing", "Not noted: {what}.", what=names))
    answers = {
        "save": say("end.save", "Yes: save it in the log"),
        "on": say("end.on", "No: go on with the call"),
        "drop": say("end.drop", "Throw this call away"),
    }
    for words in unread:
        sentences.append(
            say("end.unread", "“{words}” is not read as a day of answer.", words=words[:60])
        )
        note = say("end.save.note", "Yes: save it in the log, and put those words in the note")
        back = say("end.day", "Write the day another way")
        answers = {"day": back} | answers | {"save": note}
    return ChoiceDialog(sentences, answers)


def still_going_on(live: LiveCall, services: Services) -> ChoiceDialog:
    """Asks whether to go on with a call that was not ended."""
    texts = services.texts
    begun = live.begun_at.astimezone(ZoneInfo(services.zone))
    words = texts.say(
        "going-on.ask", "You started a call on {day} at {time} and didn't end it.",
        day=texts.day(begun.date()), time=texts.clock(begun),
    )  # fmt: skip
    answers = {
        "on": texts.say("going-on.on", "Go on with it"),
        "new": texts.say("going-on.new", "Start a new call; the other one is kept"),
    }
    return ChoiceDialog([words], answers)
