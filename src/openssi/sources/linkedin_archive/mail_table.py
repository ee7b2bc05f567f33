"""Messages as activities: column by column, with ids that are the same in every archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from openssi.sources.linkedin_archive.mail import Mail

_KINDS: Final = ("message_received", "message_sent", "inmail_received", "inmail_sent")
_WAYS: Final = ("received", "sent")


class Side(NamedTuple):
    """What all messages of one voice have in common."""

    thread: str
    """The conversation's id, hashed."""
    object_id: str | None
    """The same; None where the conversation has no id."""
    sent: bool
    """Whether the member wrote them."""
    counterpart: str | None
    """The other person, where known."""


def mail_table(
    mails: Sequence[Mail],
    sides: Sequence[Side],
    is_stranger: Callable[[str | None, int], bool],
) -> pa.Table:
    """Return the messages as columns of the activities table.

    Args:
        mails: The messages, by file.
        sides: What is known of each voice, file after file.
        is_stranger: Says whether somebody was no connection at a time: a conversation with a
            subject that begins then begins as InMail.
    """
    side = _sides(mails)
    at, has_text, has_subject = (_column(mails, name) for name in ("at", "has_text", "has_subject"))
    thread = _each(sides, lambda one: one.thread).dictionary_encode().take(side)
    sent = pa.array([int(one.sent) for one in sides], pa.uint8()).take(side)
    counterpart = _each(sides, lambda one: one.counterpart).take(side)
    first = pc.and_(has_subject, _opens(thread, at))
    return pa.table(
        {
            "activity_id": _ids(thread, at, sent),
            "kind": _kinds(sent, first, counterpart, at, is_stranger),
            "occurred_at": at.cast(pa.timestamp("us")),
            "counterpart_id": counterpart,
            "object_id": _each(sides, lambda one: one.object_id).take(side),
            "has_text": has_text,
        }
    )


def _sides(mails: Sequence[Mail]) -> pa.Array:
    """Return the place of each message's side: files number their voices each for itself."""
    before = accumulate((len(mail.voices) for mail in mails), initial=0)
    columns = [
        pc.add(_column([mail], "voice"), pa.scalar(start, pa.int32()))
        for mail, start in zip(mails, before, strict=False)
    ]
    return pa.concat_arrays(columns)


def _column(mails: Sequence[Mail], name: str) -> pa.Array:
    return pa.concat_arrays([mail.messages[name].combine_chunks() for mail in mails])


def _each(sides: Sequence[Side], of: Callable[[Side], str | None]) -> pa.Array:
    return pa.array(map(of, sides), pa.string())


def _opens(thread: pa.DictionaryArray, at: pa.Array) -> pa.Array:
    """Say of each message whether it is the first of its conversation."""
    grouped = pa.table({"thread": thread.indices, "at": at}).group_by("thread", use_threads=False)
    first = grouped.aggregate([("at", "min")]).sort_by("thread")
    return pc.equal(at, first["at_min"].combine_chunks().take(thread.indices))


def _kinds(
    sent: pa.Array,
    first: pa.Array,
    counterpart: pa.Array,
    at: pa.Array,
    is_stranger: Callable[[str | None, int], bool],
) -> pa.Array:
    codes = sent.to_pylist()
    for row in pc.indices_nonzero(first).to_pylist():
        if is_stranger(counterpart[row].as_py(), at[row].as_py()):
            codes[row] += len(_WAYS)
    return pa.array(_KINDS, pa.string()).take(pa.array(codes, pa.uint8()))


def _ids(thread: pa.DictionaryArray, at: pa.Array, sent: pa.Array) -> pa.Array:
    """Return ids; messages of one side and second are told apart by their place.

    Neither the address of the other side nor being an InMail is part of the id: both may change
    in a later archive.
    """
    places = _places(thread, at, sent)
    most = max(places.values(), default=0)
    codes = sent.to_pylist()
    for row, place in places.items():
        codes[row] += place * len(_WAYS)
    names = [f"{way}{place or ''}" for place in range(most + 1) for way in _WAYS]
    way = pa.array(names, pa.string()).take(pa.array(codes, pa.int32()))
    return pc.binary_join_element_wise(thread.cast(pa.string()), at.cast(pa.string()), way, ":")


def _places(thread: pa.DictionaryArray, at: pa.Array, sent: pa.Array) -> dict[int, int]:
    """Return the places of messages that are not the first of their side and second."""
    keys = {"thread": thread.indices, "sent": sent, "at": at}
    counted = pa.table(keys).group_by(list(keys), use_threads=False).aggregate([([], "count_all")])
    busy = counted.filter(pc.greater(counted["count_all"], 1))["at"].combine_chunks()
    rows = pc.indices_nonzero(pc.is_in(at, value_set=busy))
    met: Counter[tuple[int, ...]] = Counter()
    found = {}
    columns = (column.take(rows).to_pylist() for column in keys.values())
    for row, *key in zip(rows.to_pylist(), *columns, strict=True):
        if place := met[tuple(key)]:
            found[row] = place
        met[tuple(key)] += 1
    return found
