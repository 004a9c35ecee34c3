"""A contact card (vCard 3.0) for the one who calls back, so that the phone rings with a name."""

from guide.core.text import one_line

_LONGEST = 75


def contact_card(name: str, number: str, email: str | None, note: str | None) -> bytes:
    """A vCard 3.0 in UTF-8 with one number; texts in any language."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(name)}",
        f"N:{_escaped(name)};;;;",
        f"TEL;TYPE=WORK,VOICE:{_escaped(number)}",
        *([f"EMAIL;TYPE=INTERNET:{_escaped(email)}"] if email else []),
        *([f"NOTE:{_escaped(note)}"] if note else []),
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _escaped(text: str) -> str:
    escaped = one_line(text).replace("\\", "\\\\")
    return escaped.replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 octets, not cut inside a character; a space begins all but the first."""
    lines, current, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LONGEST:
            lines.append(current)
            current, size = " ", 1
        current += char
        size += octets
    return [*lines, current]
