"""Writes the templates for translators: the program's own sentences, and those of the flows.

Context of a message is the text's id. English needs no catalogue.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from guide.core.wording import words_in
from guide.flowfile.catalog import Catalog as Flows
from guide.flowfile.catalog import built_in

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "guide" / "locale" / "guide.pot"
FLOWS = ROOT / "flows" / "locale" / "flows.pot"


def own_messages() -> Catalog:
    """Every sentence of the program itself: what `say` is called with."""
    catalog = Catalog(project="guide", charset="utf-8")
    keywords = {"say": ((1, "c"), 2)}
    found = extract_from_dir(
        ROOT / "guide", method_map=[("**.py", "python")], keywords=keywords, comment_tags=()
    )
    for file, _, message, _, context in found:
        if isinstance(message, str):
            catalog.add(message, context=context, locations=[(f"guide/{file}", 0)])
    return catalog


def flow_messages() -> Catalog:
    """Every text of the flows and of the files beside them."""
    flows = Flows([built_in()])
    catalog = Catalog(project="guide flows", charset="utf-8")
    files: dict[str, object] = {name: flows.flow(name) for name in flows.flow_files}
    files |= {"ivr": flows.menu, "home": flows.home, "self_help": flows.self_help}
    files |= {"contact_center": flows.center, "follow_up": flows.follow_up}
    for name, value in files.items():
        for text_id, words in words_in(value, name):
            catalog.add(words, context=text_id.replace("contact_center.limits", "limits"))
    for text_id, words in words_in(flows.shared, "shared.questions"):
        catalog.add(words, context=text_id)
    for text_id, words in words_in(flows.facts, "facts"):
        catalog.add(words, context=text_id)
    return catalog


def main() -> None:
    """Write both."""
    for path, catalog in ((OWN, own_messages()), (FLOWS, flow_messages())):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, omit_header=True, width=100, no_location=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(catalog)} messages\n")


if __name__ == "__main__":
    main()
