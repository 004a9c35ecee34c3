"""What is kept: found where it lies, and never made by looking for it."""

from pathlib import Path

from guide.bootstrap import Services
from guide.local.settings import Settings
from tests.calls import call


def test_to_look_for_a_log_makes_none(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    services = Services(Settings(zone="America/Chicago", data=str(folder)))
    assert not services.stores.has_log
    assert not folder.exists()
    services.calls.add(call(1))
    assert services.stores.has_log
    services.close()
    assert services.stores.has_log


def test_a_server_that_was_named_is_not_asked_for_that() -> None:
    address = "postgresql://nobody@nowhere.invalid/log"
    services = Services(Settings(zone="America/Chicago", data=address))
    assert services.stores.has_log
    assert not services.data.exists()
