"""What each example case shows, kept beside the cases, so that no change goes unnoticed.

A record says of each part of a plan which entries it has and a digest of what a caller reads there:
words with their values, facts and grades. It knows nothing of right and wrong; a person who renews
it says that the change was meant.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from guide.bootstrap import Services
from guide.cli.flows.plan_words import words_of
from guide.core.flow.cases import LISTS
from guide.core.flow.reach import reached
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import CallPlan, OutcomeView, Sentence
from guide.export.files import write_file
from guide.flowfile.catalog import Catalog
from guide.flowfile.content_files import KINDS
from guide.local.cache_files import digest
from guide.local.regular_files import read_regular

LOCK = "cases.lock"
QUESTIONS = "(the questions)"
_HEAD = """\
# What each case shows, part by part: entries, and a digest of the words, facts and grades.
# Written by `guide flows test --renew` once somebody has looked at what changed.
"""
_MOST_BYTES = 10_000_000
_DIGITS = 8
Record = tuple[str, ...]


def record(plan: CallPlan, services: Services) -> Record:
    """A line for each part of a plan."""
    return tuple(_record(plan, services))


def _record(plan: CallPlan, services: Services) -> Iterator[str]:
    words = words_of(plan, services)
    answers = [f"{name} {' '.join(said)}" for name, said in words.items() if name[:7] == "answer."]
    yield _line("answers", [given.id for given in plan.trail], answers)
    if plan.question is not None:
        asked = [
            f"{name} {said}" for name, said in words.items() if name[:6] in ("questi", "option")
        ]
        yield _line("question", [plan.question.id], [*asked, *_facts(plan.question.text)])
    if plan.outcome is not None:
        yield _line(
            "outcome", list(_ids(plan.outcome)), list(_outcome_texts(plan.outcome, services))
        )
    for section in LISTS:
        lines: tuple[Sentence, ...] = getattr(plan, section)
        said = [
            f"{words[f'{section}.{line.id}']} {line.log} {' '.join(_facts(line))}" for line in lines
        ]
        if lines:
            yield _line(section, [line.id for line in lines], said)
    dial = [plan.line, *words["dial"], str(plan.line_help.open)]
    yield _line("dial", [plan.line, plan.form], dial)
    if plan.ivr is not None:
        menu = [f"{name} {said}" for name, said in words.items() if name.startswith("menu.")]
        yield _line("menu", [plan.ivr], [*menu, *_menu(plan.ivr, services)])
    offers = list(_offers(services, plan.flow))
    yield _line("offered", [], offers)


def _line(part: str, ids: list[str], words: list[str]) -> str:
    return f"{part} [{' '.join(ids)}] {digest(chr(10).join(words).encode())[:_DIGITS]}"


def _ids(result: OutcomeView) -> Iterator[str]:
    yield from filter(None, (result.id, result.kind, result.reason, result.when))
    yield from _ids(result.then) if result.then else ()


def _outcome_texts(result: OutcomeView, services: Services) -> Iterator[str]:
    for line in (result.title, result.why, result.come_back):
        if line is not None:
            yield services.texts.sentence(line)
            yield from _facts(line)
    yield f"{result.address} {result.badge}"
    yield from _outcome_texts(result.then, services) if result.then else ()


def _facts(line: Sentence) -> Iterator[str]:
    yield f"{line.grade} {' '.join(line.sources)}"


def _menu(route: str, services: Services) -> Iterator[str]:
    """Of the way through the menu, all that the words do not hold: grades, sources, what to try."""
    menu = services.menu
    yield str(msgspec.to_builtins(menu.routes[route]))
    for name in menu.routes[route].way:
        yield f"{name} {msgspec.to_builtins(menu.steps[name])}"


def _offers(services: Services, flow: FlowId) -> Iterator[str]:
    """The words under which the first screen offers a flow."""
    for name, entry in services.catalog.home.entries.items():
        if entry.flow == flow:
            yield f"{name} {entry.text} {entry.hint}"
        for key, choice in entry.choices.items():
            if choice.flow == flow:
                yield f"{name} {entry.text} {key} {choice.text} {choice.hint}"


def questions(services: Services, flow: FlowId) -> Record:
    """A line for each question that a flow asks: its words, options, facts."""
    content = services.catalog.content(flow)
    lines = []
    for name in content.flows[flow].questions:
        asked = msgspec.to_builtins(content.question(flow, name))
        asked.pop("next", None)
        lines.append(_line(name, [], [str(asked)]))
    return tuple(lines)


# The file


def read_records(path: Path) -> dict[str, Record] | None:
    """Case → its record; None where nothing is recorded."""
    try:
        text = read_regular(path, _MOST_BYTES, follow=True).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    records: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("  "):
            lines.append(line.strip())
        elif line and not line.startswith("#"):
            lines = records.setdefault(line, [])
    return {name: tuple(record) for name, record in records.items()}


def write_records(path: Path, records: Mapping[str, Record]) -> None:
    """Write the file anew."""
    blocks = [
        "\n".join([name, *(f"  {line}" for line in record)]) for name, record in records.items()
    ]
    # Others than its writer read it: it goes with the flows.
    write_file(path, (_HEAD + "\n" + "\n\n".join(blocks) + "\n").encode(), force=True)
    path.chmod(0o644)


def changed(name: str, now: Record, known: Mapping[str, Record]) -> str | None:
    """What of a case is otherwise than it is recorded, in words."""
    if name not in known:
        return "what it shows is not recorded yet"
    before = {line.partition(" ")[0]: line for line in known[name]}
    after = {line.partition(" ")[0]: line for line in now}
    parts = [part for part in {**before, **after} if before.get(part) != after.get(part)]
    return f"it shows something else than recorded: {', '.join(parts)}" if parts else None


def is_ones_own(catalog: Catalog, flow: FlowId) -> bool:
    """Whether nothing in a folder in front changes what a flow shows: then records count."""
    folders = list(catalog.files.folders)
    home = _folder(catalog, catalog.flow_files[flow])
    files = [folder / name for folder in folders for name in KINDS if (folder / name).is_file()]
    flows = {name: catalog.flow(name) for name in catalog.flow_files}
    files += [catalog.flow_files[name] for name in reached(flow, flows)]
    return all(folders.index(_folder(catalog, file)) >= folders.index(home) for file in files)


def _folder(catalog: Catalog, file: Path) -> Path:
    return next(folder for folder in catalog.files.folders if file.is_relative_to(folder))
