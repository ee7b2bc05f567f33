"""From what was given to the one import that is scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Unpack

from openssi.enrich.accounts import read as accounts_of
from openssi.errors import SourceError
from openssi.intake.enriched import with_accounts
from openssi.intake.given import How, Steps, unheard
from openssi.intake.member import SOMEBODY, named, only_one
from openssi.intake.readings import archives, others, sorted_out
from openssi.intake.stored import is_theirs, known, synced, told
from openssi.sources.account import Checkup, Imported
from openssi.sources.joined import joined
from openssi.sources.merged import merged
from openssi.workspace import Stored

_MOVES_NO_DAY = frozenset({"self_report", "official"})
"""Kinds of sources that never say what the last day is: telling is no seeing."""


def checkup(*paths: Path, steps: Steps = unheard, **how: Unpack[How]) -> Checkup:
    """Read everything that is known of a member, and keep the account of each source.

    Args:
        paths: Archives, exports and tables in any order; nothing that several tell counts twice.
        steps: Told the name of each long step.
        how: How to read them.

    Raises:
        SourceError: A path is no known source, cannot be read, or belongs to another member.
    """
    companies = how.get("accounts")
    accounts = accounts_of(companies) if companies else None
    given, store = sorted_out(paths, how), known(how.get("workspace"))
    listed = list(archives(given, how, steps))
    steps("Reading what was kept")
    fetched = synced(how.get("workspace"), store, listed[0].member_id if listed else None)
    listed += [fetched] if fetched else []
    whole = merged(listed) if listed else None
    member = whole.member_id if whole else named(how.get("me")) or _owner(store)
    more = [
        *others(given, how, steps, member_id=member or SOMEBODY),
        *told(store, member or SOMEBODY),
    ]
    steps("Recognising titles and companies")
    together = _together(whole, more, member)
    return Checkup(
        readings=(*listed, *more),
        whole=with_accounts(_of_the_store(together, store), accounts),
    )


def _owner(store: Stored | None) -> str | None:
    return store.member_id if store else None


def _together(whole: Imported | None, more: Sequence[Imported], member: str | None) -> Imported:
    if whole:
        return joined([whole, *more])
    if not more:
        raise SourceError(
            "There is nothing to read.",
            hint="give an archive or an export, or tell something with `openssi checkin`.",
        )
    first, *rest = sorted(more, key=_says_most, reverse=True)
    return replace(joined([first, *rest]), member_id=member or only_one(more))


def _says_most(one: Imported) -> tuple[bool, object, str]:
    return (one.kind not in _MOVES_NO_DAY, one.seen_to, one.source)


def _of_the_store(whole: Imported, store: Stored | None) -> Imported:
    if store is None or is_theirs(store, whole.member_id):
        return whole
    note = (
        "The store of check-ins and official readings is another member's, and was left alone; "
        "name this member's own with --workspace."
    )
    return replace(whole, notes=(*whole.notes, note))
