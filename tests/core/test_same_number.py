"""One number in two ways of writing: the log joins what is about one case."""

import msgspec

from guide.core.call.entry import Call
from guide.core.call.versions import Clash, rebased
from tests.calls import call


def changed(base: Call, number: int, **fields: str) -> Call:
    return msgspec.structs.replace(base, id=call(number).id, corrects=base.id, **fields)


def test_two_people_who_add_one_number_in_two_ways_do_not_clash() -> None:
    base = call(1)
    mine = changed(base, 2, service_item="SR1234-567", receipt="ioe 0912 345 678")
    theirs = changed(base, 3, service_item="sr1234567", receipt="IOE0912345678")

    joined = rebased(base, mine, theirs)

    assert isinstance(joined, Call)
    assert (joined.service_item, joined.receipt) == ("SR1234-567", "ioe 0912 345 678")
    assert joined.corrects == theirs.id


def test_two_people_who_add_two_numbers_clash() -> None:
    base = call(1)
    mine = changed(base, 2, service_item="SR1234567", receipt="IOE0912345678")
    theirs = changed(base, 3, service_item="SR1234568", receipt="IOE0912345678")

    clash = rebased(base, mine, theirs)

    assert isinstance(clash, Clash)
    assert clash.fields == ("service_item",)
