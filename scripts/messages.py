"""Writes the templates for translators: the program's own sentences, and those of the flows.

Context of a message is the text's id. English needs no catalogue.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from textual.app import App
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, OptionList

from guide.cli.parsing.help_texts import texts_of
from guide.cli.parsing.parser import parser
from guide.core.flow.translatable import words_in
from guide.flowfile.catalog import Catalog as Flows
from guide.flowfile.folders import built_in
from guide.tui.widgets.key_labels import label_id

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "guide" / "locale" / "guide.pot"
FLOWS = ROOT / "flows" / "locale" / "flows.pot"
# What makes a sentence: called with its id and its English words.
MAKERS = ("say", "Message")
# Parts of the screen that bring keys of their own.
TEXTUALS: tuple[type[DOMNode], ...] = (App, Screen, Input, OptionList, ScrollableContainer)

Found = Iterator[tuple[str, str]]


def said(tree: ast.AST) -> Found:
    """(id, words) of every sentence that a module makes.

    Raises:
        ValueError: a sentence has no id, or its words do not stand where it is made.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in MAKERS:
            given = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(given) != len(node.args) or [type(argument) for argument in given] != [str, str]:
                raise ValueError(f"line {node.lineno}: {ast.unparse(node)}")
            if given[0]:
                yield str(given[0]), str(given[1])


def name_of(called: ast.expr) -> str:
    """The name by which something is called."""
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def labelled(tree: ast.AST) -> Found:
    """(id, label) of every key that a module binds.

    Raises:
        ValueError: a key has no id.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) == "Binding":
            words = {keyword.arg: ast.literal_eval(keyword.value) for keyword in node.keywords}
            if "id" not in words:
                raise ValueError(f"line {node.lineno}: {ast.unparse(node)}")
            yield f"key.{words['id']}", ast.literal_eval(node.args[2])


def own_messages() -> Catalog:
    """Every sentence of the program itself."""
    catalog = Catalog(project="guide", charset="utf-8")
    for text_id, words in own_words():
        catalog.add(words, context=text_id)
    return catalog


def own_words() -> Found:
    """(id, words) of sentences, keys, pages of help and the command line's help."""
    for path in sorted((ROOT / "guide").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        try:
            yield from said(tree)
            yield from labelled(tree)
        except ValueError as error:
            raise ValueError(f"{path.relative_to(ROOT)}, {error}") from None
    for page in sorted((ROOT / "guide" / "tui" / "help").glob("*.md")):
        yield f"help.{page.stem}", page.read_text(encoding="utf-8")
    yield from textuals_keys()
    for text_id, holder, field in texts_of(parser()):
        yield text_id, str(getattr(holder, field))


def textuals_keys() -> Found:
    """(id, label) of the keys that Textual brings along."""
    listed = [binding for kind in TEXTUALS for binding in kind.BINDINGS]
    palette = Binding("ctrl+p", "command_palette", "palette", tooltip="Open the command palette")
    for binding in (*listed, palette):
        if isinstance(binding, Binding) and binding.description:
            yield label_id(binding), binding.description
            if binding.tooltip:
                yield f"{label_id(binding)}.tip", binding.tooltip


def flow_messages() -> Catalog:
    """Every text of the flows and of the files beside them."""
    catalog = Catalog(project="guide flows", charset="utf-8")
    for text_id, words in flow_words():
        catalog.add(words, context=text_id)
    return catalog


def flow_words() -> Found:
    """(id, words) of them."""
    flows = Flows([built_in()])
    files: dict[str, object] = {name: flows.flow(name) for name in flows.flow_files}
    files |= {"ivr": flows.menu, "home": flows.home, "self_help": flows.self_help}
    files |= {"glossary": flows.glossary}
    files |= {"contact_center": flows.center, "follow_up": flows.follow_up}
    files |= {"shared.questions": flows.shared, "facts": flows.facts}
    for name, value in files.items():
        yield from words_in(value, name)


def main() -> None:
    """Write both."""
    for path, catalog in ((OWN, own_messages()), (FLOWS, flow_messages())):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, omit_header=True, width=100, no_location=True)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {len(catalog)} messages\n")


if __name__ == "__main__":
    main()
