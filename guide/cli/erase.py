"""`guide erase`: removes all that the program ever kept, after saying what and where.

What lies on a server belongs to others too: it goes only where the number of its calls was named.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from guide.bootstrap import CLOSURES, Services
from guide.cli import output
from guide.cli.common import open_services, sure
from guide.cli.diagnostics import DONE
from guide.cli.options import Options
from guide.core.errors import InvalidInput, StorageError
from guide.core.masking import server_name
from guide.core.message import Message
from guide.core.text import one_line
from guide.local.own_files import CRASHES, own_files, target_of, unpacked_at
from guide.local.settings import server_address


class _Erase(Options):
    yes: bool
    server: str | None


def run(options: _Erase) -> int:
    """Say what goes, ask, remove."""
    return _Eraser(options, open_services(options)).run()


class _Eraser:
    """One removal."""

    def __init__(self, options: _Erase, services: Services) -> None:
        self.options = options
        self.services = services
        self.say = services.texts.say
        self.files = self._files()
        self.links = {path: to for path in self.files if (to := target_of(path)) is not None}
        self.address = server_address(services.settings)
        self.calls: int | None = None
        self.refused: StorageError | None = None

    def run(self) -> int:
        if self.options.server is not None:
            self._count()
        nothing = not self.files and self.options.server is None
        if nothing:
            self._print_unless_json(self.say("erase.empty", "Nothing is kept on this computer."))
        else:
            self._list()
        self._list_what_stays()
        if nothing:
            return self._done([], 0)
        if not self._agreed():
            self._print_unless_json(self.say("remove.nothing", "Nothing was removed."))
            return self._done([], 0)
        # What lies here goes first: a server that does not answer must not keep it.
        left = self._remove()
        if self.options.server is not None:
            self._empty_server()
        if left is not None:
            raise left
        self._print_unless_json(self.say("erase.gone", "All of it is gone."))
        return self._done(self.files, self.calls or 0)

    # What there is

    def _files(self) -> list[Path]:
        try:
            return list(own_files(self.services.data, self.services.cache))
        except OSError as error:
            raise _refused(Path(error.filename or self.services.data), error) from None

    def _count(self) -> None:
        """How many calls lie on the server, and whether that was named."""
        if self.address is None:
            message = Message("error.erase.no-server", "--server: no server was named.")
            hint = Message("hint.erase.no-server", "Name it: --data postgresql://…")
            raise InvalidInput(message, hint)
        given = self.options.server or ""
        if given and not (given.isascii() and given.isdecimal() and len(given) < 12):  # noqa: PLR2004  # no log is longer
            message = Message(
                "error.erase.number", "--server: {text!r} is not a number.", text=given
            )
            raise InvalidInput(message, Message("hint.erase.number", "Give the number of calls."))
        try:
            self.calls = self.services.calls.count()
        except StorageError as error:
            self.refused = error
            return
        if given and int(given) != self.calls:
            raise self._other_number(int(given))

    def _other_number(self, given: int) -> InvalidInput:
        message = Message(
            "error.erase.count", "--server: {given} was named, but {calls} calls lie there.",
            given=given, calls=self.calls,
        )  # fmt: skip
        hint = Message("hint.erase.count", "Look whose they are, then name their number.")
        return InvalidInput(message, hint)

    def _list(self) -> None:
        words = self.say("erase.what", "This removes calls, walks, the cache and crash files:")
        self._print_unless_json(words)
        for path in self.files:
            to = self.links.get(path)
            link = "" if to is None else " " + self.say("erase.link", "(only a link)")
            self._print_unless_json(f"  {path}{link}")
        if self.calls is not None:
            place = server_name(self.address or "")
            words = self.say(
                "erase.server-calls", "  all {calls} calls on {place}:",
                calls=self.calls, place=place,
            )  # fmt: skip
            self._print_unless_json(words)
            for name, number in self._whose():
                self._print_unless_json(f"    {number:>7,}  {name}")

    def _whose(self) -> list[tuple[str, int]]:
        nobody = self.say("erase.nobody", "(nobody is named)")
        counts = Counter(one_line(call.staff or "") for call in self.services.calls.entries())
        return [(name or nobody, number) for name, number in counts.most_common()]

    def _list_what_stays(self) -> None:
        """What is not touched, each with where it lies; whoever leaves a computer must know."""
        for path, to in self.links.items():
            words = self.say(
                "erase.link-stays", "{file} is a link. What it leads to stays: {target}",
                file=path.name, target=to,
            )  # fmt: skip
            self._print_unless_json(words)
        for folder in (self.services.data, self.services.cache):
            behind = target_of(folder)
            if behind is not None:
                words = self.say(
                    "erase.folder-link", "{folder} is a link to {target}; that folder stays.",
                    folder=folder, target=behind,
                )  # fmt: skip
                self._print_unless_json(words)
        if self._own_closures.is_file():
            self._print_unless_json(
                self.say("erase.own", "Your own {file} stays.", file=self._own_closures)
            )
        if self.address is not None and self.options.server is None:
            words = self.say(
                "erase.server-stays", "Calls on {place} stay; --server removes them as well.",
                place=server_name(self.address),
            )  # fmt: skip
            self._print_unless_json(words)
        unpacked = unpacked_at()
        if unpacked is not None:
            words = self.say(
                "erase.unpacked", "The program unpacked itself; remove that yourself: {folder}",
                folder=unpacked,
            )  # fmt: skip
            self._print_unless_json(words)
        words = self.say(
            "erase.elsewhere",
            "Files that you saved elsewhere stay: sheets, exports, calendar files.",
        )
        self._print_unless_json(words)

    @property
    def _own_closures(self) -> Path:
        return self.services.data / CLOSURES

    # Asking

    def _agreed(self) -> bool:
        if not self.options.yes and not sure("erase", self.services.texts):
            return False
        if self.calls is None or self.options.server:
            return True
        if self.options.yes:
            message = Message("error.erase.unnamed", "--server: the number of calls is missing.")
            hint = Message("hint.erase.unnamed", "Look at the calls, then write --server NUMBER.")
            raise InvalidInput(message, hint)
        words = self.say("erase.type", "Type how many calls to remove from the server:")
        output.line(words)
        output.flush()
        try:
            return input("> ").strip().replace(",", "") == str(self.calls)
        except EOFError:
            return False

    # Removing

    def _remove(self) -> StorageError | None:
        """All files, whatever becomes of one of them; the first that stays."""
        left: StorageError | None = None
        for path in self.files:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                left = left or _refused(path, error)
        for folder in (self.services.cache / CRASHES, self.services.cache, self.services.data):
            with suppress(OSError):
                folder.rmdir()
        return left

    def _empty_server(self) -> None:
        if self.refused is not None:
            raise self.refused
        if self.services.calls.count() != self.calls:
            message = Message("error.erase.more", "Calls were added meanwhile; they all stay.")
            raise StorageError(message, Message("hint.erase.more", "Begin again."))
        self.services.calls.remove_all()

    # Saying

    def _print_unless_json(self, text: str) -> None:
        if not self.options.json:
            output.line(text)

    def _done(self, gone: Sequence[Path], calls: int) -> int:
        if self.options.json:
            stays = [str(to) for to in self.links.values()]
            stays += [str(self._own_closures)] if self._own_closures.is_file() else []
            removed = [str(path) for path in gone]
            output.record({"removed": removed, "stays": stays, "calls_removed": calls})
        return DONE


def _refused(path: Path, error: OSError) -> StorageError:
    message = Message(
        "error.erase.refused", "{path} cannot be removed: {reason}.",
        path=path, reason=error.strerror,
    )  # fmt: skip
    hint = Message("hint.erase.refused", "Close other windows of guide, or remove it by hand.")
    return StorageError(message, hint)
