"""Builds the sdist and the wheel from it, installs that elsewhere, runs it in an empty folder.

python scripts/check_package.py [--keep FOLDER]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ("hours", "--at", "2026-11-23T10:00-05:00", "--json"),
    ("flows", "list"),
    ("flows", "check"),
)
# Beside the code: content, marks for type checkers, the licence.
FILES = ("guide/_flows/sources.yaml", "guide/py.typed", "licenses/LICENSE")
_RELATIVE = re.compile(r"\]\((?!https:)[^)]*\)")


def run(*words: str | Path, cwd: Path = ROOT, env: Mapping[str, str] = os.environ) -> None:
    """One command; its failure is ours."""
    subprocess.run([str(word) for word in words], cwd=cwd, env=env, check=True)


def faults(wheel: Path) -> list[str]:
    """What is wrong with a wheel as it lies there."""
    with ZipFile(wheel) as parts:
        names = parts.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        text = parts.read(metadata).decode("utf-8")
    faults = [f"{name} is missing" for name in FILES if not any(n.endswith(name) for n in names)]
    faults += [f"a link that leads nowhere on an index: {link}" for link in _RELATIVE.findall(text)]
    return faults if "# guide" in text else [*faults, "the README is missing"]


def main() -> None:
    """Leaves nothing behind but what it is told to keep."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--keep", type=Path, help="where sdist and wheel go when all is well")
    keep = words.parse_args().keep
    with tempfile.TemporaryDirectory(prefix="guide-package-") as work:
        folder = Path(work)
        dist, empty = folder / "dist", folder / "empty"
        run(sys.executable, "-m", "build", "--quiet", "--no-isolation", "--outdir", dist)
        (wheel,) = dist.glob("*.whl")
        wrong = faults(wheel)
        if wrong:
            sys.exit("\n".join(wrong))
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")

        def install(*what: str | Path) -> None:
            pip = (programs / "python", "-m", "pip", "--disable-pip-version-check", "--quiet")
            run(*pip, "install", *what)

        install("--require-hashes", "-r", "requirements/run.lock")
        install("--no-deps", wheel)
        empty.mkdir()
        homes = {name: str(empty / name) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        for command in COMMANDS:
            run(programs / "guide", *command, cwd=empty, env=os.environ | homes)
        if keep is not None:
            shutil.copytree(dist, keep, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
