"""How a call stands: whether its answer is waited for, and whether a later call took its place."""

from collections.abc import Sequence

from guide.core.call.entry import Call
from guide.core.call.versions import ending_of, is_taken_back
from guide.core.case_numbers import item_key
from guide.store.call_rows import attempts_of, endings_of, is_promised, moment_of, sortable
from guide.store.sql import Run


def standing_of(run: Run, root: str, versions: Sequence[Call]) -> tuple[str | None, bool]:
    """When a later call asked again, and whether somebody waits for the answer to this one."""
    began = min(sortable(each.started_at) for each in versions)
    keys = list({key for each in versions if (key := item_key(each.service_item))})
    later = """select started_at from "call" where current and earlier = ? and root <> ?
    and started_at > ? order by started_at desc limit 1"""
    found = [run(later, [key, root, began]).fetchone() for key in keys]
    asked = max((str(row[0]) for row in found if row is not None), default=None)
    ending = ending_of(endings_of(run, [root]).get(root), moment_of(asked))
    is_over = ending is not None and ending.why is not None
    answered = any(
        each.answered and not is_taken_back(each) for each in attempts_of(run, [root])[root]
    )
    waits = any(map(is_promised, versions)) and not is_over and not answered
    return asked, waits
