"""The order of things: sources, enrichment, scoring, description, benchmarks."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Unpack

import pyarrow as pa
import pyarrow.compute as pc

from openssi import benchmarks
from openssi.describe import describe
from openssi.engines import DuckDB
from openssi.errors import OpenSSIError
from openssi.intake import How, checkup, enriched, sourced
from openssi.methodology import Methodology, default, fingerprint
from openssi.result import Change, Member, MethodologyRef, Result, build_types
from openssi.scoring.change import change as change_member
from openssi.scoring.events import job_changes
from openssi.scoring.frame import Case, Frame
from openssi.scoring.moves import Moves
from openssi.scoring.plan import run
from openssi.scoring.revision import revision
from openssi.scoring.score import WEEK, begin
from openssi.scoring.score import score as score_member
from openssi.scoring.snapshot import Snapshot
from openssi.scoring.sql import day_number
from openssi.scoring.standings import moves as moves_of
from openssi.scoring.worlds import Between
from openssi.sources.account import Imported
from openssi.tables import Tables

_FEW_ROWS = 50_000


def _nothing() -> None:
    pass


def read(*paths: Path, **how: Unpack[How]) -> Imported:
    """Read the sources of one member into the canonical tables.

    Args:
        paths: Archives, exports and tables in any order; nothing that several of them tell counts
            twice.
        how: How to read them.

    Raises:
        SourceError: What was given cannot be read, or belongs to different members.
    """
    return checkup(*paths, **how).whole


def score(
    imported: Imported,
    *,
    as_of: dt.date | None = None,
    methodology: Methodology | None = None,
    meanwhile: Callable[[], object] = _nothing,
) -> Result:
    """Score the member of what was read.

    Args:
        imported: From `read`.
        as_of: The day to score; by default the last day that the source saw.
        methodology: By default the one that ships with OpenSSI.
        meanwhile: Called while the engine is at work: what does not need the result.

    Raises:
        OpenSSIError: The day lies before everything that the source saw.
    """
    result = score_tables(
        imported.tables,
        member_id=imported.member_id,
        as_of=as_of or imported.seen_to,
        methodology=methodology or default(),
        meanwhile=meanwhile,
    )
    return _with_sources(result, imported, methodology or default())


def _with_sources(result: Result, imported: Imported, methodology: Methodology) -> Result:
    """Say where the numbers come from, and set LinkedIn's own beside them."""
    readings = [one for one in imported.official if one.member_id == imported.member_id]
    told = {
        "advisories": imported.advisories,
        "notes": _notes(imported, result.as_of),
        "signals": sourced(result.signals, methodology, imported),
        "benchmarks": (*benchmarks.official_groups(readings), *result.benchmarks),
        "official": benchmarks.official(readings, result.history, result.pillars),
    }
    return result.model_copy(update=told)


def score_tables(
    tables: Tables,
    *,
    member_id: str,
    as_of: dt.date,
    methodology: Methodology,
    meanwhile: Callable[[], object] = _nothing,
) -> Result:
    """Score one member of the canonical tables on a day."""
    _check_member(tables, member_id, as_of)
    _check_day(tables, as_of)
    frame = Frame(methodology=methodology, as_of=as_of)
    case = Case(frame=frame, tables=tables, member_id=member_id)
    between = Between.of(case, frame.today - WEEK)
    open_engine = _engine_for(tables)
    with open_engine() as engine:
        first = begin(engine, case, between)
        build_types()
        description = describe(engine, member_id, as_of, windows=methodology.windows)
        meanwhile()
        scored = score_member(engine, case, first)
        last_week = change_member(engine, open_engine, case, between)
    events = job_changes(tables, member_id, scored.history.days[0], as_of)
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
        history=scored.history.model_copy(update={"events": events}),
        change=last_week,
        description=description,
        benchmarks=(
            benchmarks.reference(scored.total, scored.pillars, shipped=methodology == default()),
        ),
    )


