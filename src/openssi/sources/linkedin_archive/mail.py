"""Messages while they are read: a column each for when, between whom, and what kind of text.

There are hundreds of thousands of them between a few thousand people, so that each row costs a few
operations and a few bytes. Their text streams past; what is kept is whether there was any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from openssi.sources.linkedin_archive.blocks import Block
from openssi.sources.linkedin_archive.dates import BadDateError, stamp, stamps
from openssi.sources.linkedin_archive.declared import Batch, Declared
from openssi.sources.linkedin_archive.ledger import BadRowError, Ledger, too_many
from openssi.sources.linkedin_archive.rows import EARLIEST, check_time
from openssi.sources.linkedin_archive.sheet import Sheet
from openssi.sources.linkedin_archive.voices import Voice, voices_of

MAX_MESSAGES: Final = 1_000_000
"""Messages of one file: 270 on every day of ten years."""

MAX_KEPT: Final = 1 << 25
"""Bytes kept of one file; 200,000 messages leave about 15 million."""

SPONSORED_START: Final = '<p class="spinmail-quill-editor'
SPONSORED_FIELD: Final = "%FIRSTNAME%"
"""How an advertisement begins, or what it has somewhere."""

_YES: Final = pa.array(["Yes", "YES", "yes", "True", "TRUE", "true"])
_PART: Final = pa.dictionary(pa.int32(), pa.string())
_SCHEMA: Final = pa.schema(
    [
        ("at", pa.int64()),
        ("text", pa.int64()),
        ("has_text", pa.bool_()),
        ("has_subject", pa.bool_()),
        *((part, _PART) for part in Voice._fields),
    ]
)


class Cells(NamedTuple):
    """Columns of the file, as far as a stretch of rows goes."""

    conversation: pa.Array
    sender: pa.Array
    sender_url: pa.Array
    recipient: pa.Array
    date: pa.Array
    content: pa.Array
    recipient_urls: pa.Array
    subject: pa.Array
    folder: pa.Array
    message_draft: pa.Array
    conversation_draft: pa.Array
    attachments: pa.Array


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The messages of one file, in its order."""

    voices: Sequence[Voice]
    """Everybody who writes to somebody."""
    messages: pa.Table
    """Of each message: `at` in microseconds since 1970, the place of its `voice`, and whether it
    `has_text` and `has_subject`."""

    def written(self) -> Iterator[tuple[Voice, int]]:
        """Yield each voice with the number of its messages."""
        times = Counter(self.messages["voice"].to_pylist())
        for place, voice in enumerate(self.voices):
            yield voice, times[place]


def read_mail(
    sheet: Sheet, declared: Declared[Mail], ledger: Ledger, *, latest: int, seen: set[int]
) -> Batch[Mail]:
    """Read a file of messages below its header; the arguments are those of `rows.read_rows`."""
    places = declared.places(sheet.header)
    stretches, kept = [_SCHEMA.empty_table()], 0
    for block in sheet.blocks():
        cells = Cells(*(block.column(place) for place in places))
        at = _times(block, cells, ledger, latest)
        stretches.append(_stretch(at, cells).filter(at.is_valid()))
        kept += stretches[-1].nbytes
        _refuse_many(ledger, kept)
    mail = _told_apart(pa.concat_tables(stretches), ledger, seen)
    ledger.dates(one for one in pc.min_max(mail.messages["at"]).as_py().values() if one)
    return Batch(ledger=ledger, rows=[mail])


def _refuse_many(ledger: Ledger, kept: int) -> None:
    if ledger.rows > MAX_MESSAGES:
        raise too_many(ledger.file, MAX_MESSAGES, "messages")
    if kept > MAX_KEPT:
        raise too_many(ledger.file, MAX_KEPT, "bytes of names and addresses")


def _times(block: Block, cells: Cells, ledger: Ledger, latest: int) -> pa.Array:
    """Return when each message was written, NULL for those that are left out."""
    left_out = _left_out(cells)
    ledger.ignored.update(left_out.values())
    dates = cells.date
    if left_out:
        is_out = [False] * block.size
        for row in left_out:
            is_out[row] = True
        dates = pc.if_else(pa.array(is_out), pa.scalar(None, pa.string()), dates)
    at = _all_times(dates, latest)
    if at is None:
        rows = enumerate(dates.to_pylist())
        at = pa.array([_time(date, row, block, ledger, latest) for row, date in rows], pa.int64())
    return at


