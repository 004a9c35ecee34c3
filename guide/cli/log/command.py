"""`guide log`: the calls that were made."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

import msgspec

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.common import moment, open_services, sure
from guide.cli.diagnostics import DONE
from guide.cli.log.export_file import export, recover
from guide.cli.log.import_file import import_file
from guide.cli.log.options import LogOptions
from guide.cli.log.output import print_calls, print_chain, print_list, to_paste
from guide.cli.log.pages import pages
from guide.cli.log.values import attempts, check_end, given
from guide.core.call.entry import Call, CallBackAttempt
from guide.core.call.faults import Unreadable
from guide.core.call.masked_call import masked_call
from guide.core.call.versions import Clash, correction, is_taken_back
from guide.core.clock.limits import EASTERN
from guide.core.errors import InvalidInput
from guide.core.message import Message
from guide.core.text import one_line
from guide.wording.calls import unreadable_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def run(options: LogOptions) -> int:
    """Run the action of `guide log` that was asked for; its exit code."""
    services = open_services(options)
    actions: dict[str, Callable[[LogOptions, Services], int]] = {
        "add": _add,
        "list": _list,
        "show": _show,
        "edit": _edit,
        "remove": _remove,
        "export": export,
        "import": import_file,
        "recover": recover,
    }
    return actions[options.action](options, services)


def _add(options: LogOptions, services: Services) -> int:
    call = Call(
        id=str(uuid4()),
        started_at=datetime.min.replace(tzinfo=UTC),
        zone=services.zone,
        staff=services.staff,
        attempts=tuple(
            attempt
            for attempt in attempts(options, services, services.zone)
            if not is_taken_back(attempt)
        ),
    )
    call = services.calling.entered(msgspec.structs.replace(call, **given(options, services, None)))
    check_end(call)
    services.calls.add(call)
    print_calls([call], options, services)
    return DONE


def _edit(options: LogOptions, services: Services) -> int:
    old = services.calls.find(options.id)
    zone = services.zone if options.zone is not None else services.zone_of(old)
    noted, values = tuple(attempts(options, services, zone)), given(options, services, old)
    if not values and not noted and options.keep is None:
        raise InvalidInput(
            Message("error.edit", "edit: nothing was given."),
            Message("hint.edit", "Add what is to be corrected."),
        )
    new = None
    if values or options.keep is not None:
        new = correction(
            services.calling.entered(msgspec.structs.replace(old, id=str(uuid4()))),
            _versions(old, options, services),
            values,
        )
        check_end(new)
    for attempt in noted:
        _note(old, attempt, services)
    if new is not None:
        done = services.calls.correct(new)
        if isinstance(done, Clash):
            raise InvalidInput(*_clash(done, services, reveal=options.reveal))
        old = done
    changed = services.calls.versions(old.id)
    print_calls(changed[-1:] or [old], options, services)
    return DONE


def _versions(old: Call, options: LogOptions, services: Services) -> list[Call]:
    """What the correction takes the place of: the version that was chosen stands first."""
    versions = list(services.calls.versions(old.id))
    if options.keep is None:
        if len(versions) > 1:
            message = Message("error.edit.versions", "There are two versions of this call.")
            hint = Message(
                "hint.edit.versions",
                "See them with `guide log show {call}`, then add --keep and the one to keep.",
                call=old.id[:8],
            )
            raise InvalidInput(message, hint)
        return versions
    chosen = [
        version
        for version in versions
        if options.keep and version.id.startswith(options.keep.lower())
    ]
    if len(chosen) != 1:
        message = Message(
            "error.keep", "--keep: {version!r} is not a version of this call.",
            version=options.keep[:40],
        )  # fmt: skip
        names = ", ".join(version.id[:8] for version in versions)
        raise InvalidInput(message, Message("hint.keep", "They are: {names}.", names=names))
    return [*chosen, *(version for version in versions if version is not chosen[0])]


def _note(call: Call, attempt: CallBackAttempt, services: Services) -> None:
    if not is_taken_back(attempt):
        services.calls.note_attempt(call.id, attempt)
    elif not services.calls.take_back_attempt(call.id, attempt.at):
        raise InvalidInput(
            Message("error.attempt.none", "Nothing was noted at that moment."),
            Message("hint.attempt.none", "See `guide log show {call}`.", call=call.id[:8]),
        )


def _clash(clash: Clash, services: Services, *, reveal: bool) -> tuple[Message, Message]:
    """Both values of the first field that two people changed at the same time."""
    texts = services.call_texts()
    theirs, mine = (call if reveal else masked_call(call) for call in (clash.theirs, clash.mine))
    field = clash.fields[0]
    message = Message(
        "error.edit.clash",
        "Somebody else changed this call meanwhile. {field}: theirs {theirs!r}, yours {yours!r}.",
        field=texts.label(field), theirs=texts.said(field, theirs), yours=texts.said(field, mine),
    )  # fmt: skip
    hint = Message(
        "hint.edit.clash", "Nothing was changed. The same command once more takes yours."
    )
    return message, hint


def _list(options: LogOptions, services: Services) -> int:
    left = options.limit
    for page in pages(options, services):
        calls = page.calls if left is None else page.calls[:left]
        print_list(msgspec.structs.replace(page, calls=calls), options, services)
        left = None if left is None else left - len(calls)
        if left == 0:
            break
    return DONE


def _show(options: LogOptions, services: Services) -> int:
    call = services.calls.find(options.id)
    if options.paste:
        at = moment(options, services)
        for version in services.calls.versions(call.id):
            shown = version if options.reveal else masked_call(version)
            for text in to_paste(shown, services, at):
                output.line(text)
        return DONE
    print_chain(services.calls.chain(call.id), options, services)
    return DONE


def _remove(options: LogOptions, services: Services) -> int:
    say = services.texts.say
    chosen = [services.calls.named(start) for start in options.ids]
    if not options.json:
        _say_what_goes(chosen, services)
    if not options.yes and not sure("remove", services.texts):
        output.line(say("remove.nothing", "Nothing was removed."))
        return DONE
    gone = services.calls.remove([entry.id for entry in chosen if isinstance(entry, Call)])
    for entry in chosen:
        if isinstance(entry, Unreadable):
            gone += services.calls.remove_unreadable(entry)
    if options.json:
        output.record({"removed": gone})
    else:
        output.line(say("remove.gone", "Removed: {number}.", number=gone))
    return DONE


def _say_what_goes(chosen: list[Call | Unreadable], services: Services) -> None:
    say = services.texts.say
    alone: list[Call] = []
    whole: list[Call | Unreadable] = []
    for call in chosen:
        if isinstance(call, Unreadable):
            whole.append(call)
            continue
        stays = len(services.calls.chain(call.id)) > len(services.calls.goes_with(call.id))
        (alone if stays else whole).append(call)
    if whole:
        output.line(say("remove.what", "This removes, with all corrections:"))
        _list_calls(whole, services)
    if alone:
        output.line(say("remove.version", "This removes one version; the other one stays:"))
        _list_calls(alone, services)


def _list_calls(calls: "Iterable[Call | Unreadable]", services: Services) -> None:
    for entry in calls:
        if isinstance(entry, Unreadable):
            output.line(one_line(f"  {unreadable_line(entry, services.texts)}"))
            continue
        call = masked_call(entry)
        agent = call.agent_name or services.texts.say("remove.no-agent", "agent not noted")
        started = call.started_at.astimezone(ZoneInfo(EASTERN)).isoformat()
        output.line(one_line(f"  {call.id[:8]}  {started}  {agent}"))
