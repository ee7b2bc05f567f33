"""What is measured, each in a process of its own: `python bench/tasks.py TASK ARCHIVE`.

Prints one line of JSON: seconds of processor and wall from before the imports, the seconds of the
task alone, and the most memory that the process held.
"""

import time

DEVELOPERS = ("numpy", "pandas")
"""Packages that are not installed with OpenSSI; pyarrow imports them wherever they are."""

START = (time.perf_counter(), time.process_time())

import csv  # noqa: E402 - the clock starts before the imports
import gc  # noqa: E402
import io  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import zipfile  # noqa: E402
from collections import deque  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402


def nothing(_: Path) -> Callable[[], object]:
    """Only the imports."""
    from openssi import pipeline  # noqa: PLC0415 - measured

    return lambda: pipeline


def plain_csv(archive: Path) -> Callable[[], object]:
    """The same bytes through the standard library's reader, and nothing kept of them."""
    gc.disable()

    def work() -> None:
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                if name.endswith(".csv"):
                    text = io.TextIOWrapper(packed.open(name), "utf-8", newline="")
                    deque(csv.reader(text), maxlen=0)

    return work


def reader(archive: Path) -> Callable[[], object]:
    """The archive into the canonical tables."""
    from openssi.sources import linkedin_archive  # noqa: PLC0415 - measured

    return lambda: linkedin_archive.read(archive)


def read(archive: Path) -> Callable[[], object]:
    """The same, with titles read as well."""
    from openssi import pipeline  # noqa: PLC0415 - measured

    return lambda: pipeline.read(archive)


def report(archive: Path) -> Callable[[], object]:
    """The whole path, to the HTML report and the JSON."""
    from openssi import pipeline, report  # noqa: PLC0415 - measured
    from openssi.cli.garbage import uncollected  # noqa: PLC0415 - measured

    def meanwhile() -> None:
        report.at_hand()  # looked up no earlier: what draws pages is imported with it

    def work() -> int:
        with uncollected():
            result = pipeline.score(pipeline.read(archive), meanwhile=meanwhile)
            return len(report.html(result)) + len(report.json_text(result))

    return work


def analytics(export: Path) -> Callable[[], object]:
    """Creator analytics of 365 days into the canonical tables."""
    from openssi.sources import creator_analytics  # noqa: PLC0415 - measured

    return lambda: creator_analytics.read(export, member_id="ana-moreno")


def activities(export: Path) -> Callable[[], object]:
    """100,000 rows of Sales Navigator's activity export into the canonical tables."""
    from openssi.sources import sales_navigator  # noqa: PLC0415 - measured

    seats = sales_navigator.read_roster(export.with_name("roster.csv"))
    return lambda: sales_navigator.read(export, member_id="ana-moreno", roster=seats)


def synced(store: Path) -> Callable[[], object]:
    """A store with 100,000 messages from LinkedIn's interface into the canonical tables."""
    from openssi import workspace  # noqa: PLC0415 - measured
    from openssi.sources.linkedin_api import DuckDBStore, read  # noqa: PLC0415 - measured

    def work() -> int:
        with workspace.opened(store, read_only=True) as found:
            return read(DuckDBStore(found.connection, read_only=True)).tables.activities.num_rows

    return work


def score_history(archive: Path) -> Callable[[], object]:
    """The score of the last day and of every day before it, without the reading."""
    return _scored(archive, days=None)


def score_two_days(archive: Path) -> Callable[[], object]:
    """The score of the last day and of the day a week before, without the reading."""
    return _scored(archive, days=2)


def _scored(archive: Path, *, days: int | None) -> Callable[[], object]:
    from openssi import pipeline  # noqa: PLC0415 - measured
    from openssi.engines import DuckDB  # noqa: PLC0415 - measured
    from openssi.methodology import default  # noqa: PLC0415 - measured
    from openssi.scoring.frame import Case, Frame  # noqa: PLC0415 - measured
    from openssi.scoring.plan import run  # noqa: PLC0415 - measured
    from openssi.scoring.score import WEEK, first_day  # noqa: PLC0415 - measured

    imported = pipeline.read(archive)
    frame = Frame(methodology=default(), as_of=imported.seen_to)
    case = Case(frame=frame, tables=imported.tables, member_id=imported.member_id)
    first = first_day(case)
    ends = [frame.today - WEEK, frame.today] if days else [*range(first, frame.today + 1)]

    def work() -> None:
        with DuckDB() as engine:
            run(engine, frame, imported.tables, ends)
            engine.fetch("SELECT COUNT(*) FROM totals")

    return work


def member(out: Path) -> Callable[[], object]:
    """One member out of the stored results of a network, the program and its types being loaded."""
    from openssi import population  # noqa: PLC0415 - measured
    from openssi.methodology import default  # noqa: PLC0415 - measured
    from openssi.result.base import Model  # noqa: PLC0415 - measured

    rules, who = default(), (out / "who.txt").read_text(encoding="utf-8")
    for kind in Model.__subclasses__():
        kind.model_rebuild()

    def work() -> object:
        return population.member(population.Folder.at(out), who, methodology=rules)

    return work


TASKS = {
    task.__name__: task
    for task in (
        nothing,
        plain_csv,
        reader,
        read,
        report,
        analytics,
        activities,
        synced,
        score_history,
        score_two_days,
        member,
    )
}


def make(out: Path, what: str) -> None:
    """Write what the others read: an archive of a size, or the file of another source."""
    import made  # noqa: PLC0415 - not measured

    from openssi.sources import synthetic  # noqa: PLC0415 - not measured

    others = {"analytics": made.analytics, "activities": made.activities, "synced": made.synced}
    if what in others:
        others[what](out)
    elif what == "large":
        synthetic.write(out, years=10, connections=30_000, messages=200_000, end=made.END)
    else:
        synthetic.write(out, years=8, end=made.END)


def peak_megabytes() -> float | None:
    """Return the most memory that this process held, where the system tells."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(task: str, archive: Path) -> None:
    """Carry out one task, as in an installation of OpenSSI alone, and print what it took."""
    sys.modules.update(dict.fromkeys(DEVELOPERS))
    work = TASKS[task](archive)
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    took = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "whole_wall": time.perf_counter() - START[0],
        "whole_cpu": time.process_time() - START[1],
        "peak": peak_megabytes(),
    }
    print(json.dumps(took))  # noqa: T201 - read by the process that started this one


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), sys.argv[3])
    else:
        main(sys.argv[1], Path(sys.argv[2]))
