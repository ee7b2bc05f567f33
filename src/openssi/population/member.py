"""One member of a network from what the runs stored: the same result as their own data give."""

import datetime as dt
from typing import Final

from openssi import benchmarks
from openssi.methodology import Methodology, default
from openssi.population.comparisons import comparisons
from openssi.population.day import StoredDay, stored_day
from openssi.population.folder import Folder
from openssi.population.lookup import Row
from openssi.population.past import columns, history
from openssi.population.rules import check_rules, reference
from openssi.population.stored import Stored, stored
from openssi.result import Description, Member, MethodologyRef, Pillar, Result
from openssi.scoring import shown

_NOT_STORED: Final = (
    "Read from the stored results of a network: of each signal its value, its points and the "
    "trials of rates are kept, not the deeds that they rest on. Nothing is described."
)
_DAYS: Final = "The history has the days that were stored, each as it was scored then."
_OTHER_RUN: Final = (
    "The last run into this folder scored other days, by other rules or for another audience; "
    "days of different rules do not compare."
)
NOTHING: Final = Description(
    connections=None,
    decision_makers=None,
    network_growth=(),
    kinds={},
    first_day=None,
    last_active_day=None,
)
"""What a run over a network tells beside the score."""


def member(
    folder: Folder,
    member_id: str,
    *,
    as_of: dt.date | None = None,
    methodology: Methodology | None = None,
) -> Result:
    """Return what is stored of a member as a result.

    Args:
        folder: Where the runs wrote.
        member_id: The id as it was given to them.
        as_of: The day; by default the last that is stored.
        methodology: The one that scored them; by default the one that ships with OpenSSI.

    Raises:
        OpenSSIError: There are no scores of the member on the day, or no signals, or other rules
            made them.
    """
    rules = methodology or default()
    day = folder.day(as_of)
    found = stored(folder, member_id, day, columns(rules))
    by = reference(rules)
    check_rules(folder, by, day, {found.scores["methodology"]})
    result = _result(rules, by, member_id, found)
    return result.model_copy(update={"notes": _notes(folder, by)})


def _result(rules: Methodology, by: MethodologyRef, member_id: str, found: Stored) -> Result:
    row, day = found.scores, stored_day(rules, found.scores, found.signals)
    pillars = _pillars(rules, row, day)
    published = benchmarks.reference(row["total"], pillars, shipped=rules == default())
    return Result(
        methodology=by,
        as_of=found.day,
        member=_member(member_id, row),
        total=row["total"],
        measurable=row["measurable"],
        range=shown.total_range(pillars),
        change_7d=row["change_7d"],
        pillars=pillars,
        signals=tuple(
            shown.signal(rule, day.earned[rule.id], day.scales.get(rule.pillar))
            for rule in rules.signals
        ),
        adjustments=shown.adjustments(day.scales),
        history=history(rules, found.past),
        change=None,
        description=NOTHING,
        benchmarks=(*comparisons(row), published),
    )


def _pillars(rules: Methodology, row: Row, day: StoredDay) -> tuple[Pillar, ...]:
    plain = (shown.pillar(p.id, p.title, day.scales.get(p.id)) for p in rules.pillars)
    return tuple(
        pillar.model_copy(update={"change_7d": row[f"{pillar.id}_change_7d"]}) for pillar in plain
    )


def _member(member_id: str, row: Row) -> Member:
    return Member(id=member_id, name=None, title=None, company=None, industry=row.get("industry"))


def _notes(folder: Folder, by: MethodologyRef) -> tuple[str, ...]:
    notes = (_NOT_STORED, _DAYS)
    others = folder.recorded.fingerprint != by.fingerprint
    return (*notes, _OTHER_RUN) if others else notes
