"""The report of a fault of the program: local, with places but no values."""

import traceback
from datetime import datetime
from pathlib import Path

from guide.local.private_files import private_folder, write_private


def write_crash_file(error: BaseException, folder: Path, at: datetime) -> Path | None:
    """Type and places of an error, neither its message nor local variables; None if it cannot."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(f.filename).name}:{f.lineno} in {f.name}" for f in frames]
    text = "\n".join([f"guide crash at {at.isoformat()}", type(error).__name__, *places, ""])
    try:
        private_folder(folder)
        path = folder / f"crash-{at:%Y%m%dT%H%M%S}.txt"
        write_private(path, [text.encode("utf-8", "replace")])
    except OSError:
        return None
    return path
