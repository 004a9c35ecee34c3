"""A call that is going on: what was typed so far, the moments that were stamped, where the menu is.

A value that is replaced at every key and kept as a draft; `as_call` makes the log's entry of it.
What cannot be read as a date or a choice goes into the note: nothing typed is lost.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date as Day
from datetime import datetime
from typing import Literal

import msgspec

from guide.core.call.entry import Call, Heard
from guide.core.call.fields import FROM_AGENT, LIVE_FIELDS, values_of
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import CallPlan, Sentence, TypedValue
from guide.core.prepare.expected import needed

Stage = Literal["dialled", "on-hold", "agent", "hung-up"]
STAGES: tuple[Stage, ...] = ("dialled", "on-hold", "agent", "hung-up")


class LiveCall(msgspec.Struct, frozen=True, kw_only=True):
    """The draft. `held` counts the seconds on hold, measured by a clock that never jumps.

    `answers` are those of its plan, as they are kept: what to say to the agent follows from them,
    in whatever language. `say` are sentences of drafts that kept no answers. `copy` tells drafts of
    one call apart that two windows wrote. One with `is_past` took place earlier and is written down
    from memory: its moments are typed, and `begun_at` is when somebody began to write.
    """

    id: str
    begun_at: datetime
    zone: str
    line: str
    step: str
    flow: FlowId | None = None
    form: str | None = None
    appointment: datetime | None = None
    protected: bool | None = None
    needed_by: Day | None = None
    answers: Mapping[str, str] = {}
    say: tuple[str, ...] = ()
    typed: Mapping[str, str] = {}
    stamps: Mapping[Stage, datetime] = {}
    held: float = 0.0
    heard: tuple[Heard, ...] = ()
    copy: str = ""
    is_past: bool = False

    @property
    def key(self) -> str:
        """By what the draft is kept: the id of its call, behind a + the copy if it has one."""
        return f"{self.id}+{self.copy}" if self.copy else self.id

    @property
    def stage(self) -> Stage | None:
        """The last moment that was stamped."""
        return next((stage for stage in reversed(STAGES) if stage in self.stamps), None)

    @property
    def next_stage(self) -> Stage | None:
        """What the one key stamps next."""
        passed = -1 if self.stage is None else STAGES.index(self.stage)
        return STAGES[passed + 1] if passed + 1 < len(STAGES) else None

    @property
    def was_held(self) -> bool:
        """Whether a time on hold is known: by the stamp, or typed of an earlier call."""
        return "on-hold" in self.stamps or (
            self.is_past and bool(self.typed.get("held_seconds", "").strip())
        )


def begun(  # a call has that many sides
    *, call_id: str, at: datetime, zone: str, line: str, step: str, plan: CallPlan | None
) -> LiveCall:
    """A call that is about to be dialled, with what its plan knows."""
    live = LiveCall(id=call_id, begun_at=at, zone=zone, line=line, step=step)
    if plan is None:
        return live
    from guide.core.prepare.resume import as_text  # lazy: drafts are read without

    typed = {}
    for name, field in (("receipt", "receipt"), ("number", "phone")):
        value = plan.answers.get(name) or _filled(plan.needs, name)
        if isinstance(value, str) and value != "none":
            typed[field] = value
    appointment = plan.answers.get("appointment")
    protected = plan.answers.get("protected")
    return msgspec.structs.replace(
        live,
        flow=plan.flow,
        typed=typed,
        appointment=appointment if isinstance(appointment, datetime) else None,
        # Whoever would rather not say is protected, too.
        protected=None if protected is None else protected != "no",
        needed_by=needed(plan.answers),
        answers=as_text(plan.answers),
    )


def _filled(needs: Iterable[Sentence], name: str) -> str | None:
    for need in needs:
        value = getattr(need, "value", None)
        if getattr(need, "detail", None) == name and isinstance(value, TypedValue):
            return str(value.value)
    return None


def stamped(live: LiveCall, stage: Stage, at: datetime) -> LiveCall:
    """The same with a moment noted; a later stage that was stamped before is taken back."""
    earlier = {stamp: when for stamp, when in live.stamps.items() if _before(stamp, stage)}
    return msgspec.structs.replace(live, stamps=earlier | {stage: at})


def taken_back(live: LiveCall, passed: float = 0.0) -> LiveCall:
    """The same without the last stamp.

    `passed` are the seconds since the hold seemed to end: it did not, so they belong to it.
    """
    last = live.stage
    earlier = {stamp: when for stamp, when in live.stamps.items() if stamp != last}
    before = msgspec.structs.replace(live, stamps=earlier)
    held = 0.0 if last == "on-hold" else live.held
    return msgspec.structs.replace(
        before, held=held + passed if before.stage == "on-hold" else held
    )


def says_the_same(one: LiveCall, other: LiveCall) -> bool:
    """Whether two drafts differ by nothing that a person did: the hold runs on by itself."""
    return as_same(one) == as_same(other)


def as_same(live: LiveCall) -> LiveCall:
    """A draft without what changes by itself."""
    return msgspec.structs.replace(live, held=0.0, copy="")


def _before(one: Stage, other: Stage) -> bool:
    return STAGES.index(one) < STAGES.index(other)


def typed(live: LiveCall, field: str, text: str) -> LiveCall:
    """The same with the words of one field; an empty field is not noted."""
    others = {name: words for name, words in live.typed.items() if name != field}
    return msgspec.structs.replace(live, typed=others | ({field: text} if text else {}))


def wanted(lines: Iterable[Sentence]) -> tuple[str, ...]:
    """Fields that the list asks to be noted (rule-G01), in the order in which agents give them."""
    names = {name for line in lines for name in line.log}
    return tuple(field.name for field in LIVE_FIELDS if field.name in names)


def missing(live: LiveCall, lines: Iterable[Sentence]) -> tuple[str, ...]:
    """Fields that are still to be asked or noted before hanging up, in the order of the list."""
    call = as_call(live, live.begun_at, _never)
    wanted = dict.fromkeys(name for line in lines for name in line.log)
    return tuple(name for name in wanted if getattr(call, name, None) is None)


def to_ask(
    live: LiveCall, lines: Iterable[Sentence], *, by_machine: bool = False
) -> tuple[str, ...]:
    """Those that are missing, where somebody was there to ask.

    A call may end in the menu: then no person was stamped, or the machine is said to have hung up.
    """
    heard = "agent" in live.stamps or any(live.typed.get(name) for name in FROM_AGENT)
    is_in_menu = by_machine or bool(live.stamps)
    return () if is_in_menu and not heard else missing(live, lines)


def _never(text: str) -> datetime | None:
    """Any words about a day count as noted; which day is not asked."""
    return datetime.min if text else None  # noqa: DTZ901  # only asked whether it is there


def as_call(
    live: LiveCall, ended: datetime | None, moment: Callable[[str], datetime | None]
) -> Call:
    """The entry of the log. `moment` reads a day or a date and time, or gives None."""
    return Call(
        **values_of(live.typed, moment),  # type: ignore[arg-type]  # each by its field's kind
        id=live.id,
        started_at=live.stamps.get("dialled", live.begun_at),
        # When an earlier call ended is known only where it was typed.
        ended_at=live.stamps.get("hung-up", None if live.is_past else ended),
        zone=live.zone,
        held_seconds=round(live.held) if live.was_held else None,
        line=live.line or None,
        flow=live.flow,
        form=live.form,
        appointment=live.appointment,
        protected=live.protected,
        needed_by=live.needed_by,
        heard=live.heard,
    )
