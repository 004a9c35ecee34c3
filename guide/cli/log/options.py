"""The options of `guide log`."""

from guide.cli.options import Options


class FileOptions(Options):
    """The words of `export` and `import`."""

    reveal: bool
    force: bool
    output: str
    file: str
    search: str
    since: str | None
    receipt_wanted: str | None
    as_corrections: bool
    again: bool


class LogOptions(FileOptions):
    """The words of all actions."""

    action: str
    id: str
    ids: list[str]
    limit: int | None
    yes: bool
    attempt: list[str]
    keep: str | None
    answer_by: str | None
    paste: bool
