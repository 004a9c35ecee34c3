"""A text taken apart: the number, and what came with it.

Extensions are looked for here, in the text, because a parser swallows them: it reads
"poste 9" as six more digits. A number in North America has ten digits, so whatever follows the
tenth is an extension, known word or not. What stays unclear is a doubt, never a pass.
"""

import re
import unicodedata

import msgspec

from guide.core.flow.phone_verdict import WarningCode
from guide.core.signs import plain_signs

LONGEST = 100
NUMBER_LENGTH = 10
_FEW_WORDS = 4  # more are a sentence
_AREA_AND_MORE = 5  # from here on, other signs come after a number rather than inside one

_SIGNS = r"\s\-.()\[\]/·•∙⋅‧‐‑‒–—―−ー"
_SIGN = f"[{_SIGNS}]"
_AROUND = "\"'“”‘’«»<>:"
_LETTERS = re.compile(r"[^\W\d_]+")
_PREFIX_ABROAD = re.compile(f"(?:011|00)[{_SIGNS}+]*")
_TRUNK = re.compile(f"1[{_SIGNS}+]*")
_DIGITS_AND_SIGNS = re.compile(f"[0-9{_SIGNS}]*")
_KEYS_AND_SIGNS = re.compile(f"[0-9a-z{_SIGNS}]*")
_NO_AREA_CODE = re.compile(rf"(?:\d{{3}}{_SIGN}+\d{{4}}|\d{{7}}){_SIGN}+(?=\d)")
_GROUPED = re.compile(rf"\d{{3}}{_SIGN}*\d{{3}}{_SIGN}*\d{{2}}{_SIGN}*\d{{2}}")
_VANITY = re.compile(f"(?:[0-9]{_SIGN}*){{3,6}}(?![0-9])(?=[0-9a-z{_SIGNS}]*[a-z]{{3}})[a-z]")
_LOOKALIKES = frozenset("oil")
_WORD_AND_DIGITS = re.compile(rf"(?<![a-z])([a-z]+)\.?{_SIGN}*\d")
_SECOND_NUMBER = re.compile(rf"(?:\+|\b(?:1{_SIGN}*)?(?:\d{{3}}{_SIGN}*){{1,2}}{_SIGN}\d{{4}}\b)")
_PAUSE = re.compile("[#*~]|,,")
_CONTEXT = re.compile(r";phone-context=([^;]*)")
_KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")

_EXTENSION_WORDS = """
    x xt xtn ex ext exten extn extension extensión extensao extensão estensione extensie
    p pw pp w ww poste post pos pst anexo anx interno interna intern interne int internal
    ramal rml rm durchwahl dw nebenstelle nst klappe kl apparat app hausapparat
    доб добавочный вн внутр внутренний вътр д wew wewn wewnętrzny linka klapka kl mellék
    anknytning ankn toestel tst lokal lokalnr local loc dahili alanumero
    εσωτ εσωτερικό שלוחה تحويلة داخلی داخلي 内線 內線 内线 分机 分機 转 轉 내선 구내
    nhánh sambungan pesawat desk dept room rm option opt press pin code line menu then dial
"""
EXTENSION_WORDS = frozenset(_EXTENSION_WORDS.split())
_LABEL_WORDS = """
    tel telephone phone ph p t m c h o mob mobile cell cellphone cellular home work office direct
    landline voice google sms text texts call no nr number my mine personal private only
    whatsapp signal telegram viber skype wechat imessage facetime messenger textnow
    tty tdd relay voip iphone android us usa uscis day daytime evening night primary main
    teléfono telefono móvil movil celular cel casa trabajo oficina número numero
    тел телефон моб 电话 電話 手机 手機 전화
"""
_LABELS = frozenset(_LABEL_WORDS.split())


class Dialled(msgspec.Struct, frozen=True, kw_only=True):
    """A text taken apart: the number to parse, and what came with it.

    `overdialled` marks a word longer than the number has room for. Toll-free numbers have such
    words; elsewhere the rest of the word may be anything. `unclear` marks a word beside the number
    that may mean anything; `strange` groups that are not those of North America.
    """

    number: str
    extension: str | None = None
    doubts: tuple[WarningCode, ...] = ()
    overdialled: bool = False
    unclear: bool = False
    strange: bool = False


def take_apart(text: str) -> Dialled | None:
    """The one number in a text, or nothing where there is none, or more than one."""
    plain = _plain(text)
    start = re.search(r"[0-9+]", plain)
    if start is None:
        return None
    lead, body = plain[: start.start()], plain[start.start() :]
    words = _LETTERS.findall(lead)
    if all(word in _LABELS for word in words):
        only_signs = not re.sub(f"[{_SIGNS}{_AROUND}]", "", _LETTERS.sub("", lead))
        return _number(body) if only_signs else None
    if not EXTENSION_WORDS.isdisjoint(words):
        return _number_after_extension(body)
    dialled = _number(body)
    return _with_unclear_word(dialled) if dialled is not None and len(words) <= _FEW_WORDS else None


def _with_unclear_word(dialled: Dialled) -> Dialled:
    doubts = in_order("invalid", *dialled.doubts)
    return msgspec.structs.replace(dialled, doubts=doubts, unclear=True)


def _plain(text: str) -> str:
    """The text with ASCII digits, in lower case, without invisible marks; empty if hopeless."""
    plain = text.strip()
    if len(text) > LONGEST or any(unicodedata.category(char) in {"Cc", "Cs"} for char in plain):
        return ""
    # A raised or circled digit stands apart from the digits before it.
    plain = "".join(f" {char}" if unicodedata.category(char) == "No" else char for char in plain)
    plain = plain_signs(plain).lower().strip(f" {_AROUND}")
    context = _CONTEXT.search(plain)
    if context is None:
        return plain
    plain = _CONTEXT.sub("", plain).removeprefix("tel:")
    return f"{context[1]} {plain}" if context[1].startswith("+") else plain


