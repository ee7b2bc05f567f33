"""Speed and memory from an archive to tables, and to the report: `python3 dev.py bench`.

Seconds depend on the machine and on what else runs there, so that a target missed is only shown.
What fails is a ratio of two figures of one run, and memory.
"""

from pathlib import Path

import pytest

from bench.figures import Figure, Took, archive, made, took, within

MOST_TIMES_PLAIN_CSV = 3.0
"""The reader against the standard library's CSV reader on the same bytes."""

MOST_TIMES_TWO_DAYS = 4.0
"""The score of every day of ten years against the score of two days."""

HISTORY_ADDS = 1.0
"""Seconds that every day of ten years may add to the score of two days."""

MOST_MEGABYTES = {"reader": 300, "read": 300}
"""Memory at most, on the large archive."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archives")


@pytest.fixture
def measured(benchmark, figures):
    """Measures a task once, as the benchmark's only round, and adds its row."""

    def measure(task: str, path: Path, seconds: float) -> Took:
        one: Took = benchmark.pedantic(took, args=(task, path), rounds=1)
        cold = task == "report"
        most = MOST_MEGABYTES.get(task, 400)
        wall = one.whole_wall if cold else one.wall
        figures.append(
            Figure(
                what=task.replace("_", " ") + (" (cold)" if cold else ""),
                archive=path.stem,
                wall=wall,
                cpu=one.whole_cpu if cold else one.cpu,
                peak=one.peak,
                target=f"{seconds:g} s, {most} MB",
                verdict=within(wall, seconds, one.peak, most),
            )
        )
        return one

    return measure


@pytest.mark.parametrize(("size", "seconds"), [("large", 2.0), ("ordinary", 0.5)])
@pytest.mark.parametrize("task", ["reader", "read"])
def test_an_archive_becomes_tables(measured, folder, task, size, seconds):
    one = measured(task, archive(folder, size), seconds)
    assert one.peak is None or one.peak <= MOST_MEGABYTES[task]


@pytest.mark.parametrize(
    ("task", "suffix", "seconds"),
    [("analytics", ".xlsx", 0.5), ("activities", ".csv", 0.5), ("synced", ".duckdb", 2.0)],
)
def test_another_source_adds_little(measured, folder, task, suffix, seconds):
    measured(task, made(folder, task, suffix), seconds)


@pytest.mark.parametrize(("size", "seconds"), [("large", 3.0), ("ordinary", 1.0)])
def test_an_archive_becomes_a_report_from_a_cold_start(measured, folder, size, seconds):
    measured("report", archive(folder, size), seconds)


def test_the_reader_takes_a_few_times_what_plain_csv_takes(measured, figures, folder):
    path = archive(folder, "large")
    plain = measured("plain_csv", path, 2.0)
    times = took("reader", path).cpu / plain.cpu
    figures.append(_ratio("reader / plain csv", times, MOST_TIMES_PLAIN_CSV))
    assert times <= MOST_TIMES_PLAIN_CSV


@pytest.mark.parametrize(("task", "seconds"), [("score_history", 3.0), ("score_two_days", 2.0)])
def test_a_large_archive_is_scored(measured, folder, task, seconds):
    measured(task, archive(folder, "large"), seconds)


def test_every_day_of_ten_years_costs_a_few_times_what_two_days_cost(figures, folder):
    path = archive(folder, "large")
    every, two = took("score_history", path), took("score_two_days", path)
    figures.append(
        Figure(
            what="history adds",
            archive=path.stem,
            wall=every.wall - two.wall,
            cpu=every.cpu - two.cpu,
            peak=None,
            target=f"{HISTORY_ADDS:g} s",
            verdict=within(every.wall - two.wall, HISTORY_ADDS, None, 0),
        )
    )
    times = every.cpu / two.cpu
    figures.append(_ratio("every day / two days", times, MOST_TIMES_TWO_DAYS))
    assert times <= MOST_TIMES_TWO_DAYS


def _ratio(what: str, times: float, most: float) -> Figure:
    return Figure(
        what=what,
        archive="large",
        wall=None,
        cpu=None,
        peak=None,
        target=f"at most {most:g} times",
        verdict=f"{times:.1f} times: {'met' if times <= most else 'missed'}",
    )
