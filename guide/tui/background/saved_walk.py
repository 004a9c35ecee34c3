"""Keeps the answers of a walk as they are given, and takes them up again."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from uuid import uuid4

import msgspec

from guide.bootstrap import Services
from guide.core.flow.words import Value
from guide.core.ids import FlowId
from guide.core.prepare.answers import format_answer
from guide.core.prepare.call_plan import CallPlan
from guide.core.prepare.resume import Resumed, StoredWalk, as_text, changed_by, led_to
from guide.store.held import WindowWalk
from guide.tui.background.desk import Desk
from guide.tui.background.half_typed import HalfTyped
from guide.tui.background.saves import Save
from guide.wording.texts import Texts

# What is kept of a walk, and what is half typed in its fields.
Left = tuple[StoredWalk | None, dict[str, str]]


class SavedWalk:
    """One window's walk of a flow, on the disk."""

    def __init__(self, desk: Desk, services: Services, flow: str, copy: str) -> None:
        self._desk = desk
        self._services = services
        self._flow = flow
        self._window_walk = WindowWalk(lambda: services.walks, copy)
        self.half = HalfTyped(desk, services, self._window_walk, flow)

    def look(self) -> Left:
        """What was kept; for the thread of the desk."""
        return self._window_walk.find(self._flow), self.half.read()

    def save(
        self,
        plan: CallPlan,
        answers: Mapping[str, Value],
        now: datetime,
        texts: Texts,
        done: Callable[[object], None],
    ) -> None:
        """Keep the answers; `done` hears where another window has this walk open, too."""
        walk = self._walk(plan, answers, now)
        text = partial(text_of_walk, plan, answers, texts)
        self._desk.save(Save(f"walk-{id(self)}", partial(self._window_walk.keep, walk), done, text))

    def _walk(self, plan: CallPlan, answers: Mapping[str, Value], now: datetime) -> StoredWalk:
        return StoredWalk(
            flow=FlowId(self._flow),
            answers=as_text(answers),
            content_version=plan.content_version,
            seen_at=now,
            led_to=led_to(plan),
        )

    def set_aside(
        self, plan: CallPlan, answers: Mapping[str, Value], now: datetime, texts: Texts
    ) -> None:
        """Keep the answers so far as a walk of its own, with what is half typed."""
        aside = msgspec.structs.replace(self._walk(plan, answers, now), copy=uuid4().hex[:8])
        half, services = self.half.words, self._services

        def keep() -> None:
            services.walks.keep(aside)
            for question, words in half.items():
                services.drafts.keep_half_typed(aside.key, question, words)

        # On the disk before anything is forgotten.
        save = Save(f"aside-{aside.key}", keep, text=partial(text_of_walk, plan, answers, texts))
        self._desk.save(save, wait=True)

    def forget(self) -> None:
        """The walk begins anew."""
        self.half.forget()
        self._desk.save(Save(f"walk-{id(self)}", partial(self._window_walk.forget, self._flow)))


def resumed_words(
    resumed: Resumed, stored: StoredWalk, plan: CallPlan, texts: Texts, key: str
) -> list[str]:
    """That a walk was taken up again, and what has changed since; `key` starts over."""
    say = texts.say
    words = [say("resume.here", "This is where you left off. {key} starts over.", key=key)]
    if resumed.dropped:
        names = ", ".join(resumed.dropped)
        words.append(say("resume.dropped", "Not asked anymore: {names}.", names=names))
    if resumed.ask_again:
        names = ", ".join(resumed.ask_again)
        words.append(say("resume.again", "Asked again: {names}.", names=names))
    by = changed_by(stored, plan)
    if by == "clock":
        words.append(
            say("resume.changed", "Time has passed, and what to do has changed. Read it again.")
        )
    elif by == "content":
        words.append(
            say(
                "resume.newer",
                "This guide has been updated, and what to do has changed. Read it again.",
            )
        )
    return words


def text_of_walk(plan: CallPlan, answers: Mapping[str, Value], texts: Texts) -> str:
    """The answers as text, a line each."""
    return "\n".join(
        f"{texts.sentence(given.text)} {format_answer(answers[given.id])}"
        for given in plan.trail
        if given.id in answers
    )
