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

_TIME_BITS: Final = 42
"""Where the marks of conversations begin: the microseconds of a month lie below."""


class Sides(NamedTuple):
    """What all messages of a voice have in common, voice by voice."""

    thread: pa.DictionaryArray
    """The conversation's id, hashed."""
    object_id: pa.Array
    """The same; None where the conversation has no id."""
    sent: pa.Array
    """1 where the member wrote them, else 0."""
    counterpart: pa.Array
    """The other person, where known."""


def mail_table(
    mails: Sequence[Mail],
    sides: Sides,
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
    thread, object_id, sent, counterpart = (column.take(side) for column in sides)
    first = pc.and_(has_subject, _opens(thread, at))
    return pa.table(
        {
            "activity_id": _ids(thread, at, sent),
            "kind": _kinds(sent, first, counterpart, at, is_stranger),
            "occurred_at": at.cast(pa.timestamp("us")),
            "counterpart_id": counterpart,
            "object_id": object_id,
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


def _opens(thread: pa.DictionaryArray, at: pa.Array) -> pa.Array:
    """Say of each message whether it is the first of its conversation.

    `group_by` would tell as well, but for it PyArrow loads all that reads Parquet from clouds.
    """
    order = pc.sort_indices(at)
    met = thread.indices.take(order).dictionary_encode()
    highest = pa.concat_arrays([pa.array([-1], pa.int32()), pc.cumulative_max(met.indices)])
    first = at.take(order).filter(pc.greater(met.indices, highest[: len(at)]))
    return pc.equal(at, first.take(pc.index_in(thread.indices, value_set=met.dictionary)))


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
    keys = (thread.indices, sent, at)
    rows = _crowded(*keys)
    met: Counter[tuple[int, ...]] = Counter()
    found = {}
    columns = (column.take(rows).to_pylist() for column in keys)
    for row, *key in zip(rows.to_pylist(), *columns, strict=True):
        if place := met[tuple(key)]:
            found[row] = place
        met[tuple(key)] += 1
    return found


def _crowded(thread: pa.Array, sent: pa.Array, at: pa.Array) -> pa.Array:
    """Return the rows that are not alone on their side and second, and perhaps a few others."""
    side = pc.add(pc.multiply(thread.cast(pa.int64()), len(_WAYS)), sent)
    mark = pc.bit_wise_xor(pc.shift_left(side, _TIME_BITS), at)
    counted = mark.value_counts()
    crowded = counted.field("values").filter(pc.greater(counted.field("counts"), 1))
    return pc.indices_nonzero(pc.is_in(mark, value_set=crowded))
