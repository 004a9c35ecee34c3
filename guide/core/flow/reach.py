"""Which flows a flow needs: its parts, and the flows that it hands over to."""

from collections.abc import Mapping

import msgspec

from guide.core.flow.content import Content
from guide.core.flow.flow import Flow, HandOver
from guide.core.ids import FlowId


def leads_to(flow: Flow) -> list[FlowId]:
    """The parts of a flow and the flows that it hands over to, whether or not they are there."""
    names = [name for name in (flow.begins_with, flow.before_call) if name is not None]
    for question in flow.questions.values():
        names += [edge.to.flow for edge in question.edges() if isinstance(edge.to, HandOver)]
    return names


def reached(name: FlowId, flows: Mapping[FlowId, Flow]) -> dict[FlowId, None]:
    """A flow with all that it leads to, in that order, as far as it is there."""
    names: dict[FlowId, None] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in names and current in flows:
            names[current] = None
            waiting += leads_to(flows[current])
    return names


def alone(content: Content, flow: FlowId) -> Content:
    """The content that one flow is run with; a part is run with everything."""
    if content.flows[flow].kind == "part":
        return content
    flows = {name: content.flows[name] for name in reached(flow, content.flows)}
    return msgspec.structs.replace(content, flows=flows)
