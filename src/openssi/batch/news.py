"""What a run is given that earlier runs have not read, and what is to be said of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from openssi.batch import book, fingerprints, rebuilding
from openssi.batch.request import Request
from openssi.batch.sources import Source, paths_of
from openssi.batch.state import State
from openssi.engines.base import Warehouse
from openssi.errors import SourceError
from openssi.sources.event_tables import table_map


@dataclass(frozen=True, kw_only=True)
class News:
    """What there is to read."""

    state: State
    """What earlier runs kept."""
    paths: Mapping[str, tuple[Path, ...]]
    """The new files of each table that has any."""
    there: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Addresses of those that are not on this machine."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of all that was given, by its table and what it is known by."""
    map: str | None = None
    """What the map is known by."""
    skipped: int = 0
    """Files that were read before."""
    copies: int = 0
    """Files that hold what another one holds."""
    rebuilt: str = ""
    """Why all is read again."""

    def notes(
        self, session: Warehouse, sources: Mapping[str, Source], request: Request
    ) -> tuple[str, ...]:
        """Return what is to be said: files that were known, days without a run, late rows."""
        return tuple(self._said(session, sources, request))

    def _said(
        self, session: Warehouse, sources: Mapping[str, Source], request: Request
    ) -> Iterator[str]:
        if self.rebuilt:
            yield (
                f"What earlier runs kept {self.rebuilt}. All files that they read are given: it "
                "was made anew from them."
            )
        if self.copies:
            yield f"Files that hold what another one holds, and count once: {self.copies:,}."
        if self.skipped:
            yield f"{self.skipped:,} files were read before and are not read again."
        if self.state.last is not None:
            yield from _since(str(self.state.last), session, sources)
            yield from _gap(self.state, request)


def _gap(state: State, request: Request) -> Iterator[str]:
    days = (request.first - (state.last or request.first)).days
    if days > 1:
        yield (
            f"{days - 1:,} days after {state.last} were not scored; --from and --to do it, if they "
            "are wanted."
        )


def _since(last: str, session: Warehouse, sources: Mapping[str, Source]) -> Iterator[str]:
    if late := _late(session, sources, last):
        yield f"{late:,} activities are from {last} or before: they came late, and count."


def gathered(request: Request) -> News:
    """Look for what earlier runs have not read.

    Raises:
        OpenSSIError: What they kept cannot be used nor made anew, or there is nothing at all.
    """
    paths = paths_of(request.inputs)
    if request.state is not None:
        return compared(request, request.state, paths)
    blank, different = State(folder=request.local_out()), fingerprints.once(paths)
    copies = sum(map(len, paths.values())) - sum(map(len, different.values()))
    return News(state=blank, paths=different, copies=copies)


def compared(
    request: Request,
    folder: Path,
    paths: fingerprints.Paths,
    there: Mapping[str, str] = MappingProxyType({}),
) -> News:
    """Look for what is not among what earlier runs have read.

    Args:
        request: What is asked for.
        folder: Where they kept it.
        paths: The files of each table that is on this machine.
        there: Addresses of the files of the others, by table and what they are known by.

    Raises:
        OpenSSIError: What they kept cannot be used nor made anew, or there is nothing at all.
    """
    prints, map_ = fingerprints.of_all(paths), _map_known_by(request.inputs.map)
    kept, rebuilt = _kept(folder, request.engine, {*prints, *there}, map_)
    new, elsewhere = (
        fingerprints.unknown(prints, kept.files),
        fingerprints.unknown(there, kept.files),
    )
    fingerprints.check_unchanged(there, kept.files)
    tables = {*paths, *(name.partition(":")[0] for name in there)}
    if kept.is_new and {*new, *elsewhere} < tables:
        raise SourceError("A table has no file.", hint="give members, connections and activities.")
    unread = sum(map(len, (*new.values(), *elsewhere.values())))
    return News(
        state=kept,
        paths=new,
        there=elsewhere,
        files={name: path.name for name, path in prints.items()} | dict(there),
        map=map_,
        skipped=len(prints) + len(there) - unread,
        copies=sum(map(len, paths.values())) - len(prints),
        rebuilt=rebuilt,
    )


def _kept(
    folder: Path, engine: str, prints: Collection[str], map_: str | None
) -> tuple[State, str]:
    """Open what is kept; where it cannot be gone on from, begin anew, and say why."""
    try:
        return _read_with(map_, State.opened(folder, engine)), ""
    except book.BrokenStateError as broken:
        return replace(rebuilding.anew(folder, broken, prints), engine=engine), broken.why


def _read_with(map_: str | None, kept: State) -> State:
    if kept.is_new or kept.map == map_:
        return kept
    why = "was read with another --map"
    raise book.BrokenStateError(kept.folder, why, book.was_read(kept.folder))


def _map_known_by(name: str | None) -> str | None:
    """Known by its rules: comments and blanks do not matter."""
    return fingerprints.of_text(table_map(name).file.model_dump_json()) if name else None


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
