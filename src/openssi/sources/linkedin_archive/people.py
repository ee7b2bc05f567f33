"""Who is who: the member's own addresses, and the address behind a name.

Archives do not state the member's own address. Old files give names where newer ones give
addresses; a name that belongs to one address everywhere in the archive stands for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from openssi.errors import SourceError
from openssi.sources.linkedin_archive.urls import name_key, slug_of

NAME_PREFIX = "name:"
"""Ids of people of whom the archive knows no address."""

BY_HAND = "the address given with --me"
"""How an address was found that the user gave."""

_SETTLE = "If another one is yours, give it with --me https://www.linkedin.com/in/your-name."

NOBODY = "linkedin member"
"""The name that all who left, or hide, have in common."""


@dataclass(frozen=True, kw_only=True)
class Me:
    """The member whose archive it is."""

    member_id: str
    """The address most in use, or the name where there is none."""
    slugs: frozenset[str]
    """Every address that was the member's own."""
    name_key: str
    """The name as names are compared."""
    found_by: str
    """How the address was found, in words."""
    doubt: str = ""
    """What the member should know where another address would do as well."""


class People:
    """Addresses by name."""

    def __init__(self) -> None:
        self._slugs: dict[str, str] = {}
        self._shared: set[str] = set()

    def learn(self, name: str, slug: str) -> None:
        """Take note that a name goes with an address."""
        if slug and name != NOBODY and self._slugs.setdefault(name, slug) != slug:
            self._shared.add(name)

    def id_of(self, name: str, slug: str = "") -> str | None:
        """Return the id of a person: the address, else the only one known for the name."""
        if slug:
            return slug
        key = name_key(name)
        if not key or key == NOBODY:
            return None
        known = self._slugs.get(key)
        return known if known and key not in self._shared else NAME_PREFIX + key


def identified(
    *,
    me: str | None,
    name: str,
    invited_as: Iterable[str],
    wrote_as: Iterable[tuple[str, str]],
    conversations: Callable[[], Counter[str]],
) -> Me:
    """Work out who the member is.

    Args:
        me: Their profile address, where the user gave it.
        name: Their name on the profile.
        invited_as: Own addresses in invitations, one a row.
        wrote_as: Name and address of the sender, one a message.
        conversations: Counts in how many conversations each address occurs; the last resort.

    Raises:
        SourceError: Nothing in the archive tells.
    """
    key, doubt = name_key(name), ""
    own, found_by = Counter(slug for slug in invited_as if slug), "their side of the invitations"
    if not own and key:
        own = Counter(slug for sender, slug in wrote_as if slug and name_key(sender) == key)
        found_by = "messages sent under the name on the profile"
    if not own and not me:
        counted = conversations()
        own, doubt = _in_most(counted), _nobody_stands_out(counted)
        found_by = "the one who is in every conversation"
    if me:
        first, found_by = _given(me), BY_HAND
        doubt = _of_another(first, own)
    else:
        first = next((slug for slug, _ in own.most_common(1)), "")
        doubt = doubt or _tie(own)
    if not first and not key:
        raise SourceError(
            "the archive does not tell whose it is: no Profile.csv, invitations or messages.",
            hint="give your own address: --me https://www.linkedin.com/in/your-name.",
        )
    return Me(
        doubt=doubt,
        member_id=first or NAME_PREFIX + key,
        slugs=frozenset({*own, first} - {""}),
        name_key=key,
        found_by=found_by if first else "the name on the profile alone",
    )


def with_older_addresses(me: Me, letters: Iterable[tuple[str, str, str, set[str]]]) -> Me:
    """Return the member with the addresses that they had before they chose another.

    The member is in every message: where neither side has a known address of theirs, the side
    with their name has an old one.

    Args:
        me: The member as known so far.
        letters: Of each message: name and address of the sender, names and addresses of the
            recipients.
    """
    older = set()
    for sender, slug, recipient, slugs in letters:
        if slug in me.slugs or not slugs or not me.slugs.isdisjoint(slugs):
            continue
        if slug and name_key(sender) == me.name_key:
            older.add(slug)
        elif len(slugs) == 1 and name_key(recipient) == me.name_key:
            older |= slugs
    return replace(me, slugs=me.slugs | older - {""})


def _of_another(given: str, own: Counter[str]) -> str:
    """What to know where the rows tell whose they are, and it is not who was given."""
    if not own or given in own:
        return ""
    return (
        f"By what is in it this data is of '{own.most_common(1)[0][0]}', not of '{given}', the "
        "address given with --me: leave --me out if that is somebody else."
    )


def _tie(own: Counter[str]) -> str:
    top = own.most_common(2)
    if not _is_tie(top):
        return ""
    return f"Several addresses may be yours, each seen as often: '{top[0][0]}' was taken. {_SETTLE}"


def _nobody_stands_out(conversations: Counter[str]) -> str:
    if not _is_tie(conversations.most_common(2)):
        return ""
    return (
        "Several people are in as many conversations, so that none of their addresses was taken "
        f"for yours. {_SETTLE}"
    )


def _is_tie(top: list[tuple[str, int]]) -> bool:
    return len(top) > 1 and top[0][1] == top[1][1]


def _given(me: str) -> str:
    alone = me.strip().strip("/")
    slug = slug_of(me) or ("" if set(alone) & set("/:.@ ") else slug_of(f"/in/{alone}"))
    if not slug:
        raise SourceError(
            "--me is not a profile address.", hint="write https://www.linkedin.com/in/your-name."
        )
    return slug


def _in_most(conversations: Counter[str]) -> Counter[str]:
    """The member is in every conversation; where two are in as many, nobody can tell."""
    top = conversations.most_common(2)
    return Counter() if _is_tie(top) else Counter(dict(top[:1]))
