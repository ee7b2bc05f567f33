"""The account of archives for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report.doctor import EDITIONS
from openssi.report.measurable import known, measurable
from openssi.report.standing import Further, SourceRow, base_weight, standing
from openssi.sources.account import Checkup, FileAccount, Imported
from openssi.sources.merged import age


def doctor_json(checkup: Checkup, methodology: Methodology) -> str:
    """Every file with what became of its rows; for several archives, each file says its own.

    ``archive`` is the one that saw furthest; of other sources only where there is none. Counts are
    those of the files: what several archives tell stands in each of them, and counts once in the
    score. ``sources`` says what each brought beyond those before it, ``next`` what would most.
    """
    whole, several = checkup.whole, len(checkup.readings) > 1
    told: dict[str, Any] = {"archive": _archive(_first(checkup.readings))}
    if several:
        told["archives"] = [_archive(one) for one in checkup.readings]
    seen = known(whole)
    told["member"] = _member(whole)
    told["files"] = [
        _file(account, [rule.id for rule in measurable(methodology, account.shows, seen)])
        | ({"archive": one.archive} if several else {})
        for one in checkup.readings
        for account in one.files
    ]
    told["totals"] = _totals([account for one in checkup.readings for account in one.files])
    told |= {"advisories": whole.advisories, "notes": whole.notes}
    told |= {"waiting": whole.waiting, **_standing(checkup, methodology)}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _first(readings: Sequence[Imported]) -> Imported:
    return max(readings, key=lambda one: (one.kind in EDITIONS, age(one)))


def _standing(checkup: Checkup, methodology: Methodology) -> dict[str, Any]:
    stands = standing(checkup, methodology)
    return {
        "sources": [_source(row) for row in stands.sources],
        "base_weight": {"seen": stands.seen, "of": stands.whole},
        "next": [_further(one) for one in stands.next],
    }


def _source(row: SourceRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "file": row.file,
        "kind": row.kind,
        "rows": row.rows,
        "first": row.first and row.first.isoformat(),
        "last": row.last and row.last.isoformat(),
        **_weighed(row.brought),
    }


def _further(one: Further) -> dict[str, Any]:
    told = {"source": one.way.id, "title": one.way.title, "how": one.way.how}
    return {**told, **_weighed(one.opens)}


def _weighed(rules: Sequence[SignalRule]) -> dict[str, Any]:
    return {"signals": [rule.id for rule in rules], "base_weight": base_weight(rules)}


def _archive(one: Imported) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.archive,
        "source": one.source,
        "seen_to": one.seen_to.isoformat(),
    }


def _member(one: Imported) -> dict[str, Any]:
    names = [name for name in one.tables.members["name"].to_pylist() if name]
    return {
        "id": one.member_id,
        "name": names[-1] if names else None,
        "identified_by": one.identified_by,
    }


def _file(account: FileAccount, signals: Sequence[str]) -> dict[str, Any]:
    return {
        "file": account.file,
        "status": account.status,
        **_counts([account]),
        "first": account.first and account.first.isoformat(),
        "last": account.last and account.last.isoformat(),
        "reason": account.reason,
        "ignored_reasons": dict(account.ignored),
        "rejects": [{"line": one.line, "reason": one.reason} for one in account.rejected],
        "signals": signals,
    }


def _totals(accounts: Sequence[FileAccount]) -> dict[str, Any]:
    files = {
        status: sum(one.status == status for one in accounts)
        for status in ("parsed", "ignored", "unknown")
    }
    return {"files": len(accounts), "by_status": files, **_counts(accounts)}


def _counts(accounts: Iterable[FileAccount]) -> dict[str, int]:
    counts = [
        (one.rows, one.imported, one.duplicates, sum(one.ignored.values()), len(one.rejected))
        for one in accounts
    ]
    names = ("rows", "imported", "duplicates", "ignored", "rejected")
    return {name: sum(row[place] for row in counts) for place, name in enumerate(names)}
