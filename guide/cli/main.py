"""The command line: which command, and its options. A command is imported when it is chosen."""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from guide.cli import diagnostics
from guide.cli.options import Options
from guide.core.errors import GuideError

if TYPE_CHECKING:
    from typing import TextIO

    from guide.wording.texts import Texts


# Options that every command has and that take the next word.
_TAKE_A_VALUE = frozenset({"--at", "--zone", "--lang", "--flows", "--data"})


def parse(argv: Sequence[str], options: Options | None = None) -> Options:
    """The options of a command line.

    Raises:
        InvalidInput: one is unknown, or its value is.
    """
    options = options or Options()
    if argv:
        from guide.cli.parsing.parser import COMMANDS, parser  # lazy: the screen needs no argparse

        first = _first_word(argv)
        if first is not None and argv[first] == "help":
            argv = [*argv[:first], *argv[first + 1 :], "--help"]
        chosen = "" if first is None or first >= len(argv) else argv[first]
        chosen = chosen if chosen in COMMANDS else ""
        asked = not {"-h", "--help"}.isdisjoint(argv)
        parser(chosen, _texts(argv) if asked else None).parse_args(argv, namespace=options)
    return options


def _first_word(argv: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is neither an option nor an option's value."""
    is_value = False
    for place, word in enumerate(argv):
        if not is_value and not word.startswith("-"):
            return place
        is_value = not is_value and word in _TAKE_A_VALUE
    return None


def main(argv: Sequence[str]) -> int:
    """Run one command; the exit status."""
    options = Options()
    try:
        parse(argv, options)
        if options.command is None:
            return _screen(options)
        from guide.cli.parsing.parser import COMMANDS

        module = import_module(COMMANDS[options.command][1])
        status: int = module.run(options)
        sys.stdout.flush()
    except SystemExit as stop:  # --help and --version
        return _flushed(int(stop.code or 0), argv)
    except GuideError as error:
        return diagnostics.report(error, _texts(argv))
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return diagnostics.disk(error, _texts(argv))
    except Exception as error:  # noqa: BLE001  # the one place where any fault ends
        from guide.bootstrap import wall_clock
        from guide.local.settings import cache_folder

        crashes = cache_folder() / "crashes"
        return diagnostics.crash(error, crashes, wall_clock(), _texts(argv))
    finally:
        options.close()
    return status


def _texts(argv: Sequence[str]) -> "Texts":
    """Sentences in the language of the run, also where its words make no sense."""
    from guide.wording.texts import Texts, language, texts_in

    given = [word.removeprefix("--lang=") for word in argv if word.startswith("--lang=")]
    given += [word for before, word in pairwise(argv) if before == "--lang"]
    try:
        return texts_in(language(given[-1] if given else None, os.environ))
    except GuideError:
        return Texts()


def _screen(options: Options) -> int:
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        from guide.cli.parsing.parser import parser

        parser(texts=_texts([])).print_help()
        return diagnostics.WRONG_INPUT
    from guide.cli.screen import run as open_screen

    status: int = open_screen(options)
    for stream in (sys.stdout, sys.stderr):
        flush_or_let_go(stream)
    return status


def flush_or_let_go(stream: "TextIO | None") -> None:
    """Where the terminal has gone, the status says it: Python would fail on the rest at exit."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        _let_go(stream)


def _flushed(status: int, argv: Sequence[str]) -> int:
    """What argparse printed has reached the reader, or it is said that it has not."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _reader_left()
        return diagnostics.disk(error, _texts(argv))
    return status


def _reader_left() -> int:
    # The reader of our output is gone; Python would complain once more at exit.
    _let_go(sys.stdout)
    return diagnostics.DONE


def _let_go(stream: "TextIO") -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run() -> NoReturn:
    """The command `guide`."""
    # A command is over before the collector pays; the screen takes it up after its first picture.
    gc.disable()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  # it was closed: nothing comes
    if sys.stdout is None:
        closed = OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")
        sys.exit(diagnostics.disk(closed, _texts(sys.argv[1:])))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(main(sys.argv[1:]))