def change(
    imported: Imported,
    *,
    since: dt.date | None = None,
    as_of: dt.date | None = None,
    methodology: Methodology | None = None,
    earlier: Result | None = None,
) -> Change:
    """Explain how the score moved between two days.

    Args:
        imported: From `read`.
        since: The earlier day; by default that of the earlier result, or a week before the later.
        as_of: The later day; by default the last that the source saw.
        methodology: By default the one that ships with OpenSSI.
        earlier: A result of the earlier day as it was scored then; sets the revision apart.

    Raises:
        OpenSSIError: The days are not in order, nothing is known of the earlier, or the earlier
            result is another member's.
    """
    rules, until = methodology or default(), as_of or imported.seen_to
    begin = since or (earlier.as_of if earlier else until - dt.timedelta(days=WEEK))
    _check_span(imported, begin, until, earlier)
    frame = Frame(methodology=rules, as_of=until)
    case = Case(frame=frame, tables=imported.tables, member_id=imported.member_id)
    between = Between.of(case, day_number(begin))
    open_engine = _engine_for(case.tables)
    with open_engine() as engine:
        run(engine, frame, case.tables, [between.since, frame.today], between.worlds)
        told = change_member(engine, open_engine, case, between)
        then = Snapshot.read(engine, case.member_id, between.since)
    if until > imported.seen_to:
        note = f"The data end on {imported.seen_to}; what came after it is not known."
        told = told.model_copy(update={"note": " ".join(filter(None, (told.note, note)))})
    if earlier is None:
        return told
    revised = revision(earlier, told, then.pillars, _reference(rules))
    return told.model_copy(update={"revision": revised})


def moves(*, before: Methodology, after: Methodology, as_of: dt.date, members: int = 2000) -> Moves:
    """Score a fictional network under two methodologies and compare.

    Args:
        before: The methodology to compare with.
        after: The one that changes it.
        as_of: The last day of the network, which is scored.
        members: How many members it has.
    """
    from openssi.sources.synthetic.population import population  # noqa: PLC0415 - only here

    network = population(members=members, as_of=as_of)
    return moves_of(DuckDB, enriched(network), as_of, before=before, after=after)


def _engine_for(tables: Tables) -> Callable[[], DuckDB]:
    """One thread where there is little to do: handing out the work would take longer than it."""
    small = len(tables.activities) + len(tables.connections) < _FEW_ROWS
    return partial(DuckDB, threads=1 if small else None)


def _check_span(imported: Imported, begin: dt.date, until: dt.date, earlier: Result | None) -> None:
    if begin >= until:
        raise OpenSSIError(
            f"{begin} is not before {until}.", hint="give an earlier --from or a later --to."
        )
    if earlier and earlier.member.id != imported.member_id:
        raise OpenSSIError(
            "The earlier result is another member's.",
            hint="give a result of this member; if their profile address changed, name with "
            "--me the one that it has.",
        )
    if earlier and earlier.as_of != begin:
        raise OpenSSIError(
            f"The earlier result is of {earlier.as_of}, not of {begin}.",
            hint="leave --from out, or give the result of that day.",
        )
    _check_day(imported.tables, until, hint="give a later --to.")
    later = "an --earlier of a later day" if earlier else "a later --from"
    _check_day(imported.tables, begin, hint=f"give {later}.")


def _notes(imported: Imported, as_of: dt.date) -> tuple[str, ...]:
    """What a reader must know: rows that could not be used, days that nobody saw."""
    rejected = {(file.file, row) for file in imported.files for row in file.rejected}
    notes = list(imported.notes)
    if rejected:
        notes.append(
            f"{len(rejected):,} row{'s' * (len(rejected) != 1)} could not be used; "
            "`openssi doctor` names their lines and reasons."
        )
    if as_of > imported.seen_to:
        notes.append(f"The data end on {imported.seen_to}; what came after it is not known.")
    elif as_of == imported.seen_to and (later := _later(imported.tables, as_of)):
        notes.append(f"{later:,} activities are dated after {as_of} and do not count yet.")
    return tuple(notes)


def _later(tables: Tables, as_of: dt.date) -> int:
    midnight = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time())
    after = pc.greater_equal(tables.activities["occurred_at"], pa.scalar(midnight))
    return int(pc.sum(pc.cast(after, pa.int64())).as_py() or 0)


def _check_member(tables: Tables, member_id: str, as_of: dt.date) -> None:
    rows = [row for row in tables.members.to_pylist() if row["member_id"] == member_id]
    if not rows:
        raise OpenSSIError(
            "No such member in the tables.", hint="give a member_id that `members` has."
        )
    said = [
        (row["seen_on"], row["opted_out"])
        for row in rows
        if row["opted_out"] is not None and row["seen_on"] <= as_of
    ]
    if said and max(said)[1]:
        raise OpenSSIError(
            "This member has opted out and is not scored.", hint="take the row out of `members`."
        )


def _check_day(tables: Tables, as_of: dt.date, *, hint: str = "choose a later --as-of.") -> None:
    seen_from = pc.min(tables.coverage["observed_from"]).as_py()
    if seen_from is not None and as_of < seen_from:
        raise OpenSSIError(
            f"Nothing is known on {as_of}: the data begins on {seen_from}.", hint=hint
        )


def _reference(methodology: Methodology) -> MethodologyRef:
    return MethodologyRef(
        id=methodology.id,
        version=methodology.version,
        title=methodology.title,
        audience=methodology.audience.label,
        fingerprint=fingerprint(methodology),
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
