"""The canonical tables: the public contract between every source and every score.

Anything that can be expressed in these four tables can be scored. Times are UTC. A missing column
or a NULL means *not observed*, never zero. Nothing else in the package defines a column or a kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

import pyarrow as pa

from openssi.errors import TablesError

_TEXT = pa.string()
_DAY = pa.date32()
_TIME = pa.timestamp("us")
_FLAG = pa.bool_()
_COUNT = pa.int64()
_NUMBER = pa.float64()

FACTS: Final[Mapping[str, pa.DataType]] = {
    "has_photo": _FLAG,
    "has_banner": _FLAG,
    "headline_length": _COUNT,
    "summary_length": _COUNT,
    "positions": _COUNT,
    "educations": _COUNT,
    "skills": _COUNT,
    "certifications": _COUNT,
    "publications": _COUNT,
    "recommendations": _COUNT,
    "languages": _COUNT,
    "media_items": _COUNT,
    "followers": _COUNT,
}
"""Profile facts of a member: lengths in characters, everything else a number of entries."""

ATTRIBUTES: Final = ("title", "company", "industry", "seniority", "function")
"""What may be known of a person: on a member, and on the other side of a connection."""

PEER_GROUP_PREFIX: Final = "peer_group_"
"""Columns of ``members`` with this prefix are benchmark groups of the user's own."""

SCHEMAS: Final[Mapping[str, pa.Schema]] = {
    "members": pa.schema(
        [
            ("member_id", _TEXT),
            ("seen_on", _DAY),
            ("name", _TEXT),
            ("team", _TEXT),
            *((name, _TEXT) for name in ATTRIBUTES),
            ("joined_on", _DAY),
            ("opted_out", _FLAG),
            *FACTS.items(),
        ]
    ),
    "connections": pa.schema(
        [
            ("member_id", _TEXT),
            ("connection_id", _TEXT),
            ("connected_on", _DAY),
            ("ended_on", _DAY),
            *((name, _TEXT) for name in ATTRIBUTES),
        ]
    ),
    "activities": pa.schema(
        [
            ("activity_id", _TEXT),
            ("member_id", _TEXT),
            ("kind", _TEXT),
            ("occurred_at", _TIME),
            ("counterpart_id", _TEXT),
            ("object_id", _TEXT),
            ("object_at", _TIME),
            ("has_text", _FLAG),
            ("quantity", _NUMBER),
        ]
    ),
    "coverage": pa.schema(
        [
            ("member_id", _TEXT),
            ("kind", _TEXT),
            ("observed_from", _DAY),
            ("observed_to", _DAY),
            ("status", _TEXT),
        ]
    ),
}
"""Columns and types of each table, in order."""

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "members": ("member_id", "seen_on"),
    "connections": ("member_id", "connection_id"),
    "activities": ("member_id", "kind"),
    "coverage": ("kind", "observed_from", "observed_to"),
}
"""Columns without which a table means nothing."""

GIVEN: Final = (
    "post_published",
    "article_published",
    "reaction_given",
    "comment_made",
    "repost_made",
    "vote_cast",
    "search_performed",
    "advanced_search_performed",
    "profile_viewed",
    "lead_saved",
    "account_saved",
    "account_viewed",
    "company_followed",
    "member_followed",
    "message_sent",
    "inmail_sent",
    "invitation_sent",
    "endorsement_given",
    "recommendation_given",
    "group_joined",
    "group_contribution",
    "active_day",
)
"""Kinds that the member does. Any of them but ``invitation_sent`` makes its day an active one."""

RECEIVED: Final = (
    "post_viewed",
    "engagement_received",
    "reaction_received",
    "comment_received",
    "repost_received",
    "profile_view_received",
    "follower_gained",
    "message_received",
    "inmail_received",
    "invitation_received",
    "invitation_accepted",
    "endorsement_received",
    "recommendation_received",
)
"""Kinds that others do to the member."""

KINDS: Final = (*GIVEN, *RECEIVED)
"""The whole vocabulary of ``activities.kind``."""

