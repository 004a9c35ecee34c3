"""Closed days that a person knows of: a file of one's own in the data folder."""

from datetime import date
from pathlib import Path

import msgspec

from guide.core.flow.contact_center import ListedClosure
from guide.flowfile.content_files import ContentFiles, value_of


class OwnClosures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The user's own file of closures."""

    closures: tuple[ListedClosure, ...]


def own_closures(path: Path) -> dict[date, str]:
    """Date → name, from the user's own file.

    Raises:
        FlowFaults: the file cannot be used.
    """
    listed = value_of(ContentFiles([path.parent]).read(path, OwnClosures), OwnClosures)
    return {closure.date: closure.name for closure in listed.closures}
