"""The changelog's section of one version, without its heading, for a release.

python scripts/release_notes.py v0.1.0
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_HEADING = re.compile(r"^## (?P<version>\S+)(?: - \d{4}-\d\d-\d\d)?$", re.MULTILINE)


def sections(changelog: str) -> dict[str, str]:
    """Version → what its section says, newest first."""
    headings = list(_HEADING.finditer(changelog))
    ends = [*(heading.start() for heading in headings[1:]), len(changelog)]
    return {
        heading["version"]: changelog[heading.end() : end].strip()
        for heading, end in zip(headings, ends, strict=True)
    }


def notes(tag: str, version: str, changelog: str) -> str:
    """What the release of a tag says.

    Raises:
        ValueError: the tag is not that of the version, or the changelog has nothing for it.
    """
    if tag != f"v{version}":
        raise ValueError(f"The tag is {tag}, but guide/__init__.py says {version}.")
    said = sections(changelog).get(version)
    if not said:
        raise ValueError(f"CHANGELOG.md has no section with words for {version}.")
    return said


def main() -> None:
    """Print them, or say why there are none."""
    sys.path.insert(0, str(ROOT))
    from guide import __version__

    try:
        print(notes(sys.argv[1], __version__, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
