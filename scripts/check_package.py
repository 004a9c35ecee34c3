"""Builds sdist and wheel, installs the wheel elsewhere, and runs it from an empty folder."""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ("hours", "--at", "2026-11-23T10:00-05:00", "--json"),
    ("flows", "list"),
    ("flows", "check"),
)


def run(*words: str | Path, cwd: Path = ROOT, env: Mapping[str, str] = os.environ) -> None:
    """One command; its failure is ours."""
    subprocess.run([str(word) for word in words], cwd=cwd, env=env, check=True)


def main() -> None:
    """Leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="guide-package-") as work:
        folder = Path(work)
        dist, empty = folder / "dist", folder / "empty"
        run(sys.executable, "-m", "build", "--quiet", "--no-isolation", "--outdir", dist)
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")

        def install(*what: str | Path) -> None:
            pip = (programs / "python", "-m", "pip", "--disable-pip-version-check", "--quiet")
            run(*pip, "install", *what)

        install("--require-hashes", "-r", "requirements/run.lock")
        install("--no-deps", *dist.glob("*.whl"))
        empty.mkdir()
        kept = {name: str(empty / name) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        for words in COMMANDS:
            run(programs / "guide", *words, cwd=empty, env=os.environ | kept)


if __name__ == "__main__":
    main()
