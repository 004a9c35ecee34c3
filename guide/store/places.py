"""Folders that are not plain disks: on a network, or copied elsewhere by another program.

SQLite's write-ahead log needs memory that all its users share, and one copy of three files. A
network gives no shared memory (https://sqlite.org/wal.html section 1), and a program that
synchronises copies the files one by one. There the older kind of journal is used.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Place = Literal["network", "synchronised"]

# The database of a data folder.
FILE = "guide.sqlite3"

_NETWORK = frozenset({
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse.davfs2", "fuse.gcsfuse",
    "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs",
    "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
})  # fmt: skip
_SYNCHRONISED = (
    "box", "box sync", "cloudstorage", "com~apple~clouddocs", "dropbox", "google drive",
    "googledrive", "icloud drive", "iclouddrive", "mega", "mobile documents", "my drive",
    "nextcloud", "onedrive", "owncloud", "pcloud drive", "pclouddrive", "seafile", "sync",
    "syncthing",
)  # fmt: skip
_BEGINS = ("onedrive - ", "dropbox (", "googledrive-", "onedrive-")
_ONE_DRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_REMOTE = 4  # DRIVE_REMOTE


def special_place(
    folder: Path,
    environment: Mapping[str, str] = os.environ,
    mounts: Path = Path("/proc/mounts"),
) -> Place | None:
    """What a folder lies on, where that is no plain disk of this computer."""
    path = Path(os.path.realpath(folder))
    if str(folder).startswith(("\\\\", "//")) or _is_on_network(path, mounts):
        return "network"
    for part in {*path.parts, *folder.parts}:
        name = part.casefold()
        if name in _SYNCHRONISED or name.startswith(_BEGINS):
            return "synchronised"
    given = [environment[name] for name in _ONE_DRIVE if environment.get(name)]
    if any(path.is_relative_to(os.path.realpath(folder)) for folder in given):
        return "synchronised"
    return None


def _is_on_network(path: Path, mounts: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE)
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # there is no such list here
        return False
    longest, kind = -1, ""
    for line in lines:
        _, point, this, *_ = [*line.split(" "), "", "", ""]
        point = point.replace("\\040", " ")
        if path.is_relative_to(point or "/nowhere") and len(point) >= longest:
            longest, kind = len(point), this
    return kind in _NETWORK
