"""The order of things: sources, enrichment, scoring, description, benchmarks."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc

from openssi import benchmarks, enrich
from openssi.describe import describe
from openssi.engines import DuckDB
from openssi.errors import OpenSSIError
from openssi.methodology import Methodology, default
from openssi.result import Member, MethodologyRef, Result
from openssi.scoring.frame import Frame
from openssi.scoring.score import score as score_member
from openssi.sources import linkedin_archive
from openssi.sources.account import Imported
from openssi.tables import Tables


def read(path: Path, *, me: str | None = None, allow_resaved: bool = False) -> Imported:
    """Read a LinkedIn data archive into the canonical tables.

    Args:
        path: A ZIP, a tar or a folder.
        me: The member's own profile address, where the archive leaves it open.
        allow_resaved: Accept files that a spreadsheet program saved again.

    Raises:
        SourceError: What was given cannot be read as an archive.
    """
    imported = linkedin_archive.read(path, me=me, allow_resaved=allow_resaved)
    return replace(imported, tables=enriched(imported.tables))


def enriched(tables: Tables) -> Tables:
    """Fill what titles and company names tell, where the tables leave it open."""
    return replace(
        tables,
        members=enrich.members(tables.members),
        connections=enrich.connections(tables.connections),
    )


def score(
    imported: Imported, *, as_of: dt.date | None = None, methodology: Methodology | None = None
) -> Result:
    """Score the member of what was read.

    Args:
        imported: From `read`.
        as_of: The day to score; by default the last day that the source saw.
        methodology: By default the one that ships with OpenSSI.

    Raises:
        OpenSSIError: The day lies before everything that the source saw.
    """
    return score_tables(
        imported.tables,
        member_id=imported.member_id,
        as_of=as_of or imported.seen_to,
        methodology=methodology or default(),
        notes=imported.notes,
    )


def score_tables(
    tables: Tables,
    *,
    member_id: str,
    as_of: dt.date,
    methodology: Methodology,
    notes: tuple[str, ...] = (),
) -> Result:
    """Score one member of the canonical tables on a day."""
    _check_day(tables, as_of)
    frame = Frame(methodology=methodology, as_of=as_of)
    with DuckDB() as engine:
        scored = score_member(engine, frame, tables, member_id)
        description = describe(engine, member_id, as_of)
    return Result(
        methodology=_reference(methodology),
        as_of=as_of,
        member=_member(tables, member_id, as_of),
        total=scored.total,
        measurable=scored.measurable,
        range=scored.range,
        change_7d=scored.change_7d,
        pillars=scored.pillars,
        signals=scored.signals,
        adjustments=scored.adjustments,
        history=scored.history,
        description=description,
        benchmarks=(benchmarks.reference(scored.total, scored.pillars),),
        notes=notes,
    )


def _check_day(tables: Tables, as_of: dt.date) -> None:
    seen_from = pc.min(tables.coverage["observed_from"]).as_py()
    if seen_from is not None and as_of < seen_from:
        raise OpenSSIError(
            f"Nothing is known on {as_of}: the data begins on {seen_from}.",
            hint="choose a later --as-of.",
        )


def _reference(methodology: Methodology) -> MethodologyRef:
    return MethodologyRef(
        id=methodology.id,
        version=methodology.version,
        title=methodology.title,
        audience=methodology.audience.label,
    )


def _member(tables: Tables, member_id: str, as_of: dt.date) -> Member:
    """What is known of the member on the day: the latest value, else the earliest later one."""
    rows = sorted(
        (row for row in tables.members.to_pylist() if row["member_id"] == member_id),
        key=lambda row: (row["seen_on"] > as_of, abs(row["seen_on"] - as_of)),
    )
    known = {
        name: next((row[name] for row in rows if row[name] is not None), None)
        for name in ("name", "title", "company", "industry")
    }
    return Member(id=member_id, **known)
