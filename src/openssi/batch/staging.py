"""The input, cleaned and divided into buckets of members: each bucket is scored on its own.

Members are divided by their numbers, not by ranges of activity, which is skewed. What is known of
other people, and what everyone's coverage is, is kept whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openssi.batch import cleaned, deeds_staged, members_staged, mirrored
from openssi.batch.request import Request
from openssi.batch.sources import Source
from openssi.batch.state import State
from openssi.batch.tally import AGAIN, Tally, set_aside, tally
from openssi.batch.titles import Titles, filled
from openssi.engines.on_disk import Session, files

_ACTIVITIES_A_BUCKET: Final = 4_000_000
_LINKS_A_BUCKET: Final = 4_000_000
_MEMBERS_A_BUCKET: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class Staged:
    """The input, ready to be scored."""

    folder: Path
    """What was read now."""
    state: State
    """What earlier runs had kept, and what there is now to keep, but for the folder."""
    tallies: Mapping[str, Tally]
    titles: Titles
    """How far titles were understood."""

    @property
    def buckets(self) -> int:
        """How many there are."""
        return self.state.buckets or 1

    def parts(self, table: str, bucket: int | None = None) -> list[Path]:
        """Return the files of a table, of one bucket or of all.

        Members stand there whole, as they are known now; the others were added to.
        """
        name = "*" if bucket is None else str(bucket)
        earlier = () if table == "members" else self.state.folders
        folders = dict.fromkeys((*earlier, self.folder))
        return sorted(
            path for folder in folders for path in (folder / table).glob(f"bucket={name}/*.parquet")
        )


def stage(
    session: Session,
    sources: Mapping[str, Source],
    request: Request,
    folder: Path,
    state: State,
) -> Staged:
    """Count, clean and divide the input.

    Args:
        session: Where it is read; ``told``, ``numbers`` and ``roster`` are left there for all
            sessions.
        sources: The tables that there is something new of.
        request: What was asked for.
        folder: Where the buckets go.
        state: What earlier runs kept.

    Raises:
        OpenSSIError: A table has no row that can be used, or contradicts ``--mirrored``, or what
            was decided for earlier ones.
    """
    tallies = {table: tally(session, source, request.last) for table, source in sources.items()}
    for table, counts in tallies.items():
        if counts.rejected:
            set_aside(session, sources[table], folder / "rejects" / f"{table}.parquet")
    sources, read = filled(session, sources)
    ahead = looked_ahead(request, tallies, sources, state)
    if sources:
        again = members_staged.stage(session, sources, folder, ahead, keeps=request.keeps)
        tallies = with_repeated(tallies, again)
        if "connections" in sources:
            deeds_staged.connections(session, sources["connections"], folder, request)
        if "activities" in sources:
            deeds_staged.activities(session, sources["activities"], folder, request, ahead)
        if "coverage" in sources:
            deeds_staged.coverage(session, sources["coverage"], folder)
    else:
        folder = state.folders[-1]
        members_staged.known(session, folder)
    staged = Staged(folder=folder, state=ahead, tallies=tallies, titles=read)
    if ahead.has_coverage:
        deeds_staged.share_coverage(session, (*state.folders, folder), ahead.derived)
    else:
        _occurring(session, staged)
    return staged


def looked_ahead(
    request: Request, tallies: Mapping[str, Tally], sources: Mapping[str, Source], state: State
) -> State:
    """Return what a state is with the new rows, but for their folder.

    Args:
        request: What was asked for.
        tallies: What the new tables hold.
        sources: The tables that there is something new of.
        state: What earlier runs kept.

    Raises:
        OpenSSIError: They contradict ``--mirrored``, or what was decided for earlier ones.
    """
    kinds = tallies["activities"].kinds if "activities" in tallies else ()
    derived = mirrored.derived(
        kinds, mirrored=request.inputs.mirrored, kept=state.derived, before=state.kinds
    )
    members, links = sources.get("members"), sources.get("connections")
    coverage = tallies.get("coverage")
    return replace(
        state,
        buckets=state.buckets or _buckets(tallies),
        derived=derived,
        kinds=tuple(sorted({*state.kinds, *kinds})),
        peer_groups=_both(state.peer_groups, members_staged.peer_groups(members)),
        told_of_links=_both(state.told_of_links, deeds_staged.told_of_links(links)),
        has_integer_ids=(members is None or members.has_integer_ids)
        and (state.is_new or state.has_integer_ids),
        has_coverage=state.has_coverage or (coverage is not None and coverage.taken > 0),
        are_objects_hashed=state.are_objects_hashed
        if not state.is_new
        else "activities" in sources and "activity_id" not in sources["activities"].origins,
    )


def _both(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *now)))


def _buckets(tallies: Mapping[str, Tally]) -> int:
    sizes = (
        tallies["activities"].read / _ACTIVITIES_A_BUCKET,
        2 * tallies["connections"].read / _LINKS_A_BUCKET,
        tallies["members"].read / _MEMBERS_A_BUCKET,
    )
    return max(1, round(max(sizes)))


def with_repeated(tallies: Mapping[str, Tally], again: int) -> dict[str, Tally]:
    """Return the counts with some rows of members as rejected: they told a day again."""
    if not again or "members" not in tallies:
        return dict(tallies)
    counts = tallies["members"]
    told = replace(counts, taken=counts.taken - again, rejected={**counts.rejected, AGAIN: again})
    return {**tallies, "members": told}


def _occurring(session: Session, staged: Staged) -> None:
    """Keep the first day of each kind that occurs: where no coverage is given, it says all."""
    rows = [
        files(parts) if (parts := staged.parts(table)) else None
        for table in ("activities", "connections")
    ]
    session.share("occurring", cleaned.occurring(*rows))
