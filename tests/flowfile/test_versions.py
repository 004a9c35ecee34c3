"""The version of a flow's content changes with all that it uses, and with nothing else."""

from pathlib import Path

import pytest

from guide.core.ids import FlowId
from guide.core.prepare.call_plan import CallPlan
from guide.core.prepare.resume import StoredWalk, changed_by, led_to
from guide.flowfile.catalog import Catalog
from tests.flowfile.small import FILES, write


def version(folder: Path, name: str = "card") -> str:
    return Catalog([folder]).content(name).versions[FlowId(name)]


@pytest.mark.parametrize(
    "file", ["card/flow.yaml", "parts/front/flow.yaml", "shared.yaml", "contact_center.yaml"]
)
def test_a_version_changes_with_what_the_flow_uses(file: str, tmp_path: Path) -> None:
    write(tmp_path, FILES)
    before = version(tmp_path)
    write(tmp_path, {file: FILES[file] + "\n# Another word.\n"})
    assert version(tmp_path) != before


def test_a_version_stays_when_something_else_changes(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    before = version(tmp_path)
    other = FILES["card/flow.yaml"].replace("id: card", "id: other")
    write(tmp_path, {"other/flow.yaml": other, "home.yaml": FILES["home.yaml"] + "\n#\n"})
    assert version(tmp_path) == before


def test_a_version_is_the_same_alone_and_among_all(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert Catalog([tmp_path]).everything().versions[FlowId("card")] == version(tmp_path)


def test_a_cache_does_not_change_the_version(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    write(folder, FILES)
    for _ in range(2):
        card = Catalog([folder], tmp_path / "cache").content("card").versions[FlowId("card")]
        assert card == version(folder)


@pytest.mark.parametrize(
    ("led", "version", "by"),
    [("same", "1", None), ("same", "0", None), ("other", "1", "clock"), ("other", "0", "content")],
)
def test_what_leads_elsewhere_is_told_apart(
    led: str, version: str, by: str | None, tmp_path: Path
) -> None:
    plan = some_plan(tmp_path, "1")
    walk = StoredWalk(
        flow=FlowId("card"),
        answers={},
        content_version=version,
        seen_at=plan.at,
        led_to=led_to(plan) if led == "same" else "outcome elsewhere",
    )
    assert changed_by(walk, plan) == by


def some_plan(tmp_path: Path, version: str) -> CallPlan:
    import msgspec

    from guide.bootstrap import Services
    from guide.local.settings import Settings

    write(tmp_path / "own", FILES)
    services = Services(Settings(zone="UTC", data=str(tmp_path), flows=tmp_path / "own"))
    return msgspec.structs.replace(
        services.planning.plan("card", {}, services.now()), content_version=version
    )
