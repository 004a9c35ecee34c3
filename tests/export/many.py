"""Ten thousand calls, with a naughty string in every field."""

from guide.core.call.entry import FIELDS, CallBackAttempt, Heard
from tests.calls import AT, NAUGHTY, call

TYPED = [name for name, kind in FIELDS.items() if kind == "text"]

MANY = [
    call(
        number,
        attempts=(CallBackAttempt(at=AT, answered=bool(number % 2)),) * (number % 2),
        heard=(Heard(at=AT, step="topic", text=NAUGHTY[number % len(NAUGHTY)]),)
        * (number % 3 == 0),
        # Each field takes another string, so that every string comes to stand in every field.
        **{name: NAUGHTY[(number + at) % len(NAUGHTY)] for at, name in enumerate(TYPED)},
    )
    for number in range(1, 10_001)
]
