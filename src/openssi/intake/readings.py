"""Each source that was given, read by the room that knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openssi.errors import SourceError
from openssi.intake.given import How, Steps
from openssi.sources import linkedin_archive
from openssi.sources.account import Imported
from openssi.sources.recognise import Source, recognised

LAST = (Source.analytics, Source.seats, Source.mastodon, Source.official)
"""Sources that need to be told whose they are, in the order in which they are read."""


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What was given, by source."""

    paths: Mapping[Source, Sequence[Path]]
    tables: Sequence[Path]
    """Tables that a map explains."""


def sorted_out(paths: Sequence[Path], how: How) -> Sorted:
    """Tell what each path is; with a map, what is not known otherwise is a table.

    Raises:
        SourceError: A path is nothing that is known.
    """
    found: dict[Source, list[Path]] = {source: [] for source in Source}
    mapped: list[Path] = []
    for path in paths:
        source = recognised(path, mapped=how.get("map") is not None, columns=how.get("columns"))
        (mapped if source is None else found[source]).append(path)
    return Sorted(paths=found, tables=mapped)


def archives(given: Sorted, how: How, steps: Steps) -> Sequence[Imported]:
    """Read the archives: they say whose they are."""
    return linkedin_archive.read_all(
        given.paths[Source.archive],
        me=how.get("me"),
        allow_resaved=how.get("allow_resaved", False),
        begun=lambda path: steps(f"Reading {path.name}"),
    )


def others(given: Sorted, how: How, steps: Steps, *, member_id: str) -> Iterator[Imported]:
    """Read everything else, which may have to be told whose it is."""
    for source in LAST:
        for path in given.paths[source]:
            steps(f"Reading {path.name}")
            yield _read(source, path, given, how, member_id)
    for path in given.tables:
        steps(f"Reading {path.name}")
        yield _mapped(path, how, member_id)


def _read(source: Source, path: Path, given: Sorted, how: How, member_id: str) -> Imported:
    match source:
        case Source.analytics:
            from openssi.sources import creator_analytics  # noqa: PLC0415 - only where there is one

            return creator_analytics.read(path, member_id=member_id)
        case Source.mastodon:
            from openssi.sources import mastodon_archive  # noqa: PLC0415 - only where there is one

            return replace(mastodon_archive.read(path, member_id=member_id), elsewhere=True)
        case Source.official:
            from openssi.sources import official_ssi  # noqa: PLC0415 - only where there is one

            return official_ssi.read(path, member_id=member_id)
        case _:
            return _seats(path, given.paths[Source.roster], how, member_id)


def _seats(path: Path, rosters: Sequence[Path], how: How, member_id: str) -> Imported:
    from openssi.sources import sales_navigator  # noqa: PLC0415 - only where there is one

    if len(rosters) > 1:
        names = " and ".join(path.name for path in rosters)
        raise SourceError(f"{names}: two rosters.", hint="put all seats into one.")
    roster = sales_navigator.read_roster(rosters[0]) if rosters else None
    found = sales_navigator.read(
        path, member_id=member_id, roster=roster, columns=how.get("columns")
    )
    return found if roster is None else replace(found, files=(*found.files, roster.account))


def _mapped(path: Path, how: How, member_id: str) -> Imported:
    from openssi.sources import event_tables  # noqa: PLC0415 - only where there is one

    found = event_tables.read(
        path, member_id=member_id, map=how.get("map") or "", today=how.get("today")
    )
    return replace(found, elsewhere=True)
