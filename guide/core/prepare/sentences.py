"""Texts of a plan and what fills them."""

from datetime import datetime

from guide.core.flow.conditions import holds
from guide.core.flow.flow import SHARED, Flow, InputKind, Item, Question, Utterance
from guide.core.flow.sources import Grade, Sources, fact_ids
from guide.core.flow.windows import Counted
from guide.core.ids import FlowId, QuestionId
from guide.core.prepare.call_plan import (
    AnswerView,
    Gap,
    OptionView,
    QuestionView,
    Sentence,
    SentencePart,
    Text,
    TypedValue,
    lowest,
)
from guide.core.prepare.expected import SAYS
from guide.core.prepare.graph import TrailStep
from guide.core.prepare.passage import Passage
from guide.core.prepare.placeholders import placeholders


class Sentences:
    """Makes lines, questions and answers of a passage: ids with English words, and their values."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    def ask(self, flow: FlowId, name: QuestionId, question: Question) -> QuestionView:
        """A question as it is asked, with its options."""
        place = f"{self._place(flow, name)}.questions.{name}"
        kind, wanted = (
            (question.input.kind, question.input.wanted) if question.input else (None, None)
        )
        why = self.line_of(name, f"{place}.why", question.why, question.sources)
        text = self.line_of(name, f"{place}.text", question.text, question.sources)
        return QuestionView(
            flow=flow,
            id=name,
            text=text,
            why=why if question.why else None,
            options=tuple(self._choice(place, question, value) for value in question.options),
            input=kind,
            wanted=None if wanted is None else Text(f"{place}.wanted", wanted),
        )

    def _place(self, flow: FlowId, name: QuestionId) -> FlowId:
        owner = self.passage.content.flows.get(flow)
        question = None if owner is None else owner.questions.get(name)
        return SHARED if question is None or question.shared else flow

    def _choice(self, place: str, question: Question, value: str) -> OptionView:
        option, stem = question.option(value), f"{place}.options.{value}"
        return OptionView(
            value=value,
            label=Text(f"{stem}.label", option.label),
            hint=None if option.hint is None else Text(f"{stem}.hint", option.hint),
            sources=fact_ids(option.sources),
        )

    def answered(self, step: TrailStep) -> AnswerView:
        """A question that was answered, with its answer."""
        question = self.passage.content.question(step.flow, step.question)
        ask = self.ask(step.flow, step.question, question)
        value = self.shown(
            self._place(step.flow, step.question), step.question, question, spoken=False
        )
        assert not isinstance(value, Gap)  # noqa: S101  # a step of the trail has an answer
        return AnswerView(flow=step.flow, id=step.question, text=ask.text, value=value)

    def counted_out(self, name: str, kind: Counted, by: datetime) -> Sentence:
        """By when an answer of a kind is due, with the facts of its limit.

        Raises:
            KeyError: the limit of that kind is not there.
        """
        facts = self.passage.content.center.limits[f"{kind}-answer"].sources
        return Sentence(
            id=name,
            text=Text(SAYS[name].id, SAYS[name].words),
            values={"moment": TypedValue("moment", by)},
            sources=facts,
            grade=self._grade(facts),
        )

    def utterance(self, flow: Flow, name: str, utterance: Utterance) -> Sentence:
        """A sentence to say, in the form that fits who speaks."""
        place, words = f"{flow.id}.say.{name}", utterance.text
        text_id = f"{place}.text"
        if self.passage.form != "self" and utterance.forms != "same":
            words = utterance.forms[self.passage.form]
            text_id = f"{place}.forms.{self.passage.form}"
        parts: dict[str, SentencePart] = {}
        for key, part in utterance.parts.items():
            shown = holds(part.when, self.passage.as_filled_in)
            inner = self.line_of(key, f"{place}.parts.{key}.text", part.text, (), spoken=True)
            parts[key] = (inner,) if shown else ()
        values = parts | {
            key: self._filling(key, spoken=True) for key in placeholders(words) if key not in parts
        }
        sources = self._with_limits(words, utterance.sources)
        return Sentence(
            id=name,
            text=Text(text_id, words),
            values=values,
            sources=sources,
            grade=self._grade(sources),
        )

    def _with_limits(self, words: str, sources: Sources) -> tuple[str, ...]:
        """The facts of a text, and those of the limits that it names."""
        named = (self.passage.scope.limits.get(key) for key in placeholders(words))
        more = [fact for limit in named if limit is not None for fact in limit.sources]
        return tuple(dict.fromkeys([*fact_ids(sources), *more]))

    def line_of(  # a line has that many sides
        self,
        name: str,
        text_id: str,
        words: str | None,
        sources: Sources,
        item: Item | None = None,
        *,
        spoken: bool = False,
    ) -> Sentence:
        """A text of the content with what fills it, its facts and their lowest grade."""
        words = words or ""
        facts = self._with_limits(words, sources)
        return Sentence(
            id=name,
            text=Text(text_id, words),
            values={key: self._filling(key, spoken=spoken) for key in placeholders(words)},
            sources=facts,
            grade=self._grade(facts),
            address=item.address if item else None,
            log=item.log if item else (),
        )

    def _grade(self, sources: tuple[str, ...]) -> Grade | None:
        facts = self.passage.content.facts
        return lowest(facts[name].grade for name in sources if name in facts)

    def _filling(self, name: str, *, spoken: bool) -> SentencePart:
        limit = self.passage.scope.limits.get(name)
        if limit is not None:
            return Text(f"contact_center.limits.{name}.label", limit.label)
        if name in self.passage.scope.dates:
            value = self.passage.scope.value(name)
            if value is None:
                return _blank(name)
            return TypedValue("moment" if isinstance(value, datetime) else "date", value)
        asked, shared = QuestionId(name), self.passage.content.shared
        for flow in self.passage.passed:
            question = flow.questions.get(asked)
            if question is not None and not question.shared:
                return self.shown(flow.id, asked, question, spoken=spoken)
        if asked in shared:
            return self.shown(SHARED, asked, shared[asked], spoken=spoken)
        return _blank(name)

    def shown(
        self, place: FlowId, name: QuestionId, question: Question, *, spoken: bool
    ) -> TypedValue | Text | Gap:
        """An answer as it is shown; a blank where there is none."""
        value = self.passage.scope.answers.get(
            name, self.passage.given.get(name) if name in self.passage.details else None
        )
        if value is None:
            return _blank(name, f"{place}.questions.{name}.name", question.name)
        if isinstance(value, str) and value in question.options:
            option, stem = question.option(value), f"{place}.questions.{name}.options.{value}"
            if spoken and option.spoken is not None:
                return Text(f"{stem}.spoken", option.spoken)
            return Text(f"{stem}.label", option.label)
        kind: InputKind = question.input.kind if question.input else "text"
        if isinstance(value, datetime) and question.input and question.input.looks == "back":
            # Of what has passed the day is told; the hour is there to be counted from.
            value = value.date() if kind == "date" else value
        return TypedValue(kind, value)


def _blank(name: str, text_id: str = "", label: str | None = None) -> Gap:
    """A blank; without a name of its own it is called by its id."""
    return Gap(name, Text(text_id, label) if label else Text("", name.replace("-", " ")))
