"""What a release rests on: version, changelog, the description on an index, pinned actions."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from guide import __version__
from hatch_build import on_an_index
from scripts.release_notes import notes, sections
from tests.architecture.commands import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GITHUB = sorted((ROOT / ".github").rglob("*.yml"))
WORKFLOWS = [path for path in GITHUB if path.parent.name == "workflows"]
GROUPS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]


def test_the_changelog_has_a_dated_section_for_this_version() -> None:
    assert next(iter(sections(CHANGELOG))) == "Unreleased"
    assert sections(CHANGELOG)[__version__]
    assert re.search(rf"^## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d$", CHANGELOG, re.MULTILINE)


@pytest.mark.parametrize("version", sections(CHANGELOG))
def test_each_section_has_each_group_once_and_no_line_twice(version: str) -> None:
    text = sections(CHANGELOG)[version]
    groups = re.findall(r"^### (.*)$", text, re.MULTILINE)
    lines = re.findall(r"^- .*$", text, re.MULTILINE)
    assert groups == [group for group in GROUPS if group in groups]
    assert len(lines) == len(set(lines))


def test_a_release_says_what_its_section_says() -> None:
    changelog = "# C\n\n## Unreleased\n\n## 0.2.0 - 2027-01-02\n\n- Two.\n\n## 0.1.0\n\n- One.\n"
    assert notes("v0.2.0", "0.2.0", changelog) == "- Two."
    assert notes("v0.1.0", "0.1.0", changelog) == "- One."


@pytest.mark.parametrize(("tag", "version"), [("v0.2.0", "0.1.0"), ("0.1.0", "0.1.0"), ("v3", "3")])
def test_a_tag_of_another_version_or_without_a_section_is_no_release(
    tag: str, version: str
) -> None:
    with pytest.raises(ValueError, match=r"tag|section"):
        notes(tag, version, "## 0.1.0\n\n- One.\n")


def test_a_version_that_is_announced_but_empty_is_no_release() -> None:
    with pytest.raises(ValueError, match="section"):
        notes("v0.2.0", "0.2.0", "## 0.2.0\n\n## 0.1.0\n\n- One.\n")


def test_links_of_the_readme_lead_somewhere_on_an_index() -> None:
    page = on_an_index(README, "https://example.org/guide", "v0.1.0")
    assert "](https://example.org/guide/raw/v0.1.0/docs/plan.svg)" in page
    assert "](https://example.org/guide/blob/v0.1.0/CHANGELOG.md)" in page
    assert re.findall(r"\]\((?!https:)", page) == []


def test_without_an_address_the_words_stay_and_no_link_is_dead() -> None:
    page = on_an_index(README, "", "v0.1.0")
    assert re.findall(r"\]\((?!https:)", page) == []
    assert "docs/plan.svg" not in page
    assert "CHANGELOG.md what changed" in page
    assert page.startswith("# guide\n")


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "guide" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["project"]["classifiers"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.name))
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Any) -> None:
    used = re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8"))
    pinned = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [action for action in used if not pinned.fullmatch(action)] == []


def test_an_action_has_the_same_version_everywhere() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = set(re.findall(r"uses: *(\S+)@(\S+)", text))
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("path", [*GITHUB, ROOT / ".pre-commit-config.yaml"], ids=str)
def test_what_it_runs_of_ours_is_there(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (?:PYTHON=python )?([a-z-]+)", text):
        assert re.search(rf"^{target}", makefile, re.MULTILINE), target
    for script in re.findall(r"scripts/\w+\.py", text):
        assert (ROOT / script).is_file()


def test_the_hooks_run_what_make_lint_runs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    entries = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    assert "make lint" in entries
    assert all(entry.startswith((".venv/bin/", "make ")) for entry in entries)
