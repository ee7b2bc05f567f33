"""One member's rows of a day, whichever way the signals were written."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from openssi.batch.parts import buckets_of
from openssi.errors import OpenSSIError, SourceError
from openssi.population.folder import Folder
from openssi.population.lookup import MEMBER, Places, Row, past_row, rows


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What the runs stored of one member."""

    day: dt.date
    scores: Row
    """The row of the day."""
    signals: Mapping[str, Row]
    """By signal: ``status``, ``value``, ``points`` and what there is of counts."""
    past: Mapping[dt.date, Row]
    """By day, the asked one last: what is read of the scores."""


def stored(folder: Folder, member_id: str, day: dt.date, columns: Sequence[str]) -> Stored:
    """Read what is stored of a member up to a day.

    Args:
        folder: Where the results are.
        member_id: The id as it was given to the run.
        day: The day asked for.
        columns: What is wanted of the scores of the days before.

    Raises:
        OpenSSIError: The member has no scores on the day, or their signals were not written.
    """
    files = folder.files("scores", day)
    where, mine = _found(Places(member_id=member_id), files, day)
    before = [one for one in folder.days if one < day]
    with ThreadPoolExecutor(1) as meanwhile:
        signals = meanwhile.submit(_signals, folder, where, day)
        alike = _alike(where, files)
        found = {one: past_row(_of(folder, one, alike), where, columns) for one in before}
        told = signals.result()
    past = {one: row for one, row in found.items() if row is not None}
    return Stored(day=day, scores=mine, signals=told, past={**past, day: mine})


def _alike(where: Places, files: Sequence[Path]) -> str | None:
    """What the member's file is called on every day; None where its name does not tell."""
    is_told = where.is_hashed and buckets_of(files[0].name) is not None
    return next((path.name for path in where.among(files)), None) if is_told else None


def _of(folder: Folder, day: dt.date, alike: str | None) -> Sequence[Path]:
    """Files of a day that may hold the member: to look for one is less than to list them all."""
    path = folder.file("scores", day, alike) if alike else None
    return [path] if path is not None and path.exists() else folder.files("scores", day)


def _found(where: Places, files: Sequence[Path], day: dt.date) -> tuple[Places, Row]:
    """The member's scores; where names of files mislead, all of them are looked through."""
    for way in (where, replace(where, is_hashed=False)):
        row = _row(files, where=way, columns=None)
        if row is not None:
            return way, row
    raise OpenSSIError(
        f"There is no such member in the scores of {day}.",
        hint="check the id; members who opted out or were erased have none.",
    )


def _row(files: Sequence[Path], *, where: Places, columns: Sequence[str] | None) -> Row | None:
    return next(iter(rows(where.among(files), where.member_id, columns)), None)


def _signals(folder: Folder, where: Places, day: dt.date) -> dict[str, Row]:
    files = folder.files("signals", day)
    found = rows(where.among(files), where.member_id) if files else []
    are_some = folder.recorded.signals == "changed" and str(day) in folder.recorded.days
    if not found or are_some:
        which = "Only the changed signals" if are_some else "The signals"
        few = "were" if are_some else "were not"
        raise SourceError(
            f"{which} of {day} {few} written, and without all of them a score has no reasons.",
            hint=f"run `openssi batch --as-of {day}` with `--signals wide` or `--signals long`.",
        )
    if "signal" in found[0]:
        return {row["signal"]: row for row in found}
    return _narrow(found[0])


def _narrow(row: Row) -> dict[str, Row]:
    """A row a member as a row a signal: each column is named for its signal and what it holds."""
    told: dict[str, Row] = {}
    for signal, part, value in _cells(row):
        told.setdefault(signal, {})[part] = value
    return told


def _cells(row: Row) -> Iterator[tuple[str, str, object]]:
    for name, value in row.items():
        if name != MEMBER:
            signal, _, part = name.rpartition("_")
            yield signal, part, value
