"""What a usage report adds: totals shared out over days, and the official index of each seat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from openssi import tables
from openssi.errors import SourceError
from openssi.sources.account import Imported, OfficialReading
from openssi.sources.bounded import shown
from openssi.sources.linkedin_archive.dates import instant_of
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.sales_navigator.columns import KIND_OF, Columns
from openssi.sources.sales_navigator.members import (
    NAME,
    NOT_IN_ROSTER,
    member_rows,
    waiting_note,
)
from openssi.sources.sales_navigator.roster import Person, Roster
from openssi.sources.sales_navigator.shares import Total, activities, coverage_rows, shared_out
from openssi.sources.sales_navigator.sheets import HINT
from openssi.sources.sales_navigator.usage import Usage
from openssi.sources.totals import Days
from openssi.tables import Tables

REPORT: Final = "usage report"
"""The kind of an import of period totals."""

_UNCOVERED: Final = frozenset({"message_sent", "inmail_sent"})
"""A number of messages does not say to how many people: what asks for people is not seen."""

Known = tuple[Usage, Person]


def imported(
    usages: Sequence[Usage], columns: Columns, roster: Roster | None, ledger: Ledger, member_id: str
) -> Imported:
    """Return what a report gave, for every member whom the roster names."""
    if not usages:
        raise SourceError(f"{ledger.file}: no row of it can be used.", hint=HINT)
    waiting: dict[str, None] = {}
    known = list(_known(usages, roster, waiting, ledger))
    told = shared_out(list(_totals(known)), ledger.file)
    covered = {pair: days for pair, days in told.items() if pair[1] not in _UNCOVERED}
    return Imported(
        source=NAME,
        archive=ledger.file,
        kind=REPORT,
        member_id=member_id,
        tables=Tables(
            members=member_rows((person, usage.period[1]) for usage, person in known),
            connections=tables.from_rows("connections", []),
            activities=activities(told),
            coverage=tables.from_rows("coverage", list(coverage_rows(covered))),
        ),
        seen_to=max(usage.period[1] for usage in usages),
        files=(ledger.closed(tuple(_shows(columns)) if known else ()),),
        notes=(
            f"{ledger.file} was read so: {columns.told()}.",
            *waiting_note(ledger.file, len(waiting), roster),
        ),
        official=tuple(_official(known)),
        waiting=tuple(waiting),
    )


def _known(
    usages: Iterable[Usage], roster: Roster | None, waiting: dict[str, None], ledger: Ledger
) -> Iterator[Known]:
    """Yield what is told of people whom the roster names, each of them and each period once."""
    met: dict[tuple[str, Days], Usage] = {}
    for usage in usages:
        person = _person(usage, roster)
        if usage.is_empty:
            ledger.ignore("a seat of which nothing is told")
        elif person is None:
            ledger.ignore(NOT_IN_ROSTER)
            waiting[_label(usage)] = None
        elif (person.member_id, usage.period) not in met:
            met[person.member_id, usage.period] = usage
            ledger.dates(map(instant_of, usage.period))
            yield usage, person
        elif usage.says == met[person.member_id, usage.period].says:
            ledger.duplicates += 1
        else:
            ledger.reject(usage.line, "an earlier row tells other numbers of the same days")


def _person(usage: Usage, roster: Roster | None) -> Person | None:
    if roster is None:
        return None
    seat, email, profile = (usage.who.get(key, "") for key in ("seat", "email", "profile"))
    return roster.find(seat=seat, email=email, profile=profile)


def _label(usage: Usage) -> str:
    """Name a seat by all that the report tells of it, so that its holder can be looked up."""
    return ", ".join(f"{key} {shown(text)}" for key, text in usage.who.items())


def _totals(known: Iterable[Known]) -> Iterator[Total]:
    for usage, person in known:
        for kind, number in usage.counts.items():
            yield Total(person.member_id, kind, usage.period, number)


def _shows(columns: Columns) -> Iterator[str]:
    for key, kind in KIND_OF.items():
        if key in columns.places and kind not in _UNCOVERED:
            yield kind


def _official(known: Iterable[Known]) -> Iterator[OfficialReading]:
    for usage, person in known:
        if usage.total is not None:
            yield OfficialReading(
                day=usage.period[1],
                total=usage.total,
                pillars=usage.pillars,
                member_id=person.member_id,
                source="Sales Navigator's usage report",
            )
