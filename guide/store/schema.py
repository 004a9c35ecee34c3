"""The tables as peewee sees them: columns only. Migrations make them; the same ones on PostgreSQL.

A call is kept whole, as the JSON of its value, so that a new field needs no new column; what is
searched, sorted and counted by stands beside it. Moments to sort by are UTC, in one width.
"""

from peewee import BooleanField, CompositeKey, IntegerField, Model, TextField


class CallRow(Model):
    """An entry; what nothing corrects is `current`, more than one after two corrections of one.

    `root` names a chain of corrections by its first entry.

    `item` and `earlier` are what service item numbers are compared by; `asked_again_at` is when a
    later call named the number of this one. `promised` is true of the one entry of a chain that is
    shown, as long as somebody waits for an answer.
    """

    id = TextField(primary_key=True)
    root = TextField(index=True)
    corrects = TextField(null=True)
    started_at = TextField()
    entry = TextField()
    current = BooleanField()
    promised = BooleanField()
    shared_at = TextField(null=True)
    item = TextField(null=True)
    earlier = TextField(null=True)
    asked_again_at = TextField(null=True)

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "call"


class LinkRow(Model):
    """An entry takes the place of an older one, of more than one after a choice."""

    newer = TextField()
    older = TextField(index=True)

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "call_link"
        primary_key = CompositeKey("newer", "older")


class WordsRow(Model):
    """What a call is found by, newest first when read backwards: small rows, read fast.

    One row for each chain.
    """

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
    turn = IntegerField(default=0)

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "attempt"
        primary_key = CompositeKey("root", "at")


class EndingRow(Model):
    """Somebody closed the promise of a whole chain, or took that back."""

    root = TextField(primary_key=True)
    at = TextField()
    why = TextField(null=True)
    by = TextField(null=True, column_name="who")
    turn = IntegerField()

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "call_ending"


class RemovedRow(Model):
    """The id of an entry that was removed here, and nothing else of it."""

    id = TextField(primary_key=True)

    class Meta:  # noqa: D106  # peewee's own shape
        table_name = "removed"


LOG = (CallRow, LinkRow, WordsRow, AttemptRow, EndingRow, RemovedRow)
