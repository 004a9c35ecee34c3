"""Paths and choices, read once from the environment and the command line."""

import os
import sys
from pathlib import Path
from typing import Literal

import msgspec

from guide.core.clock.moments import zone
from guide.core.errors import InvalidInput, StorageError
from guide.core.message import Message
from guide.core.text import is_file_name
from guide.local.private_files import private_folder, write_private
from guide.local.regular_files import read_regular
from guide.local.zone import CallerZone, computer_zone, exists

ZONE_FILE = "zone"
THEME_FILE = "theme"
_LONGEST_NAME = 1000


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run was asked for. Zone and language are None where nobody said."""

    zone: str | None = None
    language: str | None = None
    flows: Path | None = None
    data: str | None = None


def cache_folder() -> Path:
    """Where what can be computed again is kept."""
    given = os.environ.get("XDG_CACHE_HOME")
    if given:
        return Path(given) / "guide"
    plain = _below_home(".cache")
    if plain is not None:
        return plain
    from platformdirs import user_cache_path  # lazy: 10 ms

    return user_cache_path("guide", appauthor=False)


def config_folder() -> Path:
    """Where the caller's own settings are: files that only they write."""
    return _folder_of("config", ".config")


def server_address(settings: Settings) -> str | None:
    """The database server for the log, if one was named; all else stays in the data folder."""
    chosen = settings.data or os.environ.get("GUIDE_DATA")
    return chosen if chosen and "://" in chosen else None


def data_folder(settings: Settings) -> Path:
    """The folder of calls and walks: `--data`, else GUIDE_DATA, else that of the system."""
    chosen = settings.data or os.environ.get("GUIDE_DATA")
    if chosen and "://" not in chosen:
        return _at_home(chosen)
    return _folder_of("data", ".local/share")


def named_data_folder(settings: Settings) -> Path:
    """The same, where a folder can be called so.

    Raises:
        InvalidInput: none can.
    """
    folder = data_folder(settings)
    if not is_file_name(str(folder)):
        message = Message(
            "error.data.name", "--data: {folder!r} is not a valid folder name.", folder=str(folder)
        )
        raise InvalidInput(message, Message("hint.file.another", "Name another one."))
    return folder


def caller_zone(settings: Settings) -> CallerZone:
    """The zone of a run: as named, else as chosen on the screen, else the computer's own.

    Raises:
        InvalidInput: there is no zone of the name.
    """
    if settings.zone:
        return CallerZone(zone(settings.zone).key, "option")
    chosen = chosen_zone(data_folder(settings))
    return computer_zone() if chosen is None else CallerZone(chosen, "chosen")


def _at_home(name: str) -> Path:
    """A folder by its name; no shell has replaced the tilde in a variable or behind a quote."""
    try:
        return Path(name).expanduser()
    except RuntimeError:  # there is no such user
        return Path(name)


# What platformdirs says on Linux, without its import; it decides wherever that is not plain.


def _folder_of(kind: Literal["config", "data"], usual: str) -> Path:
    """The folder for a kind of files; `usual` is where it lies below a home on Linux."""
    given = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if _is_linux() and given.startswith("/"):
        return Path(given) / "guide"
    plain = None if given else _below_home(usual)
    if plain is not None:
        return plain
    from platformdirs import user_config_path, user_data_path  # lazy: 10 ms

    by_platform = {"config": user_config_path, "data": user_data_path}
    return by_platform[kind]("guide", appauthor=False)


def _below_home(name: str) -> Path | None:
    home = os.environ.get("HOME", "")
    return Path(home, name, "guide") if _is_linux() and home.startswith("/") else None


def _is_linux() -> bool:
    return sys.platform == "linux" and "ANDROID_ROOT" not in os.environ


# What was chosen on the screen is one line in a file each: the first picture waits for it.


def chosen_zone(folder: Path) -> str | None:
    """The zone that was chosen; None if none was, or if it cannot be read."""
    name = _word_in(folder / ZONE_FILE)
    return name if name and exists(name) else None


def keep_zone(folder: Path, name: str | None) -> None:
    """Keep a choice for the next start; None takes it back.

    Raises:
        StorageError: the folder is not usable.
    """
    try:
        _keep_word(folder / ZONE_FILE, name)
    except OSError as error:
        message = Message(
            "error.zone.keep", "The time zone cannot be kept in {folder}: {reason}.",
            folder=folder, reason=error.strerror,
        )  # fmt: skip
        raise StorageError(message, _readonly()) from None


def chosen_theme(folder: Path) -> str | None:
    """The colours that were chosen; None if none were, or if that cannot be read."""
    return _word_in(folder / THEME_FILE) or None


def keep_theme(folder: Path, name: str | None) -> None:
    """Keep a choice for the next start; None takes it back.

    Raises:
        StorageError: the folder is not usable.
    """
    try:
        _keep_word(folder / THEME_FILE, name)
    except OSError as error:
        message = Message(
            "error.theme.keep", "The colours cannot be kept in {folder}: {reason}.",
            folder=folder, reason=error.strerror,
        )  # fmt: skip
        raise StorageError(message, _readonly()) from None


def _readonly() -> Message:
    return Message("hint.readonly", "Check the permissions of the folder, or use --data.")


def _word_in(path: Path) -> str:
    try:
        return read_regular(path, _LONGEST_NAME, follow=True).decode("utf-8").strip()
    except (OSError, ValueError):  # broken words, or no name for a file
        return ""


def _keep_word(path: Path, word: str | None) -> None:
    if word is None:
        path.unlink(missing_ok=True)
        return
    private_folder(path.parent)
    write_private(path, [f"{word}\n".encode()])


def staff_name() -> str | None:
    """Who works at this computer for a firm, if it says so."""
    return os.environ.get("GUIDE_STAFF", "").strip() or None
