"""Days and times that people were reported to type: read as they are meant, or asked about."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
import yaml

from guide.core.clock.looks import Looks
from guide.core.clock.written_dates import read
from guide.core.errors import Unread

NOW = datetime(2026, 11, 25, 14, tzinfo=ZoneInfo("America/Chicago"))
# Reasons that name both readings, or that there are two.
ASKED = {"why.which", "why.month", "why.half", "why.midnight"}


def _cases() -> Iterator[tuple[str, Looks | None, str]]:
    table: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8")
    )
    for group in table:
        looks = None if group["looks"] == "none" else cast("Looks", group["looks"])
        for phrase, expected in group["cases"].items():
            yield phrase, looks, expected


@pytest.mark.parametrize(("phrase", "looks", "expected"), list(_cases()))
def test_what_people_type_is_read_as_meant_or_asked(
    phrase: str, looks: Looks | None, expected: str
) -> None:
    assert _told(phrase, looks) == expected


def _told(phrase: str, looks: Looks | None) -> str:
    try:
        reading = read(phrase, NOW, looks)
    except Unread as error:
        return "ask" if error.reason is not None and error.reason.id in ASKED else "refuse"
    if reading.clock is None:
        return reading.day.isoformat()
    form = "%H:%M:%S" if reading.clock.second else "%H:%M"
    return f"{reading.day.isoformat()}T{reading.clock.strftime(form)}"


def test_the_table_is_as_large_as_it_claims() -> None:
    assert len(list(_cases())) > 300
