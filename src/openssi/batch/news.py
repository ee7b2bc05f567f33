"""What a run is given that earlier runs have not read, and what is to be said of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openssi.batch import state
from openssi.batch.request import Request
from openssi.batch.sources import Source, paths_of
from openssi.batch.state import State
from openssi.engines.base import Warehouse
from openssi.errors import SourceError


@dataclass(frozen=True, kw_only=True)
class News:
    """What there is to read."""

    state: State
    """What earlier runs kept."""
    paths: Mapping[str, tuple[Path, ...]]
    """The new files of each table that has any."""
    files: frozenset[str]
    """Fingerprints of all that was given."""
    skipped: int
    """Files that were read before."""

    def notes(
        self, session: Warehouse, sources: Mapping[str, Source], request: Request
    ) -> tuple[str, ...]:
        """Return what is to be said: files that were known, days without a run, late rows."""
        return tuple(self._said(session, sources, request))

    def _said(
        self, session: Warehouse, sources: Mapping[str, Source], request: Request
    ) -> Iterator[str]:
        if self.skipped:
            yield f"{self.skipped:,} files were read before and are not read again."
        last = self.state.last
        if last is None:
            return
        days = (request.first - last).days
        if days > 1:
            yield (
                f"{days - 1:,} days after {last} were not scored; --from and --to do it, if they "
                "are wanted."
            )
        if late := _late(session, sources, str(last)):
            yield f"{late:,} activities are from {last} or before: they came late, and count."


def gathered(request: Request) -> News:
    """Look for what earlier runs have not read.

    Raises:
        OpenSSIError: What they kept cannot be used, or there is nothing at all.
    """
    paths = paths_of(request.inputs)
    if request.state is None:
        blank = State(folder=request.local_out())
        return News(state=blank, paths=paths, files=frozenset(), skipped=0)
    kept = State.opened(request.state, request.engine)
    new, prints = state.unread(paths, kept)
    if kept.is_new and len(new) < len(paths):
        raise SourceError("A table has no file.", hint="give members, connections and activities.")
    given = sum(map(len, paths.values()))
    return News(
        state=kept,
        paths=new,
        files=frozenset(prints),
        skipped=given - sum(map(len, new.values())),
    )


def _late(session: Warehouse, sources: Mapping[str, Source], last: str) -> int:
    if "activities" not in sources:
        return 0
    rows = sources["activities"].rows
    return int(
        session.row(
            f"SELECT COUNT(*) AS n FROM ({rows}) WHERE fault IS NULL "
            f"AND CAST(occurred_at AS DATE) <= DATE '{last}'"
        )["n"]
    )
