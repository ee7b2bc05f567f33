"""From check-ins to the canonical tables; everything in them is marked as self-reported."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from openssi import tables
from openssi.sources.account import FileAccount, Imported
from openssi.sources.self_report.answers import CheckIn
from openssi.sources.self_report.questions import MONTH, OF_THE_SEAT, QUESTIONS, SEAT, Question
from openssi.sources.totals import daily, days_of
from openssi.tables import AUDIENCE_MEMBER, Tables

NAME: Final = "Check-in"
"""What this source is called."""

_STATUS: Final = "self_reported"

_Row = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class _Total:
    """How much of a kind there was over some days."""

    kind: str
    toward: str | None
    quantity: int
    days: Sequence[dt.date]


def read(checkins: Sequence[CheckIn], *, member_id: str) -> Imported:
    """Read what a member told into the canonical tables.

    Where two check-ins tell of the same days, the later one is believed.

    Args:
        checkins: One at least, in any order.
        member_id: Who told it.
    """
    newest_first = sorted(checkins, key=lambda one: (one.day, one.number), reverse=True)
    last = newest_first[0].day
    return Imported(
        source=NAME,
        kind="self_report",
        member_id=member_id,
        identified_by="the check-in",
        tables=Tables(
            members=tables.from_rows("members", _members(newest_first, member_id)),
            connections=tables.from_rows("connections", []),
            activities=tables.from_rows("activities", list(_deeds(newest_first, member_id))),
            coverage=tables.from_rows("coverage", list(_coverage(newest_first, member_id))),
        ),
        seen_to=last,
        files=tuple(_account(one) for one in newest_first),
    )


def _answered(one: CheckIn) -> Iterator[tuple[Question, int]]:
    for question in QUESTIONS:
        if question.id in one.answers:
            yield question, one.answers[question.id]


def _members(checkins: Sequence[CheckIn], member_id: str) -> list[_Row]:
    days: dict[dt.date, _Row] = {}
    for one in reversed(checkins):
        row = days.setdefault(one.day, {"member_id": member_id, "seen_on": one.day})
        for question, told in _answered(one):
            if question.fact:
                row[question.fact] = bool(told) if question.is_flag else told
    return [row for row in days.values() if len(row) > len(("member_id", "seen_on"))]


def _deeds(checkins: Sequence[CheckIn], member_id: str) -> Iterator[_Row]:
    """Yield a row a day; a day that a later check-in told of is not told again, were it nothing."""
    claimed: set[tuple[str, str | None, dt.date]] = set()
    for total in (*_totals(checkins), *_followers_gained(checkins)):
        mine = [day for day in total.days if (total.kind, total.toward, day) not in claimed]
        claimed |= {(total.kind, total.toward, day) for day in mine}
        a_day = total.quantity / len(total.days)
        for day in mine if a_day > 0 or total.toward else ():
            yield daily(total.kind, a_day, day, member_id=member_id, counterpart_id=total.toward)


def _totals(checkins: Sequence[CheckIn]) -> Iterator[_Total]:
    for one in checkins:
        prospects = one.answers.get(f"prospects_viewed_{MONTH}d", 0)
        for question, told in _answered(one):
            if question.kind:
                others = prospects if question.id == f"profiles_viewed_{MONTH}d" else 0
                yield _Total(
                    kind=question.kind,
                    toward=AUDIENCE_MEMBER if question.prospects else None,
                    quantity=told - others,
                    days=days_of(one.day - dt.timedelta(question.days - 1), one.day),
                )


def _followers_gained(checkins: Sequence[CheckIn]) -> Iterator[_Total]:
    for days, gained in _growth(checkins):
        yield _Total(kind="follower_gained", toward=None, quantity=gained, days=days_of(*days))


def _growth(checkins: Sequence[CheckIn]) -> Iterator[tuple[tuple[dt.date, dt.date], int]]:
    """Yield how many followers came between two check-ins that both tell their number."""
    told = {
        one.day: one.answers["followers"]
        for one in reversed(checkins)
        if "followers" in one.answers
    }
    for (earlier, before), (later, now) in pairwise(sorted(told.items())):
        yield (earlier + dt.timedelta(1), later), max(0, now - before)


def _coverage(checkins: Sequence[CheckIn], member_id: str) -> Iterator[_Row]:
    for kind, first, last in dict.fromkeys(_seen(checkins)):
        yield {
            "member_id": member_id,
            "kind": kind,
            "observed_from": first,
            "observed_to": last,
            "status": _STATUS,
        }


def _seen(checkins: Sequence[CheckIn]) -> Iterator[tuple[str, dt.date, dt.date]]:
    for one in checkins:
        for question, _ in _answered(one):
            if question.kind and not question.prospects:
                yield question.kind, one.day - dt.timedelta(question.days - 1), one.day
            elif question.fact:
                yield question.fact, one.day, one.day
        if one.answers.get(SEAT.id) == 0:
            for kind in OF_THE_SEAT:
                yield kind, one.day - dt.timedelta(MONTH - 1), one.day
    for (first, last), _ in _growth(checkins):
        yield "follower_gained", first, last


def _account(one: CheckIn) -> FileAccount:
    shows = tuple(q.fact or q.kind for q, _ in _answered(one) if q.fact or q.kind)
    return FileAccount(
        file=f"check-in {one.number}",
        status="parsed",
        rows=len(one.answers),
        imported=len(one.answers),
        first=one.day,
        last=one.day,
        shows=tuple(dict.fromkeys(shows)),
    )
