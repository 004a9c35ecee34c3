"""What is asked before a call goes into the log."""

from collections.abc import Callable, Collection, Sequence

from guide.tui.dialogs.choice import ChoiceDialog
from guide.tui.host import Host
from guide.wording.calls import label_of


def ask_to_end(
    app: Host,
    title: str,
    missing: Sequence[str],
    unread: Collection[str],
    answered: Callable[[str | None], None],
    *,
    go_on: str,
) -> None:
    """What is missing is said once more, and what is not read as a day.

    `missing` are fields, `unread` the words of those for a day. The answer is one of save, on, drop
    and day: to write the day another way.
    """
    texts = app.services.texts
    say, sentences = texts.say, [title]
    if missing:
        what = "; ".join(label_of(name, texts) for name in missing)
        sentences.append(say("end.missing", "Not noted: {what}.", what=what))
    answers = {
        "save": say("end.save", "Yes: save it in the log"),
        "on": go_on,
        "drop": say("end.drop", "Throw this call away"),
    }
    for words in unread:
        shown = words.strip()[:60]
        sentences.append(
            say("end.unread", "“{words}” is not read as a day of answer.", words=shown)
        )
        note = say("end.save.note", "Yes: save it in the log, and put those words in the note")
        back = say("end.day", "Write the day another way")
        answers = {"day": back} | answers | {"save": note}
    app.push_screen(ChoiceDialog(sentences, answers), answered)
