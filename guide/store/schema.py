"""The tables as peewee sees them: columns only. Migrations make them; the same ones on PostgreSQL.

A call is kept whole, as the JSON of its value, so that a new field needs no new column; what is
searched, sorted and counted by stands beside it. Moments to sort by are UTC, in one width.
"""

from peewee import BooleanField, CompositeKey, Model, TextField


class CallRow(Model):
    """A call. `root` is the first entry of a chain of corrections; the last one is `current`."""

    id = TextField(primary_key=True)
    root = TextField(index=True)
    corrects = TextField(null=True)
    started_at = TextField()
    entry = TextField()
    current = BooleanField()
    promised = BooleanField()
    shared_at = TextField(null=True)

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "call"


class WordsRow(Model):
    """What a current call is found by, newest first when read backwards: small rows, read fast."""

    started_at = TextField()
    id = TextField()
    words = TextField()

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "call_words"
        primary_key = CompositeKey("started_at", "id")
        without_rowid = True


class AttemptRow(Model):
    """USCIS tried to answer: belongs to a whole chain."""

    root = TextField()
    at = TextField()
    answered = BooleanField()

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "attempt"
        primary_key = CompositeKey("root", "at")


LOG = (CallRow, WordsRow, AttemptRow)
