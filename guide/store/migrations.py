"""Numbered steps from one version of the tables to the next. A step never changes once shipped."""

from collections.abc import Callable

from peewee import Database

from guide.store.search_words import renew_words
from guide.store.sql import run_sql

_WALKS = (
    """create table if not exists "walk" ("flow" text not null primary key,
    "answers" text not null, "content_version" text not null, "seen_at" text not null,
    "led_to" text not null)""",
    'create table if not exists "seen" ("notice" text not null primary key)',
)
_CALLS = (
    'create table "draft" ("id" text not null primary key, "call" text not null)',
    """create table "call" ("id" text not null primary key, "root" text not null,
    "corrects" text, "started_at" text not null, "entry" text not null, "current" boolean not null,
    "promised" boolean not null, "shared_at" text)""",
    'create index "call_root" on "call" ("root")',
    'create index "call_corrects" on "call" ("corrects")',
    'create index "call_started" on "call" ("started_at", "id")',
    'create index "call_promised" on "call" ("promised", "started_at", "id")',
    """create table "call_words" ("started_at" text not null, "id" text not null,
    "words" text not null, primary key ("started_at", "id")){without_rowid}""",
    """create table "attempt" ("root" text not null, "at" text not null,
    "answered" boolean not null, primary key ("root", "at"))""",
)
Step = str | Callable[[Database], None]
_VERSIONS = (
    'alter table "call" add column "item" text',
    'alter table "call" add column "earlier" text',
    'alter table "call" add column "asked_again_at" text',
    'create index "call_item" on "call" ("item")',
    'create index "call_earlier" on "call" ("earlier", "started_at")',
    """create table "call_link" ("newer" text not null, "older" text not null,
    primary key ("newer", "older"))""",
    'create index "call_link_older" on "call_link" ("older")',
    """insert into "call_link" ("newer", "older")
    select "id", "corrects" from "call" where "corrects" is not null""",
    'alter table "attempt" add column "turn" integer not null default 0',
    """create table "call_ending" ("root" text not null primary key, "at" text not null,
    "why" text, "who" text, "turn" integer not null)""",
    'create table "removed" ("id" text not null primary key)',
)
STEPS: dict[int, tuple[Step, ...]] = {1: _WALKS, 2: _CALLS, 3: (*_VERSIONS, renew_words)}
VERSION = max(STEPS)
# A log that was written before this step is looked through once, when all steps are done.
_LOOKED_THROUGH = 3


def migrate(database: Database, version: int, done: Callable[[int], None]) -> None:
    """Bring tables of version `version` to the newest, inside the caller's transaction.

    `done` notes each version that was reached.
    """
    lite = "Sqlite" in type(database).__name__
    for number in range(version + 1, VERSION + 1):
        for step in STEPS[number]:
            if isinstance(step, str):
                sql = step.replace("{without_rowid}", " without rowid" if lite else "")
                run_sql(database, sql)
            else:
                step(database)
        done(number)
    if 0 < version < _LOOKED_THROUGH:
        from guide.store.older_logs import look_through

        look_through(database)
