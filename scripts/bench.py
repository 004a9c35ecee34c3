"""How fast is it? Prints each limit with what was measured, in one run on this machine.

python scripts/bench.py [--only NAME ...]
"""

import argparse
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import yaml

from guide.bootstrap import Services
from guide.core.check.content import check_content
from guide.core.clock.hours import live_help
from guide.core.ids import FlowId
from guide.core.prepare.call_plan import QuestionView
from guide.core.prepare.graph import Graph
from guide.core.prepare.walk import position
from guide.local.settings import Settings
from guide.store.data_folder import DataFolder
from guide.tui.widgets.digits import CALM_SECONDS
from scripts.bench_flow import circumstances, content_of, flow_of, text_of
from scripts.bench_log import FIRST, Bare, call, log_of
from scripts.bench_terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
# As most people have it: without the extra for PostgreSQL, which peewee would import.
_RUN = "import sys; sys.modules['psycopg'] = None; from guide.cli.main import run; sys.exit(run())"
GUIDE = [PYTHON, "-c", _RUN]
SMALLEST = [PYTHON, str(ROOT / "scripts" / "bench_app.py")]
WHEN = "2026-11-23T10:00-05:00"
STARTS = 9
CALLS = 100_000
# A word of one call (all are looked through), of none, two words of many, a letter of all.
SEARCHES = ("sr0000000007", "nowhere", "matter 96 elena", "e")
DOWN, UP, ENTER = "\x1b[B", "\x1b[A", "\r"
# What the frame tells whether live help is open or closed.
WELCOME, TAKEN = "Go on", "Eastern"
# The first entries of the first screen, in order, as the content calls them.
HOME = yaml.safe_load((ROOT / "flows" / "home.yaml").read_text(encoding="utf-8"))["entries"]
ENTRIES = [entry["text"] for entry in HOME.values()][:6]
# What leads to each flow from there.
FLOWS = (
    ("expedite", "1"),
    ("reschedule-biometrics", "21"),
    ("reschedule-interview", "22"),
    ("infopass-advance-parole", "3"),
    ("infopass-adit", "4"),
)


