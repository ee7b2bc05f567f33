"""The activities table while it grows: stable ids, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

import pyarrow as pa

from openssi import tables

_SEPARATOR: Final = "\x1f"
_MAX_KEY: Final = 64


class _Activity(NamedTuple):
    kind: str
    at: int | None
    counterpart: str | None
    object_id: str | None
    object_at: int | None
    has_text: bool | None


class ActivityLog:
    """Activities of one member, by their id.

    Args:
        member_id: Whose activities; ids are salted with it, so that those of two members differ.
    """

    def __init__(self, member_id: str) -> None:
        self.member_id = member_id
        self._salt = blake2b(digest_size=16, key=member_id.encode()[:_MAX_KEY])
        self._rows: dict[str, _Activity] = {}
        self._tables: list[pa.Table] = []

    def hashed(self, *parts: str) -> str:
        """Return a stable id for what is known of something, without telling what that is."""
        salted = self._salt.copy()
        salted.update(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"))
        return salted.hexdigest()

    def add(  # noqa: PLR0913  # the columns of the table
        self,
        kind: str,
        at: int | None,
        *key: str,
        counterpart: str | None = None,
        object_id: str | None = None,
        object_at: int | None = None,
        has_text: bool | None = None,
    ) -> bool:
        """Add one activity unless it is there already; say whether it was new.

        Args:
            kind: One of the kinds of the canonical tables.
            at: When, in microseconds since 1970.
            key: What tells it from everything else at that time, the same in every archive of
                this member: names rather than addresses, and nothing that later archives change.
            counterpart: The other person.
            object_id: The post, conversation or group.
            object_at: When that was made.
            has_text: Whether the member, or the other person, wrote something.
        """
        salted = self._salt.copy()
        salted.update(f"{at}{_SEPARATOR}{_SEPARATOR.join(key)}".encode("utf-8", "surrogatepass"))
        identity = salted.hexdigest()
        if identity in self._rows:
            return False
        self._rows[identity] = _Activity(kind, at, counterpart, object_id, object_at, has_text)
        return True

    def add_table(self, table: pa.Table) -> None:
        """Add activities that have their ids already, as columns of the canonical table."""
        member = pa.repeat(pa.scalar(self.member_id, pa.string()), table.num_rows)
        quantity = pa.repeat(pa.scalar(1.0), table.num_rows)
        whole = table.append_column("member_id", member).append_column("quantity", quantity)
        self._tables.append(tables.conform("activities", whole))

    def table(self) -> pa.Table:
        """Return the canonical table."""
        return pa.concat_tables([*self._tables, self._own_table()])

    def _own_table(self) -> pa.Table:
        size = len(self._rows)
        rows = self._rows.values()
        whole = {
            "activity_id": pa.array(self._rows, pa.string()),
            "member_id": pa.repeat(pa.scalar(self.member_id, pa.string()), size),
            "kind": pa.array([row.kind for row in rows], pa.string()),
            "occurred_at": _times([row.at for row in rows]),
            "counterpart_id": pa.array([row.counterpart for row in rows], pa.string()),
            "object_id": pa.array([row.object_id for row in rows], pa.string()),
            "object_at": _times([row.object_at for row in rows]),
            "has_text": pa.array([row.has_text for row in rows], pa.bool_()),
            "quantity": pa.repeat(pa.scalar(1.0), size),
        }
        return tables.conform("activities", pa.table(whole))


def _times(instants: Sequence[int | None]) -> pa.Array:
    return pa.array(instants, pa.int64()).cast(pa.timestamp("us"))
