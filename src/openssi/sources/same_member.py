"""Whether readings are of one member: an address says so, and what is in them must not differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from openssi.errors import SourceError
from openssi.sources.account import Imported

_HINT: Final = "give archives of one member; if they are, name the address with --me."


def refuse_others(newest: Imported, older: Sequence[Imported]) -> None:
    """Refuse readings of different members.

    Raises:
        SourceError: The addresses differ; or the names do, and not one connection is shared.
    """
    for one in older:
        if one.member_id != newest.member_id:
            raise SourceError(
                f"{newest.archive} and {one.archive} belong to different members, or to one who "
                "changed their address.",
                hint=_HINT,
            )
        if _is_doubtful(newest, one) and _connections(newest) and _connections(one):
            raise SourceError(
                f"{newest.archive} and {one.archive} are of members of different names who have "
                "no connection in common.",
                hint="give archives of one member: --me does not make one of two people.",
            )


def doubts_of_member(newest: Imported, older: Sequence[Imported]) -> Iterator[str]:
    """Yield which readings are of another name, where nothing else tells whether it is theirs."""
    for one in older:
        if _is_doubtful(newest, one):
            yield (
                f"{one.archive} is of another name than {newest.archive}, and nothing in them says "
                "that both are of one member: leave one out if they are not."
            )


def may_be_one(one: Imported, other: Imported) -> bool:
    """Say whether two readings may be of one member, as far as their names tell."""
    return len({_name(one), _name(other)} - {""}) <= 1


def _is_doubtful(newest: Imported, one: Imported) -> bool:
    return not may_be_one(newest, one) and not _share_something(newest, one)


def _share_something(newest: Imported, one: Imported) -> bool:
    return bool(_connections(newest) & _connections(one) or _activities(newest) & _activities(one))


def _name(one: Imported) -> str:
    names = (name for name in reversed(one.tables.members["name"].to_pylist()) if name)
    folded = unicodedata.normalize("NFKC", next(names, "")).casefold()
    return " ".join(sorted(folded.split()))


def _connections(one: Imported) -> set[str]:
    """Return who is connected, hidden ones apart: their ids tell a day alone."""
    ids = one.tables.connections["connection_id"].to_pylist()
    return {key for key in ids if not key.startswith("hidden:")}


def _activities(one: Imported) -> set[str]:
    return set(one.tables.activities["activity_id"].to_pylist()) - {None}
