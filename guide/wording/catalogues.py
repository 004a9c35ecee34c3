"""Catalogues of other languages: gettext's own files, in which a text is found by its id.

`locale/<language>/LC_MESSAGES/` holds `guide.po` beside the program and `flows.po` in a folder of
flows; a compiled `.mo` goes before it. What is not compiled is compiled into the cache. A text
that is marked fuzzy, or whose English has changed since, or that asks for a value which the English
does not have, stays English.
"""

import ast
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.local.cache_files import digest, load, save
from guide.local.regular_files import read_regular

FIELDS = ("msgctxt", "msgid", "msgstr")
_BRACES = re.compile(r"\{[^{}]*\}")
# Between a text's id and its English in a compiled catalogue.
_GLUE = "\x04"
_MOST_BYTES = 40_000_000


def translation(
    language: str,
    folders: Sequence[Path] = (),
    cache: Path | None = None,
    broken: list[InvalidInput] | None = None,
) -> Callable[[str, str], str] | None:
    """A text's id and its English words → its words in a language; None without a catalogue.

    Raises:
        InvalidInput: a catalogue cannot be read, and there is no list of broken ones to add to.
    """
    places = [*((folder, "flows") for folder in folders), (Path(__file__).parent, "guide")]
    found = []
    for folder, name in places:
        try:
            found.append(_catalogue(folder / "locale" / language / "LC_MESSAGES" / name, cache))
        except InvalidInput as error:
            if broken is None:
                raise
            broken.append(error)
    known = [each for each in found if each is not None]
    if not known:
        return None

    def translate(text_id: str, words: str) -> str:
        said = (each.pgettext(text_id, words) for each in known)
        return next((each for each in said if each != words and fits(each, words)), words)

    return translate


def fits(said: str, words: str) -> bool:
    """Whether a translation asks for nothing but what fills the English."""
    unpaired = set("{}") & set(_BRACES.sub("", said)) - set(_BRACES.sub("", words))
    return not unpaired and set(_BRACES.findall(said)) <= set(_BRACES.findall(words))


def _catalogue(place: Path, cache: Path | None) -> GNUTranslations | None:
    compiled, source = place.with_suffix(".mo"), place.with_suffix(".po")
    try:
        if compiled.is_file():
            return GNUTranslations(BytesIO(read_regular(compiled, _MOST_BYTES, follow=True)))
        if source.is_file():
            return GNUTranslations(BytesIO(_compiled(source, cache)))
    except (OSError, ValueError, SyntaxError, struct.error):
        there = compiled if compiled.is_file() else source
        message = Sentence(
            "error.catalogue", "{place} is not a valid catalogue of texts.", place=there
        )
        hint = Sentence("hint.catalogue", "`guide flows check` names the line.")
        raise InvalidInput(message, hint) from None
    return None


def _compiled(source: Path, cache: Path | None) -> bytes:
    """As it was compiled before, else compiled now and kept. A cache that fails is no fault."""
    raw = read_regular(source, _MOST_BYTES, follow=True)
    kept = None if cache is None else cache / f"words-{digest(str(source).encode())[:12]}.mo"
    key = digest(raw)
    found = None if kept is None else load(kept, key, bytes)
    if found is None:
        found = compiled(dict(entries(raw.decode("utf-8"))))
        if kept is not None:
            save(kept, key, found)
    return found


def entries(text: str) -> Iterator[tuple[str, str]]:
    """(id and English, translation) of every finished entry of a `.po` file.

    Raises:
        ValueError, SyntaxError: it is none.
    """
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields: dict[str, str] = {}
        field, fuzzy = "", False
        for line in map(str.strip, block.splitlines()):
            if line.startswith("#"):
                fuzzy |= line.startswith("#,") and "fuzzy" in line
                continue
            word, _, rest = line.partition(" ")
            field, quoted = (word, rest) if word in FIELDS else (field, line)
            if quoted:
                fields[field] = fields.get(field, "") + str(ast.literal_eval(quoted.strip()))
        if "msgctxt" in fields and fields.get("msgstr") and not fuzzy:
            yield f"{fields['msgctxt']}{_GLUE}{fields['msgid']}", fields["msgstr"]


def compiled(texts: dict[str, str]) -> bytes:
    """A catalogue in gettext's binary form."""
    # The empty id tells the encoding.
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **texts}.items())
    raw = [(key.encode(), value.encode()) for key, value in pairs]
    count = len(raw)
    start = 28 + 16 * count
    keys, values, data = b"", b"", b""
    for table in (0, 1):
        for pair in raw:
            place = struct.pack("<II", len(pair[table]), start + len(data))
            keys, values = (keys + place, values) if table == 0 else (keys, values + place)
            data += pair[table] + b"\0"
    head = struct.pack("<IIIIIII", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + keys + values + data
