"""Networks and folders that another program synchronises get the older kind of journal."""

from pathlib import Path

import pytest

from guide.cli.main import main
from guide.store.data_folder import DataFolder
from guide.store.places import FILE, special_place
from guide.store.sql import run_sql
from tests.store.calls import call

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/home /net/home nfs4 rw 0 0
//nas/office /mnt/the\040office cifs rw 0 0
me@host: /mnt/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/the\040office/local ext4 rw 0 0
C: /mnt/c 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/home/ana/.local/share/guide", None),
        ("/net/home/ana", "network"),
        ("/mnt/the office/log", "network"),
        ("/mnt/the office/local/log", None),
        ("/mnt/far", "network"),
        ("/mnt/farther", None),
        ("/mnt/c/Users/ana", "network"),
        ("//server/share/log", "network"),
        ("\\\\server\\share\\log", "network"),
        ("/home/ana/Dropbox/log", "synchronised"),
        ("/home/ana/Dropbox (Firm)/log", "synchronised"),
        ("/home/ana/OneDrive - Firm/log", "synchronised"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/log", "synchronised"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana/log", "synchronised"),
        ("/home/ana/Nextcloud", "synchronised"),
        ("/home/ana/one/log", "synchronised"),
        ("/home/ana/oneself/log", None),
    ],
)
def test_what_a_folder_lies_on(folder: str, place: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    assert special_place(Path(folder), {"OneDrive": "/home/ana/one"}, mounts) == place


def test_a_synchronised_folder_has_no_write_ahead_log_and_doctor_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "Dropbox" / "data"
    data = DataFolder(folder)
    data.calls.add(call(1))
    assert [path.name for path in folder.iterdir()] == [FILE]
    data.close()
    main(["doctor", "--data", str(folder)])
    assert "journal delete, synchronised folder" in capsys.readouterr().out
    # Brought back to a plain disk it is faster again, with all that it held.
    folder.rename(tmp_path / "data")
    data = DataFolder(tmp_path / "data")
    assert [entry.id for entry in data.calls.entries()] == [call(1).id]
    assert run_sql(data._database, "pragma journal_mode").fetchone() == ("wal",)
    data.close()


def test_a_file_that_is_open_elsewhere_keeps_its_journal(tmp_path: Path) -> None:
    one = DataFolder(tmp_path / "Dropbox")
    one.calls.add(call(1))
    run_sql(one._database, "pragma journal_mode = wal").fetchone()
    other = DataFolder(tmp_path / "Dropbox")
    other.calls.add(call(2))
    one.calls.add(call(3))
    assert other.calls.count() == 3
    one.close()
    other.close()


def test_what_is_committed_reaches_the_platter(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    settings = {"synchronous": 2, "fullfsync": 1, "checkpoint_fullfsync": 1, "secure_delete": 1}
    for name, value in settings.items():
        assert run_sql(data._database, f"pragma {name}").fetchone() == (value,)
    data.close()
