"""The content of all files together: flows, parts, facts, limits, the contact center."""

from collections.abc import Mapping

import msgspec

from guide.core.clock.hours import Schedule
from guide.core.flow.contact_center import ContactCenter
from guide.core.flow.flow import Flow, Question
from guide.core.flow.sources import Fact
from guide.core.ids import FlowId, QuestionId


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the files say, read and typed. `versions` are content hashes by flow."""

    flows: Mapping[FlowId, Flow]
    shared: Mapping[QuestionId, Question]
    center: ContactCenter
    facts: Mapping[str, Fact]
    schedules: Mapping[str, Schedule]
    versions: Mapping[FlowId, str]

    def question(self, flow: FlowId, name: QuestionId) -> Question:
        """A question as it is asked: all of a shared one but where it leads is the shared file's.

        Raises:
            KeyError: there is no such flow, or it has no such question.
        """
        question = self.flows[flow].questions[name]
        if not question.shared:
            return question
        shared = self.shared[name]
        return msgspec.structs.replace(shared, next=question.next)
