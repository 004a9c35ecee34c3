"""From a passage to its call plan. Pure."""

from collections.abc import Iterable, Iterator

import msgspec

from guide.core.flow.conditions import Circumstances
from guide.core.flow.flow import READY, SHARED, Flow, Item, Outcome
from guide.core.flow.sources import fact_ids
from guide.core.flow.words import Answers, Value
from guide.core.ids import QuestionId
from guide.core.prepare.call_plan import CallPlan, Gap, Need, QuestionView, Sentence, Text
from guide.core.prepare.ending import PassageOutcome
from guide.core.prepare.graph import Graph
from guide.core.prepare.passage import Passage
from guide.core.prepare.placeholders import placeholders
from guide.core.prepare.sentences import Sentences


def plan(graph: Graph, answers: Answers, circumstances: Circumstances) -> CallPlan:
    """The call plan that these answers give at that moment."""
    return _Planner(Passage(graph, answers, circumstances)).plan()


class _Planner:
    """Puts one plan together; the passage is the only thing it follows."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.sentences = Sentences(passage)
        self.ending = PassageOutcome(passage, self.sentences)

    def plan(self) -> CallPlan:
        outcome = self.ending.result()
        line = self.passage.line()
        warnings = self._lines("warnings", self.passage.passed)
        do_first = self._lines("do_first", self.passage.passed)
        needs = tuple(self._needs())
        say = tuple(self._say())
        write_down = self._lines("write_down", self.passage.calling())
        afterwards = self._lines("afterwards", self.passage.calling())
        question = self._question()
        shown: list[Sentence] = [*do_first, *needs, *say, *warnings, *write_down, *afterwards]
        expected_lines, too_late = self.ending.expected(line) if say else ((), ())
        shown += [*expected_lines, *too_late]
        shown += [outcome.title, outcome.why] if outcome else []
        shown += [question.text] if question else []
        details = tuple(self._open_details(needs, say))
        until, followed_by = self.ending.ends()
        given = self.passage.given
        filled: dict[str, Value] = {ask.id: given[ask.id] for ask in details if ask.id in given}
        used = {*self.passage.scope.answers, *filled}
        return CallPlan(
            at=self.passage.circumstances.at,
            flow=self.passage.graph.flow,
            via=self.passage.position.via,
            content_version=self.passage.content.versions[self.passage.graph.flow],
            form=self.passage.form,
            answers={**self.passage.position.answers, **filled},
            ignored=tuple(sorted(set(given) - used)),
            trail=tuple(self.sentences.answered(step) for step in self.passage.position.trail),
            question=question,
            outcome=outcome,
            live_help=self.passage.circumstances.live_help(),
            line=line,
            line_help=self.passage.line_help(line),
            phone=self.passage.phone(),
            do_first=do_first,
            needs=needs,
            say=say,
            warnings=warnings,
            write_down=write_down,
            afterwards=afterwards,
            details=details,
            ivr=self.passage.ivr(line),
            facts=tuple(dict.fromkeys(fact for shown_line in shown for fact in shown_line.sources)),
            holds_until=until,
            followed_by=followed_by,
            act_by=self.ending.act_by(line, until),
            expected=expected_lines,
            too_late=too_late,
        )

    def _question(self) -> QuestionView | None:
        if self.passage.position.question is None:
            return None
        flow, name = self.passage.position.question
        return self.sentences.ask(flow, name, self.passage.content.question(flow, name))

    def _lines(self, section: str, flows: Iterable[Flow]) -> tuple[Sentence, ...]:
        return tuple(
            self.sentences.line_of(
                name, f"{flow.id}.{section}.{name}.text", item.text, item.sources, item
            )
            for flow in flows
            for name, item in flow.section(section).items()
            if self.passage.applies(item)
        )

    def _needs(self) -> Iterator[Need]:
        if self.passage.outcome is not None and not self._needs_papers(self.passage.outcome):
            return
        flows = [self.passage.last, *(flow for flow in self.passage.passed if flow.kind == "part")]
        # Who is told to do something without any call needs no phone at hand for it.
        no_call = self.passage.outcome is not None and self.passage.outcome.kind == "self-help"
        if not no_call or self.passage.leads_to_call():
            flows = [*self.passage.with_line(flows)]
        for flow in flows:
            for name, item in flow.needs.items():
                if self.passage.applies(item):
                    yield self._need(flow, name, item)

    def _needs_papers(self, outcome: Outcome) -> bool:
        return outcome.kind in ("call", "self-help") or outcome.reason == "not-yet"

    def _need(self, flow: Flow, name: str, item: Item) -> Need:
        line = self.sentences.line_of(
            name, f"{flow.id}.needs.{name}.text", item.text, item.sources, item
        )
        shown = None
        if item.detail is not None and item.detail in self.passage.details:
            asked = QuestionId(item.detail)
            value = self.sentences.shown(SHARED, asked, self.passage.details[asked], spoken=False)
            shown = None if isinstance(value, Gap) else value
        # Ticks that were kept before they named their flow still count.
        ticks = (READY + line.place, READY + name)
        ticked = next(
            (t for t in map(self.passage.scope.answers.get, ticks) if t is not None), None
        )
        return Need(
            id=line.id,
            text=line.text,
            values=line.values,
            sources=line.sources,
            address=line.address,
            grade=line.grade,
            detail=item.detail,
            value=shown,
            ready=ticked == "yes" if ticked is not None else shown is not None,
        )

    def _say(self) -> Iterator[Sentence]:
        for flow in self.passage.calling():
            for name, utterance in flow.say.items():
                if self.passage.applies(utterance):
                    yield self.sentences.utterance(flow, name, utterance)

    def _open_details(
        self, needs: Iterable[Need], say: Iterable[Sentence]
    ) -> Iterator[QuestionView]:
        """The blanks that a caller can fill in on this plan, in the order in which they show."""
        names = [need.detail for need in needs if need.detail]
        for line in say:
            names += _names_in(line)
        for name in dict.fromkeys(names):
            if name in self.passage.details:
                asked = QuestionId(name)
                question = self.passage.details[asked]
                shown = self.sentences.shown(SHARED, asked, question, spoken=False)
                ask = self.sentences.ask(SHARED, asked, question)
                value = None if isinstance(shown, Gap) else shown
                yield msgspec.structs.replace(ask, value=value)


def written_down(flows: Iterable[Flow]) -> tuple[Sentence, ...]:
    """What these flows ask to be written down on every call, whatever was answered."""
    return tuple(
        Sentence(
            id=name,
            text=Text(f"{flow.id}.write_down.{name}.text", item.text),
            sources=fact_ids(item.sources),
            log=item.log,
        )
        for flow in flows
        for name, item in flow.write_down.items()
        if item.when is None and not placeholders(item.text)
    )


def _names_in(line: Sentence) -> Iterator[str]:
    for name, filling in line.values.items():
        if isinstance(filling, tuple):
            for inner in filling:
                yield from _names_in(inner)
        else:
            yield name
