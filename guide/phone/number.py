"""Phone numbers, as libphonenumber knows them.

A number counts by its region, not by its country code: +1 serves 25 regions. Toll-free,
premium-rate and personal numbers in +1 belong to no one region and come back as "US".

Officers call numbers that a person answers: fixed, mobile and internet lines. Shared-cost and
personal numbers (the 5XX codes) bill the caller by rules of their own and count as premium. A
valid US number of any other kind (pager, voicemail box, company-wide number) counts as invalid.
libphonenumber holds the made-up numbers 555-0100 to 555-0199 valid, and so do we.

Two numbers in one field are invalid, since nobody can tell which one is meant.
"""

import re
from collections.abc import Mapping

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType, ValidationResult

from guide.core.flow.phone_verdict import HintCode, PhoneVerdict, WarningCode
from guide.phone.dialled import NUMBER_LENGTH, Dialled, in_order, take_apart

_HOME = "US"
_ANSWERED = frozenset(
    {
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
_PLAUSIBLE = re.compile(r"(?!.11)(?!.9)(?!37|96|555)[2-9][0-9]{2}(?!.11)[2-9][0-9]{6}")
_WARNED: dict[int, WarningCode] = {
    PhoneNumberType.TOLL_FREE: "toll-free",
    PhoneNumberType.PREMIUM_RATE: "premium",
    PhoneNumberType.SHARED_COST: "premium",
    PhoneNumberType.PERSONAL_NUMBER: "premium",
}


def verdict(
    text: str, territories: frozenset[str], known: Mapping[str, HintCode] | None = None
) -> PhoneVerdict:
    """What to think of a number as typed; `territories` are the regions that count as US.

    `known` are numbers that are not the caller's own, with what to say of them.

    Never raises. An empty `warnings` and `can_be_called_back` say the same.
    """
    dialled = take_apart(text)
    number = _parsed(dialled.number) if dialled else None
    if dialled is None or number is None:
        codes = in_order("invalid", *(dialled.doubts if dialled else ()))
        extension = dialled.extension if dialled else None
        return _verdict(text, None, None, extension, codes, _hints(dialled))
    region = _region(number)
    codes = _warnings(number, dialled, region, territories)
    hints = _hints(dialled) if "invalid" in codes else ()
    e164 = _e164(number)
    if known and e164 is not None and e164 in known:
        hints = (*hints, known[e164])
    return _verdict(text, e164, region, dialled.extension, codes, hints)


def _verdict(
    text: str,
    e164: str | None,
    region: str | None,
    extension: str | None,
    codes: tuple[WarningCode, ...],
    hints: tuple[HintCode, ...],
) -> PhoneVerdict:
    return PhoneVerdict(
        input=text,
        e164=e164,
        region=region,
        extension=extension,
        can_be_called_back=not codes,
        warnings=codes,
        hints=hints,
    )


def _hints(dialled: Dialled | None) -> tuple[HintCode, ...]:
    """Why a number is not read, where that can be told."""
    if dialled is None:
        return ()
    if dialled.unclear:
        return ("unclear-word",)
    national = dialled.number.removeprefix("+1")
    if not dialled.number.startswith("+1") or len(national) < NUMBER_LENGTH:
        return ()
    if dialled.strange:
        return ("needs-plus",) if _is_abroad(f"+{national}") else ()
    return ("new-area-code",) if _may_be_new(national) else ()


def _may_be_new(national: str) -> bool:
    """Whether ten digits are a number of North America but for an area code that nobody knows.

    Codes like 211, 290, 370, 555 and 960 are kept back and given to no place.
    """
    if not _PLAUSIBLE.fullmatch(national):
        return False
    with_code = _parsed(f"+1{national[:3]}2345678")
    return with_code is not None and not phonenumbers.is_valid_number(with_code)


def _is_abroad(text: str) -> bool:
    number = _parsed(text)
    return number is not None and number.country_code != 1 and phonenumbers.is_valid_number(number)


def _parsed(number: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(number, _HOME)
    except phonenumbers.NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str | None:
    # 911 and 555-0123 parse as well; with +1 in front they would look like numbers.
    possible = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    if not possible and not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _region(number: PhoneNumber) -> str | None:
    region: str | None = phonenumbers.region_code_for_number(number)
    return None if region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY else region


def _warnings(
    number: PhoneNumber, dialled: Dialled, region: str | None, territories: frozenset[str]
) -> tuple[WarningCode, ...]:
    codes = set(dialled.doubts)
    kind = phonenumbers.number_type(number)
    abroad = number.country_code != phonenumbers.country_code_for_region(_HOME)
    if (region not in territories) if region else abroad:
        codes.add("overseas")
    if kind in _WARNED:
        codes.add(_WARNED[kind])
    elif not phonenumbers.is_valid_number(number) or (
        region in territories and kind not in _ANSWERED
    ):
        codes.add("invalid")
    if dialled.overdialled and kind != PhoneNumberType.TOLL_FREE:
        codes.add("extension")
    return in_order(*codes)
