"""The account of what was read, as CSV: files, then sources, what waits, and what would be next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openssi.methodology import Methodology
from openssi.methodology.model import SignalRule
from openssi.report.csv_rows import Row, csv_rows
from openssi.report.standing import SourceRow, Standing, base_weight, standing
from openssi.sources.account import Checkup, FileAccount

TEXT = ("archive", "file", "status", "reason", "source", "kind")
COLUMNS = (
    "archive", "file", "status", "rows", "imported", "duplicates", "ignored", "rejected", "first",
    "last", "reason", "source", "kind", "signals", "base_weight",
)  # fmt: skip


def doctor_csv(checkup: Checkup, methodology: Methodology) -> str:
    """A row for each file, then one for each source, seat that waits, and source worth getting.

    The status of those is ``source``, ``waiting`` and ``next``; that of the last row is ``seen``.
    They count no rows, so that the counts of the files still sum.
    """
    rows = [*_files(checkup), *_rest(checkup, standing(checkup, methodology))]
    return csv_rows(COLUMNS, rows, text=TEXT)


def _files(checkup: Checkup) -> Iterator[Row]:
    for one in checkup.readings:
        for file in one.files:
            head: Row = {"archive": one.archive, "source": one.source, "kind": one.kind}
            yield {**head, **_file(file)}


def _file(account: FileAccount) -> Row:
    return {
        "file": account.file,
        "status": account.status,
        "rows": account.rows,
        "imported": account.imported,
        "duplicates": account.duplicates,
        "ignored": sum(account.ignored.values()),
        "rejected": len(account.rejected),
        "first": account.first.isoformat() if account.first else None,
        "last": account.last.isoformat() if account.last else None,
        "reason": account.reason,
    }


def _rest(checkup: Checkup, stands: Standing) -> Iterator[Row]:
    yield from map(_source, stands.sources)
    yield from ({"status": "waiting", "reason": name} for name in checkup.whole.waiting)
    for one in stands.next:
        told: Row = {"status": "next", "source": one.way.title, "reason": one.way.how}
        yield {**told, **_weighed(one.opens)}
    yield {"status": "seen", "base_weight": stands.seen, "reason": f"of {stands.whole:g}"}


def _source(row: SourceRow) -> Row:
    return {
        "archive": row.file,
        "status": "source",
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "source": row.source,
        "kind": row.kind,
        **_weighed(row.brought),
    }


def _weighed(rules: Sequence[SignalRule]) -> Row:
    return {"signals": len(rules), "base_weight": base_weight(rules)}
