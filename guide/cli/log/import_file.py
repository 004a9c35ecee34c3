"""`guide log import`: a file that another log wrote is merged into this one."""

from typing import TYPE_CHECKING, Any

from guide.bootstrap import Services
from guide.cli import output
from guide.cli.diagnostics import DONE, PROBLEMS, notice, warn
from guide.cli.log.options import FileOptions

if TYPE_CHECKING:
    from guide.store.merging import Merged


def import_file(options: FileOptions, services: Services) -> int:
    """Merge what another log wrote, whole."""
    from guide.export.log_reading import LogFile
    from guide.export.log_table import FileFaults
    from guide.wording.log_files import other_columns_line

    file = LogFile(options.file, services.zone)
    if file.other_columns:
        warn(other_columns_line(file.other_columns, services.texts))
    try:
        # A file that cannot be read is said before the log is opened.
        calls = file.calls()
        merged = services.calls.merge(
            calls, as_corrections=options.as_corrections, again=options.again
        )
    except FileFaults as error:
        for fault in error.details:
            notice(services.texts.tell(fault))
        raise
    _report(merged, file.lost, options, services)
    return PROBLEMS if merged.named("conflict") or file.lost else DONE


def _report(merged: "Merged", lost: list[str], options: FileOptions, services: Services) -> None:
    from guide.wording.log_files import import_details, import_sum

    conflicts, removed = merged.named("conflict"), merged.named("removed")
    if options.json:
        result: dict[str, Any] = {
            "added": len(merged.named("added")),
            "known": len(merged.named("known")),
            "conflicts": len(conflicts),
            "conflict_ids": conflicts,
            "conflict_fields": {name: list(fields) for name, fields in merged.fields.items()},
            "corrections": len(merged.named("corrected")),
            "removed_before": removed,
            "may_be_same": [[one, other] for one, other in merged.may_be_same.items()],
        }
        output.record(result | ({"unreadable": lost} if lost else {}))
        return
    say = services.texts.say
    output.line(import_sum(merged, services.texts))
    for line in import_details(merged, lost, services.texts):
        output.line(f"  {line}")
    if conflicts and not options.as_corrections:
        output.line(say("import.how", "--as-corrections imports what differs as corrections."))
    if removed:
        output.line(
            say(
                "import.removed", "Removed here before, and not imported: {number}. --again imports"
                " them.", number=len(removed),
            )
        )  # fmt: skip
