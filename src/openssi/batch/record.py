"""``run.json``: what a run read, what it wrote and how long it took."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openssi import __version__
from openssi.batch.clock import Lap
from openssi.batch.request import Request
from openssi.batch.staging import Staged
from openssi.batch.tally import Tally
from openssi.methodology import fingerprint


@dataclass(frozen=True, kw_only=True)
class Day:
    """What was written for one day."""

    as_of: str
    members: int
    """Members with a row in ``scores``."""
    benchmark_rows: int


@dataclass(frozen=True, kw_only=True)
class Record:
    """One run."""

    request: Request
    staged: Staged
    engine: str
    engine_version: str
    notes: tuple[str, ...]
    """What is to be said about this run beside earlier ones."""
    days: tuple[Day, ...]
    laps: tuple[Lap, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is written."""
        rules = self.request.methodology
        return {
            "versions": {"openssi": __version__, self.engine: self.engine_version},
            "engine": self.engine,
            "methodology": {
                "id": rules.id,
                "version": rules.version,
                "audience": rules.audience.label,
                "fingerprint": fingerprint(rules),
            },
            "today": str(self.request.today),
            "signals": self.request.signals,
            "rows": {table: _rows(tally) for table, tally in self.staged.tallies.items()},
            "rejects": {
                table: dict(tally.rejected)
                for table, tally in self.staged.tallies.items()
                if tally.rejected
            },
            "titles": asdict(self.staged.titles),
            "notes": list(self.notes),
            "derived_kinds": sorted(self.staged.state.derived.values()),
            "coverage": "given" if self.staged.state.has_coverage else "derived",
            "buckets": self.staged.buckets,
            "days": [asdict(day) for day in self.days],
            "stages": [asdict(lap) for lap in self.laps],
        }

    def write(self, path: Path) -> None:
        """Write it."""
        path.write_text(json.dumps(self.as_json(), indent=1) + "\n", encoding="utf-8")


def _rows(tally: Tally) -> Mapping[str, Any]:
    return {
        "read": tally.read,
        "taken": tally.taken,
        "later": tally.later,
        "ignored": dict(tally.ignored),
        "rejected": sum(tally.rejected.values()),
    }
