"""A call to expedite that was made, and a walk up to the question about it."""

from datetime import UTC, datetime

from guide.core.flow.words import Value

CALLED = datetime(2026, 11, 20, 16, tzinfo=UTC)
# Up to the question on which day it was asked.
ANSWERS: dict[str, Value] = {
    "role": "applicant", "represented": "no", "protected": "no", "what": "decision",
    "danger": "no", "travel": "no", "filed": "yes", "case": "other", "premium": "no",
    "ground": "health-worker", "documents": "yes", "still-to-do": "no", "hold": "no",
    "before": "no-answer",
}  # fmt: skip