class Row(NamedTuple):
    """One line of the table; `unit` is ×, ms, s."""

    what: str
    measured: float
    limit: float
    unit: str = "×"
    note: str = ""


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def timed(what: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that it takes."""
    began = clock()
    what()
    return clock() - began


def least(
    *work: Callable[[], object], times: int = 5, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """Seconds that each takes at best, turn by turn, so that other work meets them alike.

    Seconds of work, unless another clock is given: for what waits for nothing.
    """
    rounds = [[timed(what, clock) for what in work] for _ in range(times)]
    return [min(took) for took in zip(*rounds, strict=True)]


def best(what: Callable[[], object], times: int = 5) -> float:
    """Seconds in the middle of some runs."""
    return statistics.median(timed(what) for _ in range(times))


class Bench:
    """Every measurement, each in folders of its own."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.number = 0

    def home(self, like: Mapping[str, str] | None = None) -> dict[str, str]:
        """A fresh environment; with `like`, one with a copy of another one's folders."""
        self.number += 1
        folder = self.work / str(self.number)
        if like is not None:
            shutil.copytree(like["HOME"], folder)
        folder.mkdir(exist_ok=True)
        variables = {
            name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ
        }
        return variables | {
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TZ": "America/Chicago",
        }

    @cached_property
    def warm(self) -> dict[str, str]:
        """The folders of one who has been here before."""
        env = self.home()
        with self.screen(env) as terminal:
            terminal.until(WELCOME)
            terminal.settle(0.3)
            terminal.key(ENTER, ENTRIES[0])
            terminal.settle(0.3)
        return env

    def screen(self, env: Mapping[str, str]) -> Terminal:
        """The screen of guide."""
        return Terminal([*GUIDE, "--at", WHEN], env)

    @cached_property
    def services(self) -> Services:
        """The parts of the program, in this process."""
        return Services(Settings(zone="America/Chicago", data=str(self.work / "own")))

    # The screen

    def start(self) -> Iterator[Row]:
        """From the command to the first picture with hours and list."""
        plain: list[float] = []
        warm: list[float] = []
        cold: list[float] = []
        _ = self.warm
        for _round in range(STARTS):
            with Terminal(SMALLEST, self.home()) as terminal:
                plain.append(terminal.until("What now?", "Entry 6") - terminal.began)
            for env, times in ((self.home(self.warm), warm), (self.home(), cold)):
                with self.screen(env) as terminal:
                    times.append(terminal.until(TAKEN, ENTRIES[0], ENTRIES[-1]) - terminal.began)
        base = statistics.median(plain)
        note = f"{base * 1000:.0f} ms there"
        yield Row("start to first useful screen", statistics.median(warm) / base, 1.25, note=note)
        yield Row("start without any cache", statistics.median(cold) / base, 1.7, note=note)

    def _moves(self, terminal: Terminal, names: list[str], rounds: int = 12) -> list[float]:
        """Down and up a list, key by key, always after it came to rest."""
        times = []
        for _ in range(rounds):
            for key, order in ((DOWN, names[1:]), (UP, names[-2::-1])):
                for name in order:
                    terminal.settle()
                    times.append(terminal.key(key, name))
        return times

    @cached_property
    def keys(self) -> tuple[list[float], list[float], float]:
        """Key to repaint in the smallest app and in guide; peak memory of the former."""
        plain: list[float] = []
        ours: list[float] = []
        peak = 0.0
        entries = [f"Entry {number}" for number in range(len(ENTRIES))]
        for _ in range(3):
            with Terminal(SMALLEST, self.home()) as terminal:
                terminal.until("What now?", "Entry 6")
                terminal.settle(0.3)
                terminal.key(DOWN, entries[0])
                plain += self._moves(terminal, entries)
                peak = max(peak, terminal.peak())
            with self.screen(self.home(self.warm)) as terminal:
                terminal.until(TAKEN, ENTRIES[-1])
                terminal.settle(0.3)
                ours += self._moves(terminal, ENTRIES)
        return plain, ours, peak

    def moving(self) -> Iterator[Row]:
        """Key to repaint in a list."""
        plain, keys, _ = self.keys
        note = f"{p95(keys) * 1000:.1f} ms against {p95(plain) * 1000:.1f} ms"
        yield Row("moving in a list, p95", p95(keys) / p95(plain), 1.5, note=note)
        middle = statistics.median(keys) / statistics.median(plain)
        yield Row("moving in a list, median", middle, 1.5)

    @cached_property
    def walks(self) -> tuple[list[float], float, float, float]:
        """Key to next question over all flows; peaks at the start, at the end, of the first walks.

        The first walks read all flows from YAML; the others find them kept, their answers not.
        """
        times: list[float] = []
        began, peaks = 0.0, [0.0, 0.0]
        env = self.home(self.warm)
        for is_later in (False, True):
            if is_later:
                shutil.rmtree(Path(env["HOME"]) / "data")
                shutil.copytree(Path(self.warm["HOME"]) / "data", Path(env["HOME"]) / "data")
            for flow, keys in FLOWS:
                with self.screen(env) as terminal:
                    terminal.until(TAKEN, ENTRIES[-1])
                    terminal.settle(0.3)
                    began = max(began, terminal.peak())
                    times += self._walk(terminal, flow, keys)
                    peaks[is_later] = max(peaks[is_later], terminal.peak())
        return times, began, peaks[True], peaks[False]

    def _walk(self, terminal: Terminal, flow: str, keys: str) -> Iterator[float]:
        answers: dict[str, str] = {}
        for key in keys:
            terminal.settle(0.1)
            last = len(terminal.seen)
            terminal.press(key)
            while len(terminal.seen) == last:
                terminal.settle(0.1)
        ask = self._ask(flow, answers)
        while ask is not None and ask.input is None:
            # A key that comes sooner was meant for the question before, and answers nothing.
            terminal.settle(CALM_SECONDS + 0.05)
            answers[ask.id] = ask.options[0].value
            following = self._ask(flow, answers)
            if following is None:
                break
            yield terminal.key("1", self._words(following)[:24])
            ask = following

    def _ask(self, flow: str, answers: Mapping[str, str]) -> QuestionView | None:
        at = datetime.fromisoformat(WHEN)
        return self.services.planning.plan(flow, dict(answers), at).question

    def _words(self, ask: QuestionView) -> str:
        return self.services.texts.sentence(ask.text)

    def answering(self) -> Iterator[Row]:
        """Key to the next question, kept on disk as well."""
        walks, *_ = self.walks
        _, keys, _ = self.keys
        note = f"{len(walks)} answers, median {statistics.median(walks) * 1000:.1f} ms"
        yield Row("answering a question, p95", p95(walks) * 1000, 16, "ms", note)
        yield Row("answering against the list key, p95", p95(walks) / p95(keys), 4)

    def memory(self) -> Iterator[Row]:
        """Peak of resident memory: after the keys there; at the start and after a walk here."""
        _, _, plain = self.keys
        _, began, later, first = self.walks
        for what, peak in (
            ("at the start", began),
            ("after a walk", later),
            ("after the very first walk", first),
        ):
            note = f"{peak:.0f} MB against {plain:.0f} MB"
            yield Row(f"peak memory, {what}", peak / plain, 1.4, note=note)

    # The command line

    def hours(self) -> Iterator[Row]:
        """One answer, the whole process."""
        env = self.warm
        bare = [PYTHON, "-c", "import json, zoneinfo"]
        argv = [*GUIDE, "hours", "--json"]
        ours, plain = [], []
        _run(argv, env)
        for _ in range(25):
            ours.append(timed(lambda: _run(argv, env)))
            plain.append(timed(lambda: _run(bare, env)))
        base = statistics.median(plain)
        note = f"{statistics.median(ours) * 1000:.0f} ms against {base * 1000:.0f} ms"
        yield Row("guide hours --json, warm", statistics.median(ours) / base, 3, note=note)

    def many_hours(self) -> Iterator[Row]:
        """10,000 moments through one process, and in a bare loop."""
        began = datetime(2026, 1, 1, tzinfo=UTC)
        lines = [(began + timedelta(minutes=51 * n)).isoformat() for n in range(10_000)]
        text = "\n".join(lines)
        argv = [*GUIDE, "hours", "--at", "-", "--json"]
        printed = ""

        def whole() -> None:
            nonlocal printed
            printed = _run(argv, self.warm, text)

        calendar = self.services.reference.calendar(began)
        schedule, texts = self.services.reference.schedules["live-help"], self.services.texts

        def answer(line: str) -> str:
            help_ = live_help(schedule, calendar, datetime.fromisoformat(line))
            record = {
                "at": help_.at.isoformat(),
                "open": help_.open,
                "reason": help_.reason,
                "holiday": help_.holiday,
                "opens_at": help_.opens_at and help_.opens_at.isoformat(),
                "closes_at": help_.closes_at and help_.closes_at.isoformat(),
                "may_close": help_.may_close,
                "advice": texts.live_help(help_, "America/Chicago"),
            }
            return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))

        ours = best(whole)
        loop = best(lambda: [answer(line) for line in lines])
        same = printed.splitlines() == [answer(line) for line in lines]
        note = "the same answers" if same else "OTHER ANSWERS"
        yield Row("guide hours --at -, 10,000 moments", ours, 1, "s", note)
        yield Row("  against a bare loop", ours / loop, 2, note=f"{loop:.2f} s there")

    # Flows

    def checking(self) -> Iterator[Row]:
        """Check and read a flow of 10,000 questions, without the collector, as commands run."""
        gc.disable()
        texts = {count: text_of(count) for count in (1_000, 10_000)}
        contents = {
            count: content_of(flow_of(text), self.services) for count, text in texts.items()
        }
        problems = sum(len(check_content(content)) for content in contents.values())
        few, many = least(*(partial(check_content, content) for content in contents.values()))
        yield Row("checking 10,000 questions", many, 1, "s", f"{problems} problems found")
        yield Row("  against 1,000 questions", many / few, 12)
        large = texts[10_000]
        bare, reading = least(
            lambda: yaml.compose(large, Loader=yaml.CSafeLoader), lambda: flow_of(large)
        )
        note = f"{reading:.2f} s against {bare:.2f} s"
        gc.enable()
        yield Row("reading 10,000 against yaml.compose", reading / bare, 3, note=note)

    def replay(self) -> Iterator[Row]:
        """Follow 1,000 answers."""
        content = content_of(flow_of(text_of(1_000)), self.services)
        graph = Graph(content, FlowId("synthetic"))
        around = circumstances(self.services)
        answers = {f"question-{number}": "first" for number in range(1_000)}
        if len(position(graph, answers, around).trail) != 1_000:
            raise ValueError("The answers do not lead to the end.")
        (took,) = least(lambda: position(graph, answers, around), times=101)
        yield Row("replay of 1,000 answers", took * 1000, 1, "ms")

    # The log

    @cached_property
    def logs(self) -> tuple[Path, Path]:
        """The folders of an empty log and of a large one."""
        small, large = self.work / "small-log", self.work / "large-log"
        log_of(small, 0).close()
        log_of(large, CALLS).close()
        return small, large

    def log(self) -> Iterator[Row]:
        """Open, page, search, each against the same from SQL alone."""
        _, folder = self.logs

        def opened() -> None:
            calls = DataFolder(folder).calls
            calls.page()
            calls.close()

        def opened_bare() -> None:
            plain = Bare(folder)
            plain.page()
            plain.close()

        calls, bare = DataFolder(folder).calls, Bare(folder)
        deep = None
        for _ in range(CALLS // 100):
            deep = calls.page(after=deep).following
        if list(calls.page(after=deep).calls) != bare.page(deep):
            raise ValueError("The bare SQL gives other calls.")
        pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "open, first page": (opened, opened_bare),
            "a page in the middle": (lambda: calls.page(after=deep), lambda: bare.page(deep)),
        }
        for words in SEARCHES:
            pairs[f"search {words!r}"] = (
                lambda words=words: calls.page(search=words),  # type: ignore[misc]  # mypy cannot infer the default
                lambda words=words: bare.search(words),  # type: ignore[misc]
            )
        since = FIRST + timedelta(minutes=47 * CALLS // 2)
        pairs["the newest since a day"] = (
            lambda: calls.page(since=since),
            lambda: bare.since(since.isoformat()),
        )
        for what, (pair, plain) in pairs.items():
            took, base = least(pair, plain, times=15, clock=time.perf_counter)
            yield Row(f"log of {CALLS:,}: {what}", took * 1000, 100, "ms")
            yield Row("  against bare SQL", took / base, 2, note=f"{base * 1000:.2f} ms there")

    def adding(self) -> Iterator[Row]:
        """One more call, in an empty log and in a large one, turn by turn."""
        empty, full = (DataFolder(folder).calls for folder in self.logs)
        took: tuple[list[float], list[float]] = ([], [])
        for number in range(CALLS, CALLS + 101):
            for log, times in zip((empty, full), took, strict=True):
                times.append(timed(lambda log=log, number=number: log.add(call(number))))  # type: ignore[misc]
        base, ours = (statistics.median(times) for times in took)
        note = f"{ours * 1000:.1f} ms against {base * 1000:.1f} ms"
        yield Row(f"adding a call to {CALLS:,}, against none", ours / base, 1.25, note=note)

    def log_memory(self) -> Iterator[Row]:
        """Peak of a process that reads a whole log, against that of a hundredth of the log."""
        own_env = {**os.environ, "PYTHONPATH": str(ROOT)}
        hundredth = self.work / "hundredth"
        log_of(hundredth, CALLS // 100).close()
        peaks = []
        for folder in (hundredth, self.logs[1]):
            ran = _run([PYTHON, str(ROOT / "scripts" / "bench_log.py"), str(folder)], own_env)
            peaks.append(int(ran.split()[-1]))
        base, ours = peaks
        note = f"{ours / 1024:.0f} MB against {base / 1024:.0f} MB"
        yield Row(f"memory, reading {CALLS:,}, against a hundredth", ours / base, 1.1, note=note)


def _run(argv: list[str], env: Mapping[str, str], given: str = "") -> str:
    done = subprocess.run(argv, env=env, input=given, capture_output=True, text=True, check=True)
    return done.stdout


MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "start": Bench.start,
    "moving": Bench.moving,
    "answering": Bench.answering,
    "memory": Bench.memory,
    "hours": Bench.hours,
    "many-hours": Bench.many_hours,
    "checking": Bench.checking,
    "replay": Bench.replay,
    "log": Bench.log,
    "adding": Bench.adding,
    "log-memory": Bench.log_memory,
}


def main() -> int:
    """Print the table; 1 if a row is over its limit."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--only", nargs="+", choices=list(MEASURES), default=list(MEASURES))
    over: list[str] = []
    print(f"{'what':<48} {'measured':>10} {'limit':>9}")
    with tempfile.TemporaryDirectory(prefix="guide-bench-") as work:
        bench = Bench(Path(work))
        for name in words.parse_args().only:
            for row in MEASURES[name](bench):
                verdict = "ok" if row.measured <= row.limit else "OVER"
                if row.measured > row.limit:
                    over.append(f"{name}: {row.what.strip()}")
                measured, limit = f"{row.measured:.2f} {row.unit}", f"{row.limit:g} {row.unit}"
                print(
                    f"{row.what:<48} {measured:>10} {limit:>9}  {verdict:<4}  {row.note}".rstrip()
                )
                sys.stdout.flush()
    print(f"{len(over)} over the limit:" if over else "all within the limits", *over, sep="\n  ")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
