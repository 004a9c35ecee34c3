"""Ids of different kinds: all are text, and none may stand in another's place.

They are made where text comes in: by the reader of the files, the command line and the store.
"""

from typing import NewType

FlowId = NewType("FlowId", str)
"""A flow or a shared part, by the name of its folder: `expedite`."""
QuestionId = NewType("QuestionId", str)
"""A question of a flow, or one that flows share: `receipt`."""
OutcomeId = NewType("OutcomeId", str)
"""Where a way through a flow ends: `call-now`."""
ChainId = NewType("ChainId", str)
"""All entries of one call in the log, by the id of the first, never of a later one."""
QuestionPlace = tuple[FlowId, QuestionId]
OutcomePlace = tuple[FlowId, OutcomeId]