def _number_after_extension(body: str) -> Dialled | None:
    first = re.match(r"([0-9]+)[^0-9+]+", body)
    dialled = _number(body[first.end() :]) if first else None
    if first is None or dialled is None:
        return None
    return Dialled(
        number=dialled.number, extension=first[1], doubts=in_order("extension", *dialled.doubts)
    )


def _number(body: str) -> Dialled | None:
    abroad = body.startswith("+")
    body = re.sub(f"^\\+{_SIGN}*", "", body)
    prefix = _PREFIX_ABROAD.match(body)
    if prefix:
        abroad, body = True, body[prefix.end() :]
    if abroad and not body.startswith("1"):
        main = _DIGITS_AND_SIGNS.match(body)
        end = main.end() if main else 0
        return _with_tail(f"+{_digits(body[:end])}", body[end:], _digits(body[:end]))
    for _ in range(2 if abroad else 1):
        body = _TRUNK.sub("", body, count=1) if body.startswith("1") else body
    return _vanity(body) if _is_vanity(body) else _ten_digits(body, grouped=not abroad)


def _ten_digits(body: str, *, grouped: bool) -> Dialled | None:
    """A number of ten digits, and what follows.

    Where no country is given, the groups must be those of North America: "55 1234 5678" and
    "97023 45678" are mobile numbers of other countries that would fit an area code by chance.
    """
    short = _NO_AREA_CODE.match(body) if grouped else None
    if short:
        return _with_tail(f"+1{_digits(short[0])}", body[short.end() :], _digits(short[0]))
    main = _DIGITS_AND_SIGNS.match(body)
    end = _end_of_keys(body, main.end() if main else 0)
    digits = _digits(body[:end])
    too_long = re.match("[0-9]+", body[end:]) if body[end - 1 : end].isdigit() else None
    if too_long:
        end += too_long.end()
        digits += too_long[0]
    dialled = _with_tail(f"+1{digits}", body[end:], digits)
    strange = grouped and not _GROUPED.match(body)
    if dialled and (too_long or strange):
        doubts = in_order("invalid", *dialled.doubts)
        return msgspec.structs.replace(dialled, doubts=doubts, strange=strange)
    return dialled


def _is_vanity(body: str) -> bool:
    """Whether the letters belong to the number, as in 212-CALL-NOW.

    Up to six digits come first, one word has three letters or more, and no word that announces
    an extension has a number behind it. An O or an I typed for a digit is no word.
    """
    if not _VANITY.match(body):
        return False
    keys = body[: _end_of_keys(body, len(body))]
    if _LOOKALIKES.issuperset(re.sub(r"[^a-z]", "", keys)):
        return False
    return not any(
        match[1] in EXTENSION_WORDS and len(_digits(body[: match.start()])) >= _AREA_AND_MORE
        for match in _WORD_AND_DIGITS.finditer(body)
    )


def _vanity(body: str) -> Dialled | None:
    main = _KEYS_AND_SIGNS.match(body)
    end = _end_of_keys(body, main.end() if main else 0)
    digits = _digits(body[:end].translate(_KEYPAD))
    tail = body[end:]
    if body[end - 1].isalpha() and re.fullmatch(f"[a-z]+{_SIGN}*", tail):
        return Dialled(number=f"+1{digits}", overdialled=True)
    return _with_tail(f"+1{digits}", tail, digits)


def _with_tail(number: str, tail: str, digits: str) -> Dialled | None:
    """The number with what follows it: nothing, a label, an extension, or a second number."""
    rest = re.sub(f"^{_SIGN}+|{_SIGN}+$", "", tail)
    words = _LETTERS.findall(rest)
    known = not EXTENSION_WORDS.isdisjoint(words)
    if not rest or (len(digits) >= NUMBER_LENGTH and _is_label(rest)):
        return Dialled(number=number)
    if not known and not _PAUSE.match(rest) and _SECOND_NUMBER.search(rest):
        return None
    if len(digits) < _AREA_AND_MORE:
        return Dialled(number=number, doubts=("invalid",))
    extension = re.search("[0-9]+", rest)
    if not extension and not known and words and len(digits) >= NUMBER_LENGTH:
        is_word = all(len(word) > 1 for word in words) and not _PAUSE.match(rest)
        if is_word:
            return _with_unclear_word(Dialled(number=number))
    if extension or known or len(digits) >= NUMBER_LENGTH:
        inner = extension[0] if extension else None
        return Dialled(number=number, extension=inner, doubts=("extension",))
    return Dialled(number=number, doubts=("invalid",))


def _is_label(rest: str) -> bool:
    # One letter says too little behind a number: w is a pause as often as it is "work".
    words = re.split(f"{_SIGN}+", rest)
    return all(len(word) > 1 and word in _LABELS for word in words)


def _end_of_keys(body: str, end: int) -> int:
    """Where the tenth digit or letter ends, or `end` where there are fewer."""
    keys = [place for place, char in enumerate(body[:end]) if char.isascii() and char.isalnum()]
    return keys[NUMBER_LENGTH - 1] + 1 if len(keys) >= NUMBER_LENGTH else end


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def in_order(*codes: WarningCode) -> tuple[WarningCode, ...]:
    """The warnings in the order in which to say them."""
    order: tuple[WarningCode, ...] = ("overseas", "extension", "toll-free", "premium", "invalid")
    return tuple(code for code in order if code in codes)
