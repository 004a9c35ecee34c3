"""Interim."""

import phonenumbers

from guide.core.dialling import PhoneVerdict


def verdict(text: str, territories: frozenset[str]) -> PhoneVerdict:
    """Interim."""
    try:
        p = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return PhoneVerdict(input=text, e164=None, region=None, extension=None, can_be_called_back=False, warnings=("invalid",))
    region = phonenumbers.region_code_for_number(p)
    ok = region in territories
    return PhoneVerdict(input=text, e164=phonenumbers.format_number(p, 0), region=region, extension=p.extension, can_be_called_back=ok and not p.extension, warnings=() if ok else ("overseas",))
