"""Writes the lock files: every dependency with its hashes, and no address of an index."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOOR = "3.11"
# Builds the package itself without fetching anything: `pip install --no-build-isolation -e .`
BUILD = "hatchling>=1.27\neditables\n"
OPTIONS = (
    "--universal",
    f"--python-version={FLOOR}",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
    # An old pip takes an extra for something unpinned as soon as there is a newer version.
    "--no-strip-extras",
    "--quiet",
)


def lock(name: str, *more: str) -> None:
    """Write one lock file; versions already locked stay where they can."""
    uv = os.environ.get("UV", "uv")
    target = f"requirements/{name}.lock"
    command = [uv, "pip", "compile", *OPTIONS, "pyproject.toml", "-", *more, "-o", target]
    subprocess.run(command, cwd=ROOT, check=True, input=BUILD, text=True, stdout=subprocess.DEVNULL)
    print(target)


if __name__ == "__main__":
    lock("run")
    lock("dev", "-c", "requirements/run.lock", "--group", "dev", "--all-extras")
