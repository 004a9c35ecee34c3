"""Catalogues of other languages: gettext's own files, in which a text is found by its id.

`locale/<language>/LC_MESSAGES/` holds `guide.po` beside the program and `flows.po` in a folder of
flows; a compiled `.mo` goes before it. What was read of a `.po` is kept in the cache. A text that
is marked fuzzy, or whose English has changed since, or that asks for a value which the English does
not have, stays English.
"""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from struct import error as StructError

import msgspec

from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.local.cache_files import digest, load, save
from guide.local.regular_files import read_regular
from guide.wording.po_file import CONTEXT, SAID, WORDS, entries

# A text's id and its English → its words in a language, the English where there are none.
Translate = Callable[[str, str], str]
_BRACES = re.compile(r"\{[^{}]*\}")
_MOST_BYTES = 40_000_000


def translation(
    language: str,
    folders: Sequence[Path] = (),
    cache: Path | None = None,
    broken: list[InvalidInput] | None = None,
) -> Translate | None:
    """A text's id and its English words → its words in a language; None without a catalogue.

    Raises:
        InvalidInput: a catalogue cannot be read, and there is no list of broken ones to add to.
    """
    places = [*((folder, "flows") for folder in folders), (Path(__file__).parent, "guide")]
    catalogues = []
    for folder, name in places:
        try:
            catalogues.append(
                _catalogue(folder / "locale" / language / "LC_MESSAGES" / name, cache)
            )
        except InvalidInput as error:
            if broken is None:
                raise
            broken.append(error)
    known = [catalogue for catalogue in catalogues if catalogue is not None]
    if not known:
        return None

    def translate(text_id: str, words: str) -> str:
        said = (translate_by(text_id, words) for translate_by in known)
        return next((text for text in said if text != words and fits(text, words)), words)

    return translate


def fits(said: str, words: str) -> bool:
    """Whether a translation asks for nothing but what fills the English."""
    unpaired = set("{}") & set(_BRACES.sub("", said)) - set(_BRACES.sub("", words))
    return not unpaired and set(_BRACES.findall(said)) <= set(_BRACES.findall(words))


def _catalogue(place: Path, cache: Path | None) -> Translate | None:
    compiled, source = place.with_suffix(".mo"), place.with_suffix(".po")
    try:
        if compiled.is_file():
            return _of_compiled(read_regular(compiled, _MOST_BYTES, follow=True))
        if source.is_file():
            return _of_source(source, cache)
    except (OSError, ValueError, LookupError, StructError):
        there = compiled if compiled.is_file() else source
        message = Message(
            "error.catalogue", "{place} is not a valid catalogue of texts.", place=there
        )
        hint = Message("hint.catalogue", "`guide flows check` names the line.")
        raise InvalidInput(message, hint) from None
    return None


def _of_compiled(raw: bytes) -> Translate:
    from gettext import GNUTranslations

    return GNUTranslations(BytesIO(raw)).pgettext


def _of_source(source: Path, cache: Path | None) -> Translate:
    """As it was read before, else read now and kept. A cache that fails is no fault."""
    raw = read_regular(source, _MOST_BYTES, follow=True)
    cached = None if cache is None else cache / f"words-{digest(str(source).encode())[:12]}.json"
    key = digest(raw)
    known = None if cached is None else load(cached, key, _Texts.decode)
    if known is None:
        known = texts(raw.decode("utf-8"))
        if cached is not None:
            save(cached, key, msgspec.json.encode(known))
    of_id = known

    def translate(text_id: str, words: str) -> str:
        return of_id.get(text_id, {}).get(words, words)

    return translate


def texts(po: str) -> dict[str, dict[str, str]]:
    """Id → English → translation, of every finished entry of a `.po` file.

    Raises:
        ValueError: a line cannot be read.
    """
    words: dict[str, dict[str, str]] = {}
    for entry in entries(po):
        if entry.bad is not None:
            raise ValueError(entry.bad)
        if entry.is_finished and not entry.fuzzy:
            english = entry.fields.get(WORDS, "")
            words.setdefault(entry.fields[CONTEXT], {})[english] = entry.fields[SAID]
    return words


_Texts = msgspec.json.Decoder(dict[str, dict[str, str]])
