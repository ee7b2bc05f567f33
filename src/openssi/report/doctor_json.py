"""The account of archives for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from openssi.methodology import Methodology
from openssi.report.measurable import known, measurable
from openssi.sources.account import Checkup, FileAccount, Imported
from openssi.sources.merged import age


def doctor_json(checkup: Checkup, methodology: Methodology) -> str:
    """Every file with what became of its rows; for several archives, each file says its own.

    ``archive`` is the one that saw furthest. Counts are those of the files: what several archives
    tell stands in each of them, and counts once in the score.
    """
    whole, several = checkup.whole, len(checkup.readings) > 1
    told: dict[str, Any] = {"archive": _archive(max(checkup.readings, key=age))}
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
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


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
