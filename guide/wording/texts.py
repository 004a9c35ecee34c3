"""The one adapter from ids and values to sentences: the core says what, this says it in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from guide.core.errors import InvalidInput
from guide.core.message import Message, accepted_values
from guide.wording.live_help import LiveHelpTexts
from guide.wording.plan_lines import PlanTexts

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "es")


def language(wanted: str | None, environment: Mapping[str, str]) -> str:
    """The language to speak: as asked, else the environment's, else English."""
    if wanted is not None:
        if wanted not in LANGUAGES:
            message = Message("error.lang", "{wanted!r} is not a language here.", wanted=wanted)
            raise InvalidInput(message, accepted_values(*LANGUAGES))
        return wanted
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    setting = next((environment[name] for name in names if environment.get(name)), "en")
    return setting[:2] if setting[:2] in LANGUAGES else "en"


def texts_in(
    language: str,
    folders: "Sequence[Path]" = (),
    cache: "Path | None" = None,
    broken: list[InvalidInput] | None = None,
) -> "Texts":
    """The sentences of a language; English where it has no catalogue, here or beside the flows.

    What is wrong with a catalogue is added to `broken`; without that list it is raised.
    """
    if language == "en":
        return Texts()
    from guide.wording.catalogues import translation

    translate = translation(language, folders, cache, broken)
    return Texts() if translate is None else Texts(translate, language)


class Texts(PlanTexts, LiveHelpTexts):
    """All that commands, screen and paper say in the same words."""

    def grade(self, grade: str) -> str:
        """How sure a statement is, in words with a mark."""
        words = {
            "official": self.say("grade.official", "● official"),
            "professional": self.say("grade.professional", "◐ from professionals"),
            "reported": self.say("grade.reported", "○ reported, not confirmed"),
            "assumed": self.say("grade.assumed", "? our assumption"),
        }
        return words[grade]

    def doubt(self, grade: str | None) -> str:
        """The grade in words where a caller should know it at once: reported, or our own guess."""
        return f" [{self.grade(grade)}]" if grade in ("reported", "assumed") else ""
