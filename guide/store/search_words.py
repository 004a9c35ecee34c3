"""What a call is found by. However a thing is written, it is one: capitals, accents, signs.

A word with a digit is also kept without the signs in it, and so is a whole number, so that
SR1234-567 and (617) 253-1000 are found however they are typed.
"""

from collections.abc import Iterator

import msgspec
from peewee import Database

from guide.core.call.entry import FIELDS, NUMBERS, Call
from guide.core.signs import alike, bare
from guide.store.sql import run_sql

_TEXT = tuple(name for name, kind in FIELDS.items() if kind in ("text", "kind", "way"))
_PAGE = """
select w.started_at, w.id, c.entry from call_words w join "call" c on c.id = w.id
where (w.started_at, w.id) > (?, ?) order by w.started_at, w.id limit 500"""
_RENEW = "update call_words set words = ? where started_at = ? and id = ?"


def words_of(call: Call) -> str:
    """The text in which a search looks."""
    texts = [value for name in _TEXT if (value := getattr(call, name))]
    texts += [heard.text for heard in call.heard if heard.text]
    words = [folded(text) for text in texts]
    more = dict.fromkeys(_without_signs(words, call))
    return " ".join([*words, *more])


def folded(text: str) -> str:
    """The text in one way of writing."""
    return alike(text).replace("\0", " ")


def searched(word: str) -> str:
    """A word as it is looked for."""
    return bare(word) if any(map(str.isdecimal, word)) else word


def _without_signs(words: list[str], call: Call) -> Iterator[str]:
    for text in words:
        for word in text.split():
            bare_word = searched(word)
            if bare_word != word:
                yield bare_word
    for name in sorted(NUMBERS):
        number = getattr(call, name)
        if number and len(number.split()) > 1:
            yield bare(number)


def renew_words(database: Database) -> None:
    """Every current call gets the words by which it is found now."""
    decode = msgspec.json.Decoder(Call).decode
    last = ("", "")
    page, renew = (sql.replace("?", str(database.param)) for sql in (_PAGE, _RENEW))
    while rows := run_sql(database, page, last).fetchall():
        for started_at, call_id, entry in rows:
            try:
                words = words_of(decode(entry))
            except (ValueError, msgspec.MsgspecError):
                continue  # an entry that cannot be read keeps what it has
            run_sql(database, renew, (words, started_at, call_id))
        last = (rows[-1][0], rows[-1][1])
