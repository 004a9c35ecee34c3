"""The shipped flows with hostile texts."""

import shutil
from pathlib import Path

import pytest
import yaml

from guide.flowfile.folders import built_in
from tests.hostile.strings import TRAP

WORDS = {
    "text", "title", "summary", "why", "label", "hint", "wanted", "what", "who", "address", "statement",
    "source", "name", "note", "do", "hear", "question", "come_back", "child", "client", "beneficiary",
}  # fmt: skip


def trap(node: yaml.Node | None, key: str = "") -> None:
    """Put the trap behind every text that somebody sees."""
    if isinstance(node, yaml.MappingNode):
        for name, part in node.value:
            label = key == "options" and isinstance(part, yaml.ScalarNode)
            trap(part, "label" if label else name.value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            trap(part, key)
    elif isinstance(node, yaml.ScalarNode) and key in WORDS and node.value != "none":
        node.value, node.style, node.tag = f"{node.value} {TRAP}", '"', "tag:yaml.org,2002:str"


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped flows, each text with the trap behind it."""
    folder = tmp_path_factory.mktemp("flows") / "flows"
    shutil.copytree(built_in(), folder)
    for path in folder.rglob("*.yaml"):
        if path.name in ("cases.yaml", "spelling.yaml"):
            continue
        tree = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        trap(tree)
        path.write_text(yaml.serialize(tree, width=10_000), encoding="utf-8")
    return folder
