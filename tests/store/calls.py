"""Made-up calls for tests of the log."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from guide.core.call.entry import Call, CallBackAttempt, Heard

BEGAN = datetime(2026, 11, 2, 14, 0, tzinfo=UTC)
# What a database or a terminal might take for something else.
HOSTILE = [
    "'; drop table call; --", "\x00", "a\x00b", "%", "_", "\\", "\u202e", "ﷺ 𝒳 👩‍👩‍👧", "İstanbul",
    "straße", "\r\n", "\x1b[31m", "x" * 2000, "{}", '"', "\u2028", "Ω≈ç√", " ", "\ufeff",
]  # fmt: skip


def name(number: int) -> str:
    """An id that says which call it is."""
    return str(UUID(int=number << 96 | 5283))


def call(number: int = 1, **fields: Any) -> Call:
    """A call with an id and a start, later for higher numbers."""
    started = BEGAN + timedelta(hours=number)
    return Call(**({"id": name(number), "started_at": started} | fields))  # type: ignore[arg-type]  # each by its field's kind


def full_call(number: int = 1) -> Call:
    """A call with something in every field."""
    return msgspec.structs.replace(
        call(number),
        ended_at=BEGAN + timedelta(hours=number, minutes=31),
        zone="America/Chicago",
        held_seconds=1260,
        line="1-800-375-5283",
        phone="+1 202 555 0143",
        callback="202-555-0143",
        email="ana.lopez@example.org",
        text_ahead=True,
        agent_name="Mary O'Neil",
        agent_id="CA70815",
        service_item="SR12345678901",
        earlier_item="SR98765432109",
        kind="urgent",
        flow="expedite",
        receipt="IOE0912345678",
        form="I-131",
        request="Expedite for a funeral",
        send="Death certificate, by fax",
        answer_by=BEGAN + timedelta(days=4),
        by="call",
        interpreter=False,
        supervisor=True,
        staff="Paralegal Büşra",
        note="First line\nsecond line",
        appointment=BEGAN + timedelta(days=9),
        missed_examination=date(2026, 10, 30),
        protected=False,
        attempts=(
            CallBackAttempt(at=BEGAN + timedelta(days=1), answered=False),
            CallBackAttempt(at=BEGAN + timedelta(days=2), answered=True),
        ),
        heard=(Heard(at=BEGAN, step="answers", text="Say your zip code"),),
        shared_at=None,
    )
