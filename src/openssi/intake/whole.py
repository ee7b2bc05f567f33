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
from openssi.intake.stored import Kept, kept, known, told
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
    me, own = named(how.get("me")), listed[0] if listed else None
    found = kept(how.get("workspace"), store, own, me)
    listed += [found.synced] if found.synced else []
    whole = merged(listed) if listed else None
    member = whole.member_id if whole else me or _owner(found.store)
    more = [
        *others(given, how, steps, member_id=member or SOMEBODY),
        *told(found.store, member or SOMEBODY),
    ]
    if not (listed or more):
        raise _nothing(found)
    steps("Recognising titles and companies")
    if whole is None and not how.get("all_members", False):
        member = member or only_one(more)
    together = _together(whole, more, member or SOMEBODY, found)
    return Checkup(readings=(*listed, *more), whole=with_accounts(together, accounts))


def _nothing(found: Kept) -> SourceError:
    return SourceError(
        "There is nothing to read.",
        hint="give an archive or an export, or tell something with `openssi checkin`.",
        details=found.notes,
    )


def _owner(store: Stored | None) -> str | None:
    return store.member_id if store else None


def _together(
    whole: Imported | None, more: Sequence[Imported], member: str, found: Kept
) -> Imported:
    first, *rest = (whole, *more) if whole else sorted(more, key=_says_most, reverse=True)
    together = joined([first, *rest])
    return replace(together, member_id=member, notes=(*together.notes, *found.notes))


def _says_most(one: Imported) -> tuple[bool, object, str]:
    return (one.kind not in _MOVES_NO_DAY, one.seen_to, one.source)
