"""A flow that a paper shows whole is sound, and its screen leads to a plan."""

import re
from collections.abc import Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from textual.pilot import Pilot

from guide.bootstrap import Services
from guide.cli.main import main
from guide.core.check.paths import own_paths
from guide.core.check.samples import sample_circumstances
from guide.core.prepare.call_plan import QuestionView
from guide.local.settings import Settings
from guide.tui.app.guide_app import GuideApp
from guide.tui.screens.walk import WalkScreen
from guide.tui.widgets.question import Question
from tests.tui.helpers import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]
# Behind every day on which a shipped file was compared, before every day of review.
AT = "2026-12-01T10:00-05:00"
FENCE = re.compile(r"^```ya?ml\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A whole flow of a paper, with the cases that follow it there."""

    name: str
    flow: str
    cases: str


def examples() -> Iterator[Example]:
    papers = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    for paper in sorted(papers):
        blocks = FENCE.findall(paper.read_text(encoding="utf-8"))
        for place, block in enumerate(blocks):
            name = re.search(r"^id: (\S+)", block, re.MULTILINE)
            if name and re.search("^questions:", block, re.MULTILINE):
                yield Example(name[1], block, blocks[place + 1])


EXAMPLES = list(examples())


def own(folder: Path, example: Example) -> Path:
    """The example as somebody keeps it who does what the paper says."""
    flow = folder / "own" / example.name
    flow.mkdir(parents=True)
    (flow / "flow.yaml").write_text(example.flow, encoding="utf-8")
    (flow / "cases.yaml").write_text(example.cases, encoding="utf-8")
    home = (ROOT / "flows" / "home.yaml").read_text(encoding="utf-8")
    entry = f'entries:\n  example:\n    text: "An example"\n    flow: {example.name}\n'
    (folder / "own" / "home.yaml").write_text(home.replace("entries:\n", entry), encoding="utf-8")
    return folder / "own"


def test_a_paper_shows_a_whole_flow() -> None:
    assert [example.name for example in EXAMPLES] == ["library-card"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_flow_of_a_paper_passes_the_strict_check(
    example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = own(tmp_path, example)
    words = ["--flows", str(folder), "--data", str(tmp_path / "data"), "--at", AT]
    for command in (["check", "--strict"], ["test", example.name]):
        status = main(["flows", *command, *words])
        told = capsys.readouterr()
        assert (status, told.err) == (0, ""), told.out


@asynccontextmanager
async def opened(folder: Path, example: Example) -> Any:
    settings = Settings(
        zone="America/New_York", data=str(folder / "data"), flows=own(folder, example)
    )
    app = GuideApp(Services(settings, clock=lambda: datetime.fromisoformat(AT)), grace=PATIENCE)
    app.services.walks.first_time("welcome")
    try:
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            app.open_flow(example.name)
            await until(pilot, lambda: bool(app.screen.query(Question)))
            yield app.screen, pilot
    finally:
        app.close()


def goes_on(screen: WalkScreen, asked: QuestionView) -> bool:
    """Whether another question, or none, is open."""
    return screen.plan.question != asked


async def answer(screen: WalkScreen, pilot: Pilot[None], answers: Mapping[str, str]) -> None:
    """What is asked, by keys, until nothing is."""
    for _ in answers:
        asked = screen.plan.question
        if asked is None:
            return
        value, question = answers[asked.id], screen.query_one(Question)
        if value in [option.value for option in asked.options]:
            question.options.focus()
            question.options.highlighted = question.options.get_option_index(value)
        else:
            question.field.focus()
            question.field.value = value
        await pilot.press("enter")
        await until(pilot, partial(goes_on, screen, asked))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
async def test_the_cases_of_a_flow_of_a_paper_are_answered_to_a_plan_on_the_screen(
    example: Example, tmp_path: Path
) -> None:
    for number, case in enumerate(yaml.load(example.cases, yaml.BaseLoader)["cases"]):
        async with opened(tmp_path / str(number), example) as (screen, pilot):
            await answer(screen, pilot, case["answers"])
            assert screen.plan.outcome is not None
            assert screen.plan.outcome.id == case["expect"]["outcome"]
            title = screen.services.texts.sentence(screen.plan.outcome.title)
            await until(pilot, partial(says, screen, title))


def says(screen: WalkScreen, words: str) -> bool:
    """Whether words stand on the screen."""
    lines = screen._compositor.render_strips()
    return words in " ".join("".join(segment.text for segment in line) for line in lines)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
async def test_every_plan_of_a_flow_of_a_paper_shows(example: Example, tmp_path: Path) -> None:
    async with opened(tmp_path, example) as (screen, pilot):
        services = screen.services
        graph = services.reference.graph(example.name)
        at = datetime.fromisoformat(AT)
        around = sample_circumstances(graph.content, services.reference.calendar(at), at)
        reached = set()
        for path in own_paths(graph, around):
            screen.answers = dict(path.answers)
            await pilot.pause()
            assert screen.plan.outcome is not None
            reached.add(screen.plan.outcome.id)
        assert reached >= set(graph.content.flows[example.name].outcomes)
