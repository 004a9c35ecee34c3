"""Brings the calls of an older version's log up to what is kept of them now."""

from peewee import Database

from guide.core.case_numbers import item_key
from guide.store.call_rows import entry_of
from guide.store.chains import Chains
from guide.store.sql import PAGE, runner


def look_through(database: Database) -> None:
    """Bring item numbers, and calls that two people corrected, into the shape of today."""
    run = runner(database)
    chains = Chains(run)
    last, more = "", True
    while more:
        sql = (
            f'select id, root, entry, started_at from "call" where id > ? order by id limit {PAGE}'  # noqa: S608  # a number of ours
        )
        rows = run(sql, [last]).fetchall()
        for name, _, entry, started_at in rows:
            call = entry_of(name, None, started_at, entry)
            keys = [item_key(call.service_item) or None, item_key(call.earlier_item) or None]
            if any(keys):
                run('update "call" set item = ?, earlier = ? where id = ?', [*keys, name])
        more, last = len(rows) == PAGE, rows[-1][0] if rows else last
    forked = 'select root from "call" where current group by root having count(*) > 1'
    for (root,) in run(forked, []).fetchall():
        chains.settle(root)
    naming = 'select id, earlier from "call" where current and earlier is not null'
    with chains.together():
        for name, _ in run(naming, []).fetchall():
            chains.follow(chains.values([name]).values())
