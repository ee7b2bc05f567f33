"""What several archives together leave to be done, and what they do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from openssi.sources.account import Imported
from openssi.sources.merged_connections import lost_connections

_WORDS: Final = {
    "post_published": "posts",
    "comment_made": "comments",
    "reaction_given": "reactions",
    "search_performed": "searches",
}
"""What only a Complete archive shows, and who reads of it should know."""


def advisories(ordered: Sequence[Imported]) -> tuple[str, ...]:
    """Return what is still to be done: what a Basic archive asks for, a Complete one settles.

    Args:
        ordered: The archives, newest first.
    """
    newest = ordered[0]
    complete = next((one for one in ordered if one.kind == "complete"), None)
    if complete is None:
        return once(advice for one in ordered for advice in one.advisories)
    missed = [word for kind, word in _WORDS.items() if kind in _kinds(complete) - _kinds(newest)]
    if complete is newest or not missed:
        return ()
    advice = (
        f"{newest.archive} is a Basic archive: {_listed(missed)} are known up to "
        f"{complete.seen_to} alone, the day of {complete.archive}. For what came since, ask "
        "LinkedIn for the larger archive again, and wait for the second mail."
    )
    return (advice,)


def unsure(ordered: Sequence[Imported]) -> Iterator[str]:
    """Say which newer archives do not tell who left."""
    for one in ordered[:-1]:
        if rows := lost_connections(one):
            yield (
                f"{one.archive}: {rows:,} row{'s' * (rows != 1)} of its connections could not be "
                "read, so that nobody counts as gone for being missing there."
            )


def once(lines: Iterable[str]) -> tuple[str, ...]:
    """Return each line once, in the order in which they come."""
    return tuple(dict.fromkeys(lines))


def _kinds(one: Imported) -> set[str]:
    return set(one.tables.coverage["kind"].to_pylist())


def _listed(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
