"""Runs the tests on every supported Python of this computer, each in an environment of its own.

python scripts/each_python.py [--but 3.11] [--minutes 45] [-- WORDS FOR PYTEST]

Environments are made from the lock files, in .pythons, and used again while those stay the same.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pythons"
LOCKS = ("run", "dev")
# Whether environments can be made there, and which Python it is.
_ASK = "import ensurepip, sys, venv; print('%d.%d.%d' % sys.version_info[:3])"


def supported() -> list[str]:
    """The minor versions that the package names: 3.11, 3.12 and so on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = "\n".join(project["classifiers"])
    return re.findall(r"^Programming Language :: Python :: (3\.\d+)$", text, re.MULTILINE)


def candidates(minor: str) -> Iterator[Path]:
    """Where a Python may lie: on the path, or with pyenv."""
    named = shutil.which(f"python{minor}")
    if named is not None:
        yield Path(named)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{minor}.*/bin/python{minor}"), reverse=True)


def works(python: Path, minor: str) -> bool:
    """Whether it is that Python, with all that an environment takes."""
    try:
        done = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.startswith(f"{minor}.")


def environment(python: Path, minor: str) -> Path:
    """The interpreter of an environment with everything in it."""
    folder = FOLDER / minor
    inside = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    locks = [ROOT / "requirements" / f"{name}.lock" for name in LOCKS]
    made_from = sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    stamp = folder / "made-from"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return inside
    subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
    pip: list[str | Path] = [
        inside,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
    ]
    for lock in locks:
        subprocess.run([*pip, "--require-hashes", "-r", lock], cwd=ROOT, check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], cwd=ROOT, check=True)
    stamp.write_text(made_from, encoding="utf-8")
    return inside


def tested(minor: str, words: list[str], end: float) -> str:
    """One Python: "passed", or what came of it."""
    python = next((candidate for candidate in candidates(minor) if works(candidate, minor)), None)
    if python is None:
        return "not on this computer"
    if time.monotonic() > end:
        return "no time left"
    print(f"\n== Python {minor}: {python}", flush=True)
    try:
        inside = environment(python, minor)
        command: list[str | Path] = [inside, "-m", "pytest", *words]
        left = None if end == float("inf") else max(1.0, end - time.monotonic())
        done = subprocess.run(command, cwd=ROOT, timeout=left, check=False)
    except subprocess.CalledProcessError:
        return "FAILED: its environment could not be made"
    except subprocess.TimeoutExpired:
        return "no time left: stopped"
    return "passed" if done.returncode == 0 else "FAILED"


def main() -> int:
    """1 if the tests fail on one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--but", action="append", default=[], metavar="3.N", help="leave one out")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("pytest", nargs="*", help="words for pytest, after --")
    given = parser.parse_args()
    end = time.monotonic() + given.minutes * 60
    words = given.pytest or ["-q", "-n", "2", "--dist", "loadfile"]
    outcomes = {minor: tested(minor, words, end) for minor in supported() if minor not in given.but}
    print()
    for minor, came in outcomes.items():
        print(f"Python {minor}: {came}")
    return 1 if any(came.startswith("FAILED") for came in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
