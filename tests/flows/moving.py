"""Facts that move by the week, and the month up to which they were seen."""

import re
from collections.abc import Mapping

from guide.core.flow.sources import Fact

# How a statement says that it may have changed since.
SEEN = re.compile(r"\b(?:(?i:seen|saw)\b[^.]*?\bup to|[Aa]s of) ([A-Z][a-z]+ \d{4})")


def seen_up_to(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Facts that move, with the month up to which they were seen."""
    dated = {name: SEEN.search(fact.statement) for name, fact in facts.items()}
    return {name: match[1] for name, match in dated.items() if match is not None}
