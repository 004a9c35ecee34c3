"""What a passage comes to: the outcome, until when it holds, when answers are due. Pure."""

from datetime import datetime
from typing import Literal

from guide.core.clock.hours import last_open
from guide.core.flow.flow import Outcome, OutcomeKind, Tone
from guide.core.flow.windows import last_day
from guide.core.ids import FlowId, OutcomeId
from guide.core.prepare.borders import outcome_ends
from guide.core.prepare.call_plan import OutcomeView, Sentence, Text
from guide.core.prepare.expected import expected, needed
from guide.core.prepare.passage import Passage
from guide.core.prepare.sentences import Sentences

# Second ways of second ways end somewhere, whatever the file says.
_DEEPEST_THEN = 2


class PassageOutcome:
    """The outcome of a passage, in words and in time."""

    def __init__(self, passage: Passage, sentences: Sentences) -> None:
        self.passage = passage
        self.sentences = sentences

    def result(self) -> OutcomeView | None:
        """The outcome as it is shown; None where there is none yet."""
        if self.passage.outcome is None or self.passage.position.outcome is None:
            return None
        flow, name = self.passage.position.outcome
        return self._result_of(flow, name, self.passage.outcome)

    def _result_of(
        self, flow: FlowId, name: OutcomeId, outcome: Outcome, depth: int = 0
    ) -> OutcomeView:
        place = f"{flow}.outcomes.{name}"
        sources = outcome.sources
        owner, then = self.passage.content.flows[flow], None
        if (
            outcome.then is not None
            and depth < _DEEPEST_THEN
            and self.passage.is_open(owner, outcome.then)
        ):
            second = owner.outcomes[outcome.then]
            then = self._result_of(flow, outcome.then, second, depth + 1)
        come_back = self.sentences.line_of(name, f"{place}.come_back", outcome.come_back, sources)
        return OutcomeView(
            flow=flow,
            id=name,
            kind=outcome.kind,
            reason=outcome.reason,
            when=self._when(outcome),
            title=self.sentences.line_of(name, f"{place}.title", outcome.title, sources),
            why=self.sentences.line_of(name, f"{place}.why", outcome.why, sources),
            come_back=come_back if outcome.come_back else None,
            address=outcome.address,
            then=then,
            badge=Text(f"{place}.badge", outcome.badge) if outcome.badge else None,
            tone=outcome.tone or self._tone(outcome),
        )

    def _tone(self, outcome: Outcome) -> Tone:
        """A call that can be made, or help without one, says go; all else says take care."""
        if outcome.kind == "self-help" or self._when(outcome) in ("now", "any"):
            return "go"
        return "careful"

    def _when(self, outcome: Outcome) -> Literal["now", "next-opening", "any"] | None:
        if outcome.kind != "call":
            return None
        if outcome.when != "now":
            return "any"
        return "now" if self.passage.line_help(self.passage.line()).open else "next-opening"

    def ends(self) -> tuple[datetime | None, OutcomeKind | Literal["question", "closed"] | None]:
        """Until when the outcome holds: a call now, no longer than the line is open."""
        if self.passage.outcome is None:
            return None, None
        ends = outcome_ends(
            self.passage.graph,
            self.passage.given,
            self.passage.position,
            self.passage.circumstances,
        )
        closes = self.passage.line_help(self.passage.line()).closes_at
        if (
            self._when(self.passage.outcome) == "now"
            and closes is not None
            and (ends is None or closes <= ends.at)
        ):
            return closes, "closed"
        if ends is None:
            return None, None
        then = ends.then.outcome_in(self.passage.content)
        return ends.at, then.kind if then is not None else "question"

    def act_by(self, line: str, until: datetime | None) -> datetime | None:
        """The last minute at which it can be done; None where its end is no deadline."""
        outcome = self.passage.outcome
        if until is None or outcome is None or not outcome.has_deadline:
            return None
        if outcome.kind != "call":
            return until
        return last_open(
            self.passage.schedule(line),
            self.passage.circumstances.calendar,
            self.passage.circumstances.at,
            until,
        )

    def expected(self, line: str) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        """The days on which answers of both kinds are due, and the first that is too late."""
        center, around = self.passage.content.center, self.passage.circumstances
        due = dict(expected(center, around.calendar, self.passage.line_help(line)))
        day = needed(self.passage.position.answers, around.at)
        late = [
            kind for kind, by in due.items() if day is not None and last_day(by, around.zone) > day
        ]
        sentences = tuple(self.sentences.counted_out(kind, kind, by) for kind, by in due.items())
        return sentences, tuple(
            self.sentences.counted_out(f"{kind}-late", kind, due[kind]) for kind in late[:1]
        )
