"""The activities table while it grows: stable ids, nothing twice."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

import pyarrow as pa

from openssi import tables

_SEPARATOR: Final = "\x1f"
_MAX_KEY: Final = 64


class ActivityLog:
    """Activities of one member, as columns.

    Args:
        member_id: Whose activities; ids are salted with it, so that those of two members differ.
    """

    def __init__(self, member_id: str) -> None:
        self.member_id = member_id
        self._salt = blake2b(digest_size=16, key=member_id.encode()[:_MAX_KEY])
        self._ids: list[str] = []
        self._seen: set[str] = set()
        self._kinds: list[str] = []
        self._times: list[int | None] = []
        self._counterparts: list[str | None] = []
        self._objects: list[str | None] = []
        self._object_times: list[int | None] = []
        self._texts: list[bool | None] = []

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
        identity = self.hashed(str(at), *key)
        if identity in self._seen:
            return False
        self._seen.add(identity)
        self._ids.append(identity)
        self._kinds.append(kind)
        self._times.append(at)
        self._counterparts.append(counterpart)
        self._objects.append(object_id)
        self._object_times.append(object_at)
        self._texts.append(has_text)
        return True

    def table(self) -> pa.Table:
        """Return the canonical table."""
        size = len(self._ids)
        columns = {
            "activity_id": pa.array(self._ids, pa.string()),
            "member_id": pa.repeat(pa.scalar(self.member_id, pa.string()), size),
            "kind": pa.array(self._kinds, pa.string()),
            "occurred_at": _times(self._times),
            "counterpart_id": pa.array(self._counterparts, pa.string()),
            "object_id": pa.array(self._objects, pa.string()),
            "object_at": _times(self._object_times),
            "has_text": pa.array(self._texts, pa.bool_()),
            "quantity": pa.repeat(pa.scalar(1.0), size),
        }
        return tables.conform("activities", pa.table(columns))


def _times(instants: list[int | None]) -> pa.Array:
    return pa.array(instants, pa.int64()).cast(pa.timestamp("us"))
