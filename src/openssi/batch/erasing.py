"""Take members out of everything that runs wrote and kept."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openssi.batch import members_staged, swap
from openssi.batch.erasing_rows import from_rows
from openssi.batch.rewriting import rewritten, without
from openssi.batch.state import State
from openssi.engines.on_disk import Limits, OnDisk, Session, files
from openssi.errors import SourceError
from openssi.scoring.sql import text

_PEOPLE: Final = ("member_id", "connection_id", "counterpart_id")
_WRITTEN: Final = ("signals", "rejects", "scores")
"""In the order in which they are rewritten: as long as scores hold somebody, it is not done."""

_ORDER: Final = {"scores": "member_id", "signals": "member_id"}


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What was taken out."""

    rows: int
    """Rows of results and of what is kept."""
    dates: tuple[str, ...]
    """Days of whose results rows were taken out."""


def erase(members: Sequence[str], out: Path, state: Path | None) -> Erased:
    """Take members out of the results of every day, and out of what is kept for the next run.

    What others did with them stays, with somebody who has no name. Averages that they were part of
    stay as they were. Who comes again in a later file is a new member.

    Args:
        members: Their ids.
        out: Folder of the results.
        state: What runs keep; None where nothing is kept.

    Raises:
        OpenSSIError: Another run is at work, or something cannot be read or written.
    """
    folders = [out.resolve(), *([state.resolve()] if state else [])]
    listed = ", ".join(map(text, members))
    if not (folders[0] / "scores").is_dir():
        raise SourceError(
            f"{out}: no results of a run are there.",
            hint="name the folder that `openssi batch` wrote with --out.",
        )
    with (
        swap.staging(folders[0]) as aside,
        swap.alone(folders[-1]),
        OnDisk(reads=[], folders=[aside, *folders], limits=Limits()) as database,
        database.session() as session,
    ):
        kept = State.opened(folders[1]) if state else None
        session.create("erased", f"SELECT UNNEST([{listed}]) AS member_id")
        found = dict(from_results(session, folders[0]))
        unkept = _from_state(session, kept) if kept else 0
    dates = sorted({path.parent.name.removeprefix("date=") for path in found})
    return Erased(rows=sum(found.values()) + unkept, dates=tuple(dates))


def from_results(session: Session, out: Path) -> Iterator[tuple[Path, int]]:
    """Rewrite each file of results that holds somebody of ``erased``; yield it and how many rows.

    Args:
        session: May read and write below the folder; ``erased`` holds ``member_id``.
        out: Folder of the results.
    """
    for table in _WRITTEN:
        for path in sorted((out / table).glob("date=*/*.parquet")):
            columns = session.fetch(f"SELECT * FROM {files([path])} LIMIT 0").column_names
            ids = [name for name in _PEOPLE if name in columns]
            is_theirs = " OR ".join(
                f"COALESCE(CAST({name} AS VARCHAR) IN (SELECT member_id FROM erased), FALSE)"
                for name in ids
            )
            if ids and (rows := without(session, path, is_theirs, order=_ORDER.get(table))):
                yield path, rows


def who_left(session: Session, out: Path, first: dt.date) -> None:
    """Take who stands in ``erased`` out of the results of earlier days, where they still are.

    Args:
        session: May read and write below the folder; ``erased`` holds ``member_id``.
        out: Folder of the results.
        first: First of the days that were scored without them.
    """
    if newly_out(session, out, str(first)):
        for _ in from_results(session, out):
            pass


def newly_out(session: Session, out: Path, before: str) -> bool:
    """Whether somebody of ``erased`` stands in the newest results before a day."""
    dates = sorted(path for path in (out / "scores").glob("date=*") if path.name < f"date={before}")
    newest = sorted(dates[-1].glob("*.parquet")) if dates else []
    if not newest:
        return False
    row = session.row(
        f"SELECT COUNT(*) AS n FROM {files(newest)} "
        "WHERE CAST(member_id AS VARCHAR) IN (SELECT member_id FROM erased)"
    )
    return bool(row["n"])


def _from_state(session: Session, state: State) -> int:
    """Take them out of what is kept; their names last, so that a run that was stopped goes on."""
    if state.engine == "spark":
        return from_rows(session, state)
    if state.is_new:
        return 0
    state = replace(state, has_erased=True)
    state.written(is_whole=False)  # files change now: a run that is stopped must not miss the old
    session.create(
        "gone",
        f"SELECT number, bucket FROM {files([state.folders[-1] / members_staged.NUMBERS])} "
        "WHERE member_id IN (SELECT member_id FROM erased)",
    )
    theirs = "COALESCE(member_id IN (SELECT number FROM gone), FALSE)"
    rows = sum(without(session, path, theirs) for path in _parts(session, state))
    named = "COALESCE(member_id IN (SELECT member_id FROM erased), FALSE)"
    for folder in state.folders:
        for name in (members_staged.TOLD, "coverage.parquet", "rejects"):
            for path in _files(folder / name):
                rows += without(session, path, named)
    nameless = "CASE WHEN number IN (SELECT number FROM gone) THEN 'erased:' || number"
    rewritten(
        session,
        state.folders[-1] / members_staged.NUMBERS,
        f"SELECT * REPLACE ({nameless} ELSE member_id END AS member_id) FROM {{}}",
    )
    state.written()
    return rows


def _parts(session: Session, state: State) -> Iterator[Path]:
    buckets = session.fetch("SELECT DISTINCT bucket FROM gone")["bucket"].to_pylist()
    for folder in state.folders:
        for table in ("members", "connections", "activities"):
            for bucket in buckets:
                yield from _files(folder / table / f"bucket={bucket}")


def _files(path: Path) -> Iterable[Path]:
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path] if path.exists() else []
