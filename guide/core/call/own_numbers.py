"""The caller's own numbers, for the step of the phone menu that asks for one."""

from guide.core.call.live import LiveCall
from guide.core.call.spelling import chunks
from guide.core.case_numbers import CaseNumberKind, case_signs
from guide.core.flow.phone_menu import Expects
from guide.core.masking import masked

# What a step wants → the field of the call that holds it, and the answer of the plan.
_HELD: dict[Expects, tuple[str, str]] = {
    "receipt": ("receipt", "receipt"),
    "a-number": ("", "a-number"),
    "phone": ("phone", "number"),
}


def own_number(live: LiveCall, expects: Expects | None, *, hidden: bool = False) -> tuple[str, ...]:
    """The number that a step wants, in the chunks in which one says it; nothing where unknown.

    With `hidden` in one piece, all but its end masked.
    """
    if expects not in _HELD:
        return ()
    field, answer = _HELD[expects]
    text = live.typed.get(field, "").strip() or live.answers.get(answer, "")
    if not text or text == "none":
        return ()
    if hidden:
        return (masked(text),)
    if expects == "phone":
        return tuple(text.replace("-", " ").split())
    kind: CaseNumberKind = "receipt" if expects == "receipt" else "a-number"
    number = case_signs(kind, text)
    return tuple(text.split()) if number is None else chunks(kind, number)