def _all_times(dates: pa.Array, latest: int) -> pa.Array | None:
    """Return when messages were written, or None where any date is out of place."""
    at = stamps(dates)
    if at is None or at.null_count == len(at):
        return at
    first, last = pc.min_max(at).as_py().values()
    return at if first >= EARLIEST and last < latest else None


def _time(date: str | None, row: int, block: Block, ledger: Ledger, latest: int) -> int | None:
    if date is None:
        return None
    try:
        return check_time(stamp(date), latest)
    except (BadDateError, BadRowError) as reason:
        ledger.reject(block.line(row), str(reason))
        return None


def _left_out(cells: Cells) -> dict[int, str]:
    """Return why rows are left out on purpose, by their place."""
    nobody = pc.indices_nonzero(pc.equal(cells.sender_url, ""))
    sponsored = compress(nobody.to_pylist(), _are_sponsored(cells.content.take(nobody)))
    found = dict.fromkeys(sponsored, "a sponsored message")
    found |= dict.fromkeys(_rows(pc.equal(cells.folder, "SPAM")), "in the spam folder")
    for column in (cells.conversation_draft, cells.message_draft):
        drafts = _rows(pc.is_in(column, value_set=_YES))
        found |= dict.fromkeys(drafts, "a draft that was never sent")
    return found


def _are_sponsored(content: pa.Array) -> list[bool]:
    begins = pc.starts_with(content, SPONSORED_START)
    return pc.or_(begins, pc.match_substring(content, SPONSORED_FIELD)).to_pylist()  # type: ignore[no-any-return]  # pyarrow has no types


def _rows(mask: pa.Array) -> list[int]:
    return pc.indices_nonzero(mask).to_pylist()  # type: ignore[no-any-return]  # the same


def _stretch(at: pa.Array, cells: Cells) -> pa.Table:
    """Return what is kept of some messages: of their texts, no more than tells them apart."""
    about = {
        "at": at,
        "text": _prints(cells.content, cells.subject, cells.attachments),
        "has_text": _filled(cells.content),
        "has_subject": _filled(cells.subject),
    }
    voice = {name: getattr(cells, name).dictionary_encode() for name in Voice._fields}
    return pa.table(about | voice, _SCHEMA)


def _told_apart(rows: pa.Table, ledger: Ledger, seen: set[int]) -> Mail:
    """Return messages by their voices, each of them once."""
    voices, voice = voices_of([rows[name] for name in Voice._fields])
    who = pa.array(map(hash, voices), pa.int64()).take(voice)
    prints = pc.bit_wise_xor(pc.bit_wise_xor(rows["text"], who), rows["at"])
    messages = rows.select(["at", "has_text", "has_subject"]).append_column("voice", voice)
    is_new = _are_new(prints, seen)
    if is_new is not None:
        ledger.duplicates += is_new.count(False)
        messages = messages.filter(pa.array(is_new, pa.bool_()))
    return Mail(voices=voices, messages=messages)


def _are_new(prints: pa.ChunkedArray, seen: set[int]) -> list[bool] | None:
    """Say of messages whether they are new, None where all are, and take note of them."""
    marks: list[int] = prints.to_pylist()
    if pc.count_distinct(prints).as_py() == len(prints) and seen.isdisjoint(marks):
        seen.update(marks)
        return None
    return [_is_new(one, seen) for one in marks]


def _is_new(one: int, seen: set[int]) -> bool:
    known = len(seen)
    seen.add(one)
    return len(seen) > known


def _prints(*texts: pa.Array) -> pa.Array:
    """Return fingerprints of rows by their texts, as bytes: letters need not be told apart."""
    prints = pa.repeat(pa.scalar(0, pa.int64()), len(texts[0]))
    for place, column in enumerate(texts):
        if _has_any(column):
            marks = pa.array(list(map(hash, column.cast(pa.binary()).to_pylist())), pa.int64())
            prints = pc.bit_wise_xor(prints, pc.multiply(marks, 2 * place + 1))
    return prints


def _has_any(texts: pa.Array) -> bool:
    """Say whether any text of a column is not empty; the mark of an empty one is 0."""
    return bool(pc.any(pc.not_equal(texts, "")).as_py())


def _filled(texts: pa.Array) -> pa.Array:
    """Say of each text whether there is anything in it."""
    return pc.invert(pc.or_(pc.equal(texts, ""), pc.utf8_is_space(texts)))
