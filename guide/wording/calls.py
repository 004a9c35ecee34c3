"""A call of the log in words: the same on the screen, on the command line and in a history."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from guide.core.call.entry import FIELDS, WANTED, Call
from guide.core.call.faults import Unreadable
from guide.core.call.live import Stage
from guide.core.masking import without_numbers
from guide.core.text import one_line
from guide.export.history import History, Section
from guide.wording.reasons import why_of
from guide.wording.texts import Texts

if TYPE_CHECKING:
    from guide.core.prepare.call_plan import Sentence


class CallTexts:
    """Makes labels and values of the fields of a call. `titles` are those of the flows by name."""

    def __init__(self, texts: Texts, zone: str, titles: Mapping[str, str]) -> None:
        self.texts = texts
        self.zone = zone
        self._titles = titles

    def label(self, field: str) -> str:
        """The name of a field of the log."""
        return label_of(field, self.texts)

    def word(self, value: str) -> str:
        """The word for one value of a choice."""
        return word_of(value, self.texts)

    def moment(self, moment: datetime) -> str:
        """A moment in the zone that was named, else in the caller's own."""
        return self.texts.moment(moment.astimezone(ZoneInfo(self.zone)))

    def rows(self, call: Call) -> Iterator[tuple[str, str]]:
        """(label, value) of all that was noted, then of every call-back."""
        for name in FIELDS:
            value = getattr(call, name)
            if value is not None:
                yield self.label(name), self.value(name, value)
        for attempt in call.attempts:
            say, when = self.texts.say, self.moment(attempt.at)
            if attempt.answered:
                yield say("noted.came", "Call-back came"), when
            else:
                yield say("noted.missed", "Call-back missed"), when
        if call.ended is not None and call.ended.why is not None:
            yield self.texts.say("noted.closed", "Answer no longer expected"), self.closed(call)
        if call.entered_by is not None:
            yield self.texts.say("noted.entered-by", "Entered by"), call.entered_by
        for heard in call.heard:
            yield self.texts.say("noted.heard", "Heard in the menu"), heard.text

    def said(self, field: str, call: Call) -> str:
        """What an entry says in a field; that it says nothing, where it does not."""
        value = getattr(call, field)
        if field == "heard":
            value = "; ".join(heard.text for heard in call.heard) or None
            return value or self.texts.say("noted.nothing", "nothing noted")
        if value is None:
            return self.texts.say("noted.nothing", "nothing noted")
        return self.value(field, value)

    def value(self, field: str, value: object) -> str:
        """A value of a field in words: yes or no, minutes and seconds, a moment, a choice."""
        if isinstance(value, bool):
            return self.word("yes" if value else "no")
        if isinstance(value, int):
            return as_clock(value)
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.texts.day(value)
        text = str(value)
        if FIELDS[field] in ("kind", "way"):
            return self.word(text)
        return self._titles.get(text, text) if field == "flow" else text

    def closed(self, call: Call) -> str:
        """Why a promise was closed, and when."""
        if call.ended is None or call.ended.why is None:
            return ""
        why, when = why_of(call.ended.why, self.texts), self.moment(call.ended.at)
        return self.texts.say("noted.closed-when", "{why}, {when}", why=why, when=when)

    def lacking(self, call: Call) -> tuple[str, ...]:
        """Labels of what every log should hold and this call does not."""
        return tuple(self.label(name) for name in WANTED if getattr(call, name) is None)

    def history(self, calls: Iterable[Call | Unreadable]) -> History:
        """The calls as a history: what was noted, and what a log should hold and these lack."""
        say = self.texts.say
        return History(
            language=self.texts.language,
            title=say("history.title", "Calls to the USCIS Contact Center"),
            claim=say(
                "history.claim",
                "Written down by the caller. It claims nothing beyond what was noted.",
            ),
            none=say("history.none", "No call was noted."),
            sections=map(self._section, calls),
        )

    def _section(self, call: Call | Unreadable) -> Section:
        if isinstance(call, Unreadable):
            return Section(heading=unreadable_line(call, self.texts), rows=())
        say, rows = self.texts.say, list(self.rows(call))
        if lacking := self.lacking(call):
            rows.append((say("history.lacking", "Not noted"), "; ".join(lacking)))
        if call.corrects is not None:
            rows.append((say("history.corrects", "Corrects entry"), call.corrects[:8]))
        return Section(heading=f"{self.moment(call.started_at)} · {call.id[:8]}", rows=tuple(rows))


def as_clock(seconds: float) -> str:
    """Minutes and seconds, with hours once there are any."""
    return str(timedelta(seconds=int(seconds))).removeprefix("0:")


def cannot_be_read(entry: Unreadable, texts: Texts) -> str:
    """The sentence that an entry of the log cannot be read, with the reason."""
    return texts.say(
        "log.unreadable", "this entry cannot be read: {why}", why=texts.tell(entry.why)
    )


