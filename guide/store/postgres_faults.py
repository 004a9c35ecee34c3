"""Faults of a PostgreSQL server in words: each kind says what to do.

Once a session stands, the server's code (SQLSTATE) says what it is. Before that the driver hands
on words only, in English wherever the server's messages are.
"""

import re
from collections.abc import Callable

from guide.core.message import Message
from guide.store.causes import Fault, causes_of


def postgres_fault(place: str, error: BaseException) -> Fault:
    """What a server that does not do what it should is telling."""
    faults = list(causes_of(error))
    codes = [str(getattr(fault, "sqlstate", None) or "") for fault in faults]
    for prefixes, words in _BY_CODE:
        if any(code.startswith(prefixes) for code in codes):
            return words(place)
    said = " ".join(map(str, faults)).casefold()
    for pattern, words in _BY_WORDS:
        if re.search(pattern, said):
            return words(place)
    if any("OperationalError" in type(fault).__name__ for fault in faults):
        return _silent(place)
    return (
        Message("error.server.refused", "{place} refused the request.", place=place),
        Message("hint.server.refused", "Nothing in it was changed. Ask whoever runs the server."),
    )


def _silent(place: str) -> Fault:
    return (
        Message("error.server", "{place} does not answer.", place=place),
        Message("hint.server", "Check the address, the server and the network, then try again."),
    )


def _nobody(place: str) -> Fault:
    return (
        Message("error.server.nobody", "{place} does not answer: no server is there.", place=place),
        Message("hint.server.nobody", "Check host and port, and that the server runs."),
    )


def _unknown_host(place: str) -> Fault:
    return (
        Message(
            "error.server.host", "{place} does not answer: there is no such host.", place=place
        ),
        Message("hint.server.host", "Check the name of the host and the network."),
    )


def _login(place: str) -> Fault:
    return (
        Message("error.server.login", "{place} refused the user or the password.", place=place),
        Message("hint.server.login", "Check both; the password belongs into ~/.pgpass."),
    )


def _no_database(place: str) -> Fault:
    return (
        Message("error.server.database", "{place} has no database of that name.", place=place),
        Message("hint.server.database", "Check the name after the last / of the address."),
    )


def _not_from_here(place: str) -> Fault:
    return (
        Message("error.server.here", "{place} takes no connection like this one.", place=place),
        Message(
            "hint.server.here",
            "Ask whoever runs it to let this user in from here (pg_hba.conf), or add"
            " ?sslmode=require.",
        ),
    )


def _no_tls(place: str) -> Fault:
    return (
        Message("error.server.tls", "{place} offers no encrypted connection.", place=place),
        Message("hint.server.tls", "Ask whoever runs it to turn TLS on."),
    )


def _certificate(place: str) -> Fault:
    return (
        Message(
            "error.server.certificate", "The certificate of {place} cannot be checked.", place=place
        ),
        Message(
            "hint.server.certificate", "Name the right one with sslrootcert=FILE in the address."
        ),
    )


def _no_right(place: str) -> Fault:
    return (
        Message("error.server.right", "{place} does not let this user do that.", place=place),
        Message("hint.server.right", "Ask whoever runs it for the right; see docs/server.md."),
    )


def _too_slow(place: str) -> Fault:
    return (
        Message("error.server.slow", "{place} took too long.", place=place),
        Message("hint.server.slow", "Nothing was changed. Try again in a moment."),
    )


def _full(place: str) -> Fault:
    return (
        Message("error.server.full", "The disk of {place} is full.", place=place),
        Message("hint.server.full", "Nothing was changed. Tell whoever runs it."),
    )


def _busy(place: str) -> Fault:
    return (
        Message("error.server.busy", "{place} is busy.", place=place),
        Message("hint.server.slow", "Nothing was changed. Try again in a moment."),
    )


def _no_log(place: str) -> Fault:
    return (
        Message("error.server.tables", "{place} lacks a table of the log.", place=place),
        Message("hint.server.tables", "Ask whoever runs it to look; see docs/server.md."),
    )


# SQLSTATE, its class or the whole of it: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_CODE: tuple[tuple[tuple[str, ...], Callable[[str], Fault]], ...] = (
    (("28",), _login),
    (("3D000",), _no_database),
    (("42501", "25006"), _no_right),
    (("57014",), _too_slow),
    (("53100",), _full),
    (("53300", "40001", "40P01", "55P03", "57P03"), _busy),
    (("42P01",), _no_log),
    (("08", "57P"), _silent),
)
_BY_WORDS: tuple[tuple[str, Callable[[str], Fault]], ...] = (
    ("authentication failed|no password supplied|role .* does not exist|no such user", _login),
    ("database .* does not exist|no such database", _no_database),
    (r"no pg_hba\.conf entry", _not_from_here),
    ("server does not support ssl", _no_tls),
    ("certificate", _certificate),
    ("resolve host|translate host name|name or service not known|getaddrinfo", _unknown_host),
    ("too many|starting up|no more connections|shutting down", _busy),
    ("connection refused|no such file or directory", _nobody),
)
