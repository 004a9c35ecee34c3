"""Answers about a flow that are worked out once: a run may look at the same flows many times."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import msgspec

from guide.core.flow.content import Content
from guide.core.flow.reach import alone
from guide.core.ids import FlowId

T = TypeVar("T")
# More flows than a folder holds; what is beyond is worked out anew.
_MOST = 200


def once(ask: Callable[[Content, FlowId], T]) -> Callable[[Content, FlowId], T]:
    """The same answer for the same flow with all that it is run with, whoever asks."""
    known: dict[bytes, T] = {}

    @wraps(ask)
    def asked(content: Content, flow: FlowId) -> T:
        needed = alone(content, flow)
        key = msgspec.json.encode((flow, needed.flows, needed.shared, needed.center))
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            known[key] = ask(content, flow)
        return known[key]

    return asked