def unreadable_line(entry: Unreadable, texts: Texts) -> str:
    """One line: the id of an entry, and the reason why it cannot be read."""
    return one_line(f"{entry.id}  {cannot_be_read(entry, texts)}")


def word_of(value: str, texts: Texts) -> str:
    """The word for one value of a choice."""
    words = {
        "urgent": texts.say("word.urgent", "urgent"),
        "regular": texts.say("word.regular", "regular"),
        "unknown": texts.say("word.unknown", "not said"),
        "call": texts.say("word.call", "call"),
        "e-mail": texts.say("word.e-mail", "e-mail"),
        "yes": texts.say("word.yes", "yes"),
        "no": texts.say("word.no", "no"),
    }
    return words.get(value, value)


def label_of(field: str, texts: Texts) -> str:
    """The name of a field of the log."""
    words = {
        "started_at": texts.say("field.started_at", "Called"),
        "ended_at": texts.say("field.ended_at", "Ended"),
        "zone": texts.say("field.zone", "Time zone"),
        "held_seconds": texts.say("field.held_seconds", "Time on hold"),
        "line": texts.say("field.line", "Number called"),
        "phone": texts.say("field.phone", "Called from"),
        "callback": texts.say("field.callback", "Number read back"),
        "email": texts.say("field.email", "E-mail read back"),
        "text_ahead": texts.say("field.text_ahead", "A text before the call"),
        "agent_name": texts.say("field.agent_name", "Agent's name"),
        "agent_id": texts.say("field.agent_id", "Agent's ID"),
        "service_item": texts.say("field.service_item", "Service item number"),
        "earlier_item": texts.say("field.earlier_item", "Earlier service item"),
        "kind": texts.say("field.kind", "Marked"),
        "flow": texts.say("field.flow", "About"),
        "receipt": texts.say("field.receipt", "Receipt number"),
        "form": texts.say("field.form", "Form"),
        "request": texts.say("field.request", "Asked for, in one line"),
        "send": texts.say("field.send", "What to send, and where"),
        "answer_by": texts.say("field.answer_by", "Answer by (day)"),
        "by": texts.say("field.by", "They answer by"),
        "interpreter": texts.say("field.interpreter", "With an interpreter"),
        "supervisor": texts.say("field.supervisor", "Asked for a supervisor"),
        "staff": texts.say("field.staff", "Who called for the firm"),
        "note": texts.say("field.note", "Anything else"),
        "appointment": texts.say("field.appointment", "Appointment"),
        "missed_examination": texts.say("field.missed_examination", "Examination missed"),
        "protected": texts.say("field.protected", "Protected case"),
        "needed_by": texts.say("field.needed_by", "Needed by (day)"),
        "heard": texts.say("field.heard", "Heard in the menu"),
        "corrects": texts.say("field.corrects", "What it corrects"),
    }
    return words[field]


def question_of(field: str, texts: Texts) -> str:
    """What to ask the agent for a field; nothing where it is not theirs to say."""
    words = {
        "agent_name": texts.say("ask.agent_name", "What's your name, please?"),
        "agent_id": texts.say("ask.agent_id", "And your agent ID?"),
        "service_item": texts.say("ask.service_item", "What's the service item number?"),
        "kind": texts.say("ask.kind", "Is it marked urgent or regular?"),
        "answer_by": texts.say("ask.answer_by", "By what day will I hear back?"),
        "by": texts.say("ask.by", "Is that by phone or by e-mail?"),
        "text_ahead": texts.say("ask.text_ahead", "Will I get a text before the call?"),
        "callback": texts.say("ask.callback", "Could you read my phone number back to me?"),
        "email": texts.say("ask.email", "Could you read my e-mail address back to me?"),
        "send": texts.say("ask.send", "Is there anything I should send, and where to?"),
    }
    return words.get(field, "")


def next_step_of(stage: Stage | None, texts: Texts) -> str:
    """What the one key says happened: the moment that it stamps next."""
    words = {
        "dialled": texts.say("next.dialled", "I've dialed"),
        "on-hold": texts.say("next.on-hold", "They put me on hold"),
        "agent": texts.say("next.agent", "A person is on"),
        "hung-up": texts.say("next.hung-up", "We hung up"),
    }
    return words[stage] if stage else texts.say("next.log", "Put it in the log")


def spoken(said: "Sentence | str", texts: Texts, *, reveal: bool = True) -> str:
    """A sentence as one says it to the agent, its numbers in chunks; masked where asked for."""
    if isinstance(said, str):
        return said if reveal else without_numbers(said)
    return texts.sentence(said, spoken=True, reveal=reveal)


def stage_of(stage: Stage, texts: Texts) -> str:
    """The word for a moment of the call."""
    words = {
        "dialled": texts.say("stage.dialled", "dialled"),
        "on-hold": texts.say("stage.on-hold", "on hold"),
        "agent": texts.say("stage.agent", "a person"),
        "hung-up": texts.say("stage.hung-up", "hung up"),
    }
    return words[stage]
