"""Several archives of one member: those that tell a name alone, beside one that has an address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from openssi.sources.account import Imported
from openssi.sources.linkedin_archive.people import NAME_PREFIX
from openssi.sources.linkedin_archive.reader import read
from openssi.sources.linkedin_archive.urls import USUAL, name_key


def read_all(
    paths: Sequence[Path],
    *,
    me: str | None = None,
    allow_resaved: bool = False,
    begun: Callable[[Path], object] | None = None,
) -> list[Imported]:
    """Read archives as `read` does, each with the address that one of them has.

    Ids hold the member's own: an archive that tells only their name is read again, with the address
    of the archive that bears the same name.

    Args:
        paths: The archives.
        me: The member's own profile address.
        allow_resaved: Accept files that were saved by a spreadsheet program.
        begun: Told each path as its reading begins.
    """
    readings = []
    for path in paths:
        if begun is not None:
            begun(path)
        readings.append(read(path, me=me, allow_resaved=allow_resaved))
    addressed = _addressed(readings)
    return [
        _with_address(path, one, addressed, allow_resaved=allow_resaved)
        for path, one in zip(paths, readings, strict=True)
    ]


def _with_address(
    path: Path, one: Imported, addressed: dict[str, Imported], *, allow_resaved: bool
) -> Imported:
    namesake = addressed.get(one.member_id)
    if namesake is None:
        return one
    again = read(path, me=f"{USUAL}{namesake.member_id}", allow_resaved=allow_resaved)
    note = (
        f"{one.archive} tells a name and no address: it was taken for the member's own because "
        f"{namesake.archive} bears the same name. Leave one of them out if they are two people."
    )
    found_by = f"the name, which is the same as in {namesake.archive}"
    return replace(again, identified_by=found_by, notes=(*again.notes, note))


def _addressed(readings: Sequence[Imported]) -> dict[str, Imported]:
    """Return readings with an address by the id that their name would make, where it is one."""
    found: defaultdict[str, dict[str, Imported]] = defaultdict(dict)
    for one in readings:
        names = [name for name in one.tables.members["name"].to_pylist() if name]
        if names and not one.member_id.startswith(NAME_PREFIX):
            found[NAME_PREFIX + name_key(names[-1])][one.member_id] = one
    return {key: next(iter(ones.values())) for key, ones in found.items() if len(ones) == 1}
