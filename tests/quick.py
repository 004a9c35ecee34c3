"""What a program does once at its start, thousands of tests in one process need not do again.

None of it changes what is drawn, kept or said: the collector's first pass over all that a process
holds, the parsing of style sheets, the reading of the files that come with the program, the pace
at which Textual's pilot looks whether an app is at rest, and the tenth of a second between two
savings, where each is waited for.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
import textual._wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

import guide.flowfile.read
import guide.tui.app.starting
from guide.flowfile.folders import built_in
from guide.tui.background.desk import Desk
from guide.tui.background.saves import Save

# Seconds; a tenth of them spent at work is no rest. Textual's own are 0.02 and a twentieth.
_LOOKS_EVERY = 0.004
_parse_rules = Stylesheet._parse_rules
_read = guide.flowfile.read.read
_save = Desk.save


@contextmanager
def quick() -> Iterator[None]:
    """For a whole session."""
    rules: dict[object, list[RuleSet]] = {}
    shipped = {path.read_text("utf-8") for path in sorted(built_in().rglob("*.yaml"))}
    reads: dict[object, Any] = {}

    def parse_once(sheet: Stylesheet, *words: Any, **named: Any) -> list[RuleSet]:
        variables = tuple(sheet._variables.items())
        key = (variables, words, tuple(named.items()))
        if key not in rules:
            rules[key] = _parse_rules(sheet, *words, **named)
        return rules[key]

    def read_once(text: str, kind: type, file: str, limits: Any = None) -> Any:
        if text not in shipped or limits is not None:
            return _read(text, kind, file, limits)
        key = (text, kind, file)
        if key not in reads:
            reads[key] = _read(text, kind, file)
        return reads[key]

    # The heap of a session is many times that of the program.
    no_collector = SimpleNamespace(
        collect=lambda: 0, freeze=lambda: None, set_threshold=lambda _: None, enable=gc.enable
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual._wait, "SLEEP_GRANULARITY", _LOOKS_EVERY)
        patch.setattr(textual._wait, "SLEEP_IDLE", _LOOKS_EVERY / 10)
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        patch.setattr(guide.flowfile.read, "read", read_once)
        patch.setattr(Desk, "save", _save_at_once)
        patch.setattr(guide.tui.app.starting, "gc", no_collector)
        patch.setattr(guide.tui.app.starting, "_AFTER_PICTURE", 0.001)
        gc.freeze()
        yield
        gc.unfreeze()


def _save_at_once(desk: Desk, save: Save, *, wait: bool = False) -> None:
    """A desk whose every saving is waited for need not let one wait for the next."""
    _save(desk, save, wait=wait or desk._grace_of_saves > 0)
