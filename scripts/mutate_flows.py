"""How many small changes of the shipped flows are noticed: `make mutants`.

Each mutant is one change of one file: an option dropped, an edge that leads elsewhere, a source
removed. It is put through `guide flows check --strict`, what the example cases expect, and the
record of what they show. What nobody notices is printed, for a person to look at.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr
from io import StringIO
from itertools import islice
from pathlib import Path

from guide.bootstrap import Services
from guide.cli.flows.cases import results
from guide.core.errors import GuideError
from guide.core.flow.reach import reached
from guide.flowfile.catalog import Catalog
from guide.flowfile.folders import built_in
from guide.flowfile.whole import whole_check
from guide.local.settings import Settings
from guide.wording.texts import LANGUAGES
from scripts.flow_mutants import FIRST, OTHERS, Files, Kind, Mutant, dump, load

GOAL = 95.0
CATCHERS = ("check", "cases", "record", "nobody")


class Bench:
    """A copy of the flows in which one file after another is changed."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.folder = folder
        self.quick = quick
        shutil.copytree(built_in(), folder, dirs_exist_ok=True)
        texts = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*.yaml"))
        }
        self.texts = texts
        self.files: Files = {name: load(text) for name, text in texts.items()}
        self.whole = Catalog([folder])
        for _ in self.whole.files.reads():
            pass  # each file once, for all mutants that leave it as it is
        self.today = self.whole.center.checked
        assert quick or not self._faults(self.whole), "the flows are not sound"

    def catcher(self, mutant: Mutant) -> str:
        """Who notices a mutant: the cases, else the check, else the record of what is shown."""
        path = self.folder / mutant.file
        path.write_text(dump(mutant.make()), encoding="utf-8")
        try:
            catalog = self._catalog(path)
            noticed = self._cases(catalog, mutant.file)
            # The cases are quick; the check is asked where no case says that it is wrong.
            asked = noticed == "nobody" if self.quick else noticed != "cases"
            return "check" if asked and self._faults(catalog) else noticed
        finally:
            path.write_text(self.texts[mutant.file], encoding="utf-8")

    def _catalog(self, path: Path) -> Catalog:
        """The changed flows; what did not change need not be read again."""
        catalog = Catalog([self.folder])
        reads = self.whole.files._reads.items()  # noqa: SLF001
        catalog.files._reads = {p: r for p, r in reads if p != path}  # noqa: SLF001
        return catalog

    def _faults(self, catalog: Catalog) -> bool:
        return bool(whole_check(catalog, self.today, LANGUAGES))

    def _cases(self, catalog: Catalog, file: str) -> str:
        services = Services(Settings(zone="America/New_York"))
        services.catalog = catalog
        folder = file.rpartition("/")[0].rpartition("/")[2]
        flows = {name: catalog.flow(name) for name in catalog.flow_files}
        names = [name for name in flows if folder not in flows or folder in reached(name, flows)]
        only_recorded = False
        with redirect_stderr(StringIO()):
            try:
                for shown in results(services, names):
                    differing = [fault for fault in shown.wrong if "record" not in fault]
                    if differing:
                        return "cases"
                    only_recorded |= bool(shown.wrong)
            except GuideError:
                return "cases"
        return "record" if only_recorded else "nobody"


def mutants(files: Files, kind: Kind, count: int, chance: random.Random) -> list[Mutant]:
    """So many mutants of a kind, drawn from all that there are."""
    mutants = list(kind(files, chance))
    chance.shuffle(mutants)
    return list(islice(mutants, count))


def main() -> int:
    """Print a line for each kind, the sum, and who was noticed by nobody."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--each", type=int, default=25, help="mutants of each kind")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--kind", help="only kinds whose names hold these words")
    words.add_argument(
        "--quick", action="store_true", help="ask the check only where nobody else notices"
    )
    given = words.parse_args()
    survivors: list[tuple[str, Mutant]] = []
    sums: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder).resolve(), quick=given.quick)
        for title, kinds in (("first", FIRST), ("others", OTHERS)):
            for name, kind in kinds.items():
                if given.kind and given.kind not in name:
                    continue
                chance = random.Random(f"{given.seed} {name}")
                counted: Counter[str] = Counter()
                for mutant in mutants(bench.files, kind, given.each, chance):
                    who = bench.catcher(mutant)
                    counted[who] += 1
                    survivors += [(name, mutant)] if who == "nobody" else []
                sums.setdefault(title, Counter()).update(counted)
                print(_row(name, counted), flush=True)
    for title, counted in sums.items():
        print(_row(f"= {title}", counted))
    whole = sum(sums.values(), Counter())
    print(_row("= all", whole))
    for name, mutant in survivors:
        print(f"noticed by nobody: {name}: {mutant.file}: {mutant.what}")
    return 0 if _share(whole) >= GOAL else 1


def _share(counted: Counter[str]) -> float:
    return 100 * (1 - counted["nobody"] / max(1, counted.total()))


def _row(name: str, counted: Counter[str]) -> str:
    numbers = "  ".join(f"{who} {counted[who]:>3}" for who in CATCHERS)
    return f"{name:<36} {counted.total():>4}  {numbers}  {_share(counted):5.1f} %"


if __name__ == "__main__":
    sys.exit(main())