CONNECTION: Final = "connection"
"""In ``coverage.kind`` only: the connections table itself, seen from when to when. A name of
`FACTS` may stand there too, to say how well the fact is known; without it a fact is measured."""

ACTIVE_DAY: Final = "active_day"
"""The kind of a source that knows days but not deeds."""

TOTAL: Final = "total:"
"""With this ``activities.activity_id`` begins where a row is a number of a day, not a deed."""

AUDIENCE_MEMBER: Final = "openssi:audience"
"""In ``activities.counterpart_id``: somebody of the member's audience, it is not told who."""

SENIORITIES: Final = (
    "in_training",
    "entry",
    "senior",
    "manager",
    "director",
    "vp",
    "cxo",
    "owner_partner",
)
"""Levels of ``seniority``, lowest first."""

FUNCTIONS: Final = (
    "accounting",
    "administrative",
    "arts_and_design",
    "business_development",
    "community_and_social_services",
    "consulting",
    "customer_success_and_support",
    "education",
    "engineering",
    "entrepreneurship",
    "finance",
    "healthcare_services",
    "human_resources",
    "information_technology",
    "legal",
    "marketing",
    "media_and_communication",
    "military_and_protective_services",
    "operations",
    "product_management",
    "program_and_project_management",
    "purchasing",
    "quality_assurance",
    "real_estate",
    "research",
    "sales",
)
"""Values of ``function``: LinkedIn's public job functions."""

SEEN_HOW: Final = ("measured", "estimated", "self_reported", "not_applicable")
"""Values of ``coverage.status``: counted; a proxy or a lower bound; told by the member; the
platform has no such feature."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The four canonical tables of one or many members, as Arrow tables that fit `SCHEMAS`."""

    members: pa.Table
    connections: pa.Table
    activities: pa.Table
    coverage: pa.Table

    def __iter__(self) -> Iterator[tuple[str, pa.Table]]:
        """Yield each table with its name, in the order of the contract."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)


def conform(name: str, table: pa.Table) -> pa.Table:
    """Bring a table into its canonical shape: columns in order, types cast, absent ones NULL.

    Args:
        name: One of `SCHEMAS`.
        table: The table as a source or a file gave it; extra columns other than peer groups
            of ``members`` are dropped.

    Raises:
        TablesError: A required column is missing or a column has a type that does not fit.
    """
    missing = [column for column in REQUIRED[name] if column not in table.column_names]
    if missing:
        raise TablesError(
            f"{name}: no column '{missing[0]}' (found: {', '.join(table.column_names)}).",
            hint="give every table the columns named in docs/tables.md.",
        )
    wanted = [(field.name, field.type) for field in SCHEMAS[name]]
    if name == "members":
        wanted += [(c, _TEXT) for c in table.column_names if c.startswith(PEER_GROUP_PREFIX)]
    shaped = pa.table({column: _column(name, table, column, kind) for column, kind in wanted})
    if name == "coverage":
        _check_statuses(shaped["status"])
    return shaped


def _check_statuses(column: pa.ChunkedArray) -> None:
    unknown = set(column.unique().to_pylist()) - {None, *SEEN_HOW}
    if unknown:
        raise TablesError(
            f"coverage: status '{min(unknown)}' is not known.",
            hint=f"use one of {', '.join(SEEN_HOW)}, or leave it out.",
        )


def _column(name: str, table: pa.Table, column: str, kind: pa.DataType) -> pa.ChunkedArray:
    if column not in table.column_names:
        return pa.chunked_array([pa.nulls(table.num_rows, kind)])
    try:
        return table[column].cast(kind)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise TablesError(
            f"{name}: column '{column}' is {table[column].type}, not {kind} ({error}).",
            hint="cast the column as docs/tables.md says.",
        ) from error


def from_rows(name: str, rows: list[dict[str, object]]) -> pa.Table:
    """Build a canonical table from a list of rows; keys that a row lacks are NULL."""
    return pa.Table.from_pylist(rows, schema=SCHEMAS[name])
