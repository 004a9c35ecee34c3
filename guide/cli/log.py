"""`guide log`: the calls that were made."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, services, sure
from guide.cli.diagnostics import DONE
from guide.cli.log_files import export, recover, take_in
from guide.cli.log_output import print_calls, print_chain, print_list, to_paste
from guide.cli.log_pages import pages
from guide.cli.log_values import LogWords, attempts, check_end, given
from guide.core.call.entry import Attempt, Call
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.core.call.versions import Clash, correction, is_taken_back
from guide.core.clock.limits import EASTERN
from guide.core.errors import InvalidInput
from guide.core.sentence import Sentence
from guide.core.text import one_line
from guide.wording.calls import unreadable_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def run(words: LogWords) -> int:
    """One of the actions."""
    found = services(words)
    actions: dict[str, Callable[[LogWords, Services], int]] = {
        "add": _add,
        "list": _list,
        "show": _show,
        "edit": _edit,
        "remove": _remove,
        "export": export,
        "import": take_in,
        "recover": recover,
    }
    return actions[words.action](words, found)


def _add(words: LogWords, found: Services) -> int:
    call = Call(
        id=str(uuid4()),
        started_at=datetime.min.replace(tzinfo=UTC),
        zone=found.zone,
        staff=found.staff,
        attempts=tuple(
            each for each in attempts(words, found, found.zone) if not is_taken_back(each)
        ),
    )
    call = found.calling.entered(msgspec.structs.replace(call, **given(words, found, None)))
    check_end(call)
    found.calls.add(call)
    print_calls([call], words, found)
    return DONE


def _edit(words: LogWords, found: Services) -> int:
    old = found.calls.find(words.id)
    zone = found.zone if words.zone is not None else found.zone_of(old)
    noted, values = tuple(attempts(words, found, zone)), given(words, found, old)
    if not values and not noted and words.keep is None:
        raise InvalidInput(
            Sentence("error.edit", "edit: nothing was given."),
            Sentence("hint.edit", "Add what is to be corrected."),
        )
    new = None
    if values or words.keep is not None:
        new = correction(
            found.calling.entered(msgspec.structs.replace(old, id=str(uuid4()))),
            _versions(old, words, found),
            values,
        )
        check_end(new)
    for attempt in noted:
        _note(old, attempt, found)
    if new is not None:
        done = found.calls.correct(new)
        if isinstance(done, Clash):
            raise InvalidInput(*_clash(done, found, reveal=words.reveal))
        old = done
    changed = found.calls.versions(old.id)
    print_calls(changed[-1:] or [old], words, found)
    return DONE


def _versions(old: Call, words: LogWords, found: Services) -> list[Call]:
    """What the correction takes the place of: the version that was chosen stands first."""
    versions = list(found.calls.versions(old.id))
    if words.keep is None:
        if len(versions) > 1:
            message = Sentence("error.edit.versions", "There are two versions of this call.")
            hint = Sentence(
                "hint.edit.versions",
                "See them with `guide log show {call}`, then add --keep and the one to keep.",
                call=old.id[:8],
            )
            raise InvalidInput(message, hint)
        return versions
    kept = [each for each in versions if words.keep and each.id.startswith(words.keep.lower())]
    if len(kept) != 1:
        message = Sentence(
            "error.keep", "--keep: {version!r} is not a version of this call.",
            version=words.keep[:40],
        )  # fmt: skip
        names = ", ".join(each.id[:8] for each in versions)
        raise InvalidInput(message, Sentence("hint.keep", "They are: {names}.", names=names))
    return [*kept, *(each for each in versions if each is not kept[0])]


def _note(call: Call, attempt: Attempt, found: Services) -> None:
    if not is_taken_back(attempt):
        found.calls.note_attempt(call.id, attempt)
    elif not found.calls.take_back_attempt(call.id, attempt.at):
        raise InvalidInput(
            Sentence("error.attempt.none", "Nothing was noted at that moment."),
            Sentence("hint.attempt.none", "See `guide log show {call}`.", call=call.id[:8]),
        )


def _clash(clash: Clash, found: Services, *, reveal: bool) -> tuple[Sentence, Sentence]:
    """Both values of the first field that two people changed at the same time."""
    texts = found.call_texts()
    theirs, mine = (each if reveal else masked_call(each) for each in (clash.theirs, clash.mine))
    field = clash.fields[0]
    message = Sentence(
        "error.edit.clash",
        "Somebody else changed this call meanwhile. {field}: theirs {theirs!r}, yours {yours!r}.",
        field=texts.label(field), theirs=texts.said(field, theirs), yours=texts.said(field, mine),
    )  # fmt: skip
    hint = Sentence(
        "hint.edit.clash", "Nothing was changed. The same command once more takes yours."
    )
    return message, hint


def _list(words: LogWords, found: Services) -> int:
    left = words.limit
    for page in pages(words, found):
        calls = page.calls if left is None else page.calls[:left]
        print_list(msgspec.structs.replace(page, calls=calls), words, found)
        left = None if left is None else left - len(calls)
        if left == 0:
            break
    return DONE


def _show(words: LogWords, found: Services) -> int:
    call = found.calls.find(words.id)
    if words.paste:
        at = moment(words, found)
        for version in found.calls.versions(call.id):
            shown = version if words.reveal else masked_call(version)
            for text in to_paste(shown, found, at):
                output.line(text)
        return DONE
    print_chain(found.calls.chain(call.id), words, found)
    return DONE


def _remove(words: LogWords, found: Services) -> int:
    say = found.texts.say
    chosen = [found.calls.named(start) for start in words.ids]
    if not words.json:
        _say_what_goes(chosen, found)
    if not words.yes and not sure("remove", found.texts):
        output.line(say("remove.nothing", "Nothing was removed."))
        return DONE
    gone = found.calls.remove([entry.id for entry in chosen if isinstance(entry, Call)])
    for entry in chosen:
        if isinstance(entry, Unreadable):
            gone += found.calls.remove_unreadable(entry)
    if words.json:
        output.record({"removed": gone})
    else:
        output.line(say("remove.gone", "Removed: {number}.", number=gone))
    return DONE


def _say_what_goes(chosen: list[Call | Unreadable], found: Services) -> None:
    say = found.texts.say
    alone: list[Call] = []
    whole: list[Call | Unreadable] = []
    for call in chosen:
        if isinstance(call, Unreadable):
            whole.append(call)
            continue
        stays = len(found.calls.chain(call.id)) > len(found.calls.goes_with(call.id))
        (alone if stays else whole).append(call)
    if whole:
        output.line(say("remove.what", "This removes, with all corrections:"))
        _name_each(whole, found)
    if alone:
        output.line(say("remove.version", "This removes one version; the other one stays:"))
        _name_each(alone, found)


def _name_each(calls: "Iterable[Call | Unreadable]", found: Services) -> None:
    for entry in calls:
        if isinstance(entry, Unreadable):
            output.line(one_line(f"  {unreadable_line(entry, found.texts)}"))
            continue
        call = masked_call(entry)
        agent = call.agent_name or found.texts.say("remove.no-agent", "agent not noted")
        started = call.started_at.astimezone(ZoneInfo(EASTERN)).isoformat()
        output.line(one_line(f"  {call.id[:8]}  {started}  {agent}"))
