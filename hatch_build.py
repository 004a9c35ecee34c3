"""The README as a package index shows it, far from the files that its links and pictures name."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"!\[(?P<words>[^]]*)\]\((?!https:)(?P<path>[^)]+)\)\n*")
_LINK = re.compile(r"(?<!!)\[(?P<words>[^]]+)\]\((?!https:)(?P<path>[^)]+)\)")


class IndexReadme(MetadataHookInterface):
    """Makes the description of the package from README.md."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in `readme`."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        address = metadata.get("urls", {}).get("Repository", "")
        text = on_an_index(text, address, f"v{metadata['version']}")
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def on_an_index(text: str, address: str, tag: str) -> str:
    """The text with addresses of that version in the repository; with none, only the words stay."""
    if not address:
        return _LINK.sub(r"\g<words>", _PICTURE.sub("", text))
    text = _PICTURE.sub(rf"![\g<words>]({address}/raw/{tag}/\g<path>)\n\n", text)
    return _LINK.sub(rf"[\g<words>]({address}/blob/{tag}/\g<path>)", text)
