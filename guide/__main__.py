"""`python -m guide`."""

from guide.cli.main import run

run()
