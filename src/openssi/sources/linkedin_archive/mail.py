"""Messages while they are read: a column each for when, between whom, and what kind of text.

There are hundreds of thousands of them between a few thousand people, so that each row costs a few
operations and a few bytes. Their text streams past; what is kept is whether there was any.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from openssi.sources.linkedin_archive.blocks import Block
from openssi.sources.linkedin_archive.dates import BadDateError, stamp, stamps
from openssi.sources.linkedin_archive.declared import Batch, Declared
from openssi.sources.linkedin_archive.ledger import BadRowError, Ledger
from openssi.sources.linkedin_archive.rows import EARLIEST, check_time, too_many
from openssi.sources.linkedin_archive.sheet import Sheet

MAX_MESSAGES: Final = 1_000_000
"""Messages of one file: 270 on every day of ten years."""

MAX_VOICES: Final = 200_000
"""Sides of conversations in one file, which take more memory than messages."""

_SPONSORED_START: Final = '<p class="spinmail-quill-editor'
_SPONSORED_FIELD: Final = "%FIRSTNAME%"
_YES: Final = frozenset({"Yes", "YES", "yes", "True", "TRUE", "true"})


class Cells(NamedTuple):
    """Columns of the file, as far as a stretch of rows goes."""

    conversation: Sequence[str]
    sender: Sequence[str]
    sender_url: Sequence[str]
    recipient: Sequence[str]
    date: Sequence[str]
    content: Sequence[str]
    recipient_urls: Sequence[str]
    subject: Sequence[str]
    folder: Sequence[str]
    message_draft: Sequence[str]
    conversation_draft: Sequence[str]
    attachments: Sequence[str]


class Voice(NamedTuple):
    """Somebody who writes to somebody in a conversation; most do so many times."""

    conversation: str
    sender: str
    """Name of the sender; kept only until the direction is known."""
    sender_url: str
    recipient: str
    """Names of the recipients, likewise."""
    recipient_urls: str


class _Voices(dict[Voice, int]):
    """Voices by their cells, numbered as they come; each text is kept once."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, str] = {}

    def __missing__(self, cells: Voice) -> int:
        number = len(self)
        self[Voice._make(map(self._texts.setdefault, cells, cells))] = number
        return number


@dataclass(frozen=True, kw_only=True)
class Mail:
    """The messages of one file, in its order."""

    voices: dict[Voice, int] = field(default_factory=_Voices)
    """Everybody who writes to somebody, and their numbers."""
    at: array[int] = field(default_factory=lambda: array("q"))
    """When each was written, in microseconds since 1970."""
    voice: array[int] = field(default_factory=lambda: array("i"))
    """The number of the voice of each."""
    has_text: bytearray = field(default_factory=bytearray)
    has_subject: bytearray = field(default_factory=bytearray)

    def written(self) -> Iterator[tuple[Voice, int]]:
        """Yield each voice with the number of its messages."""
        times = Counter(self.voice)
        for voice, number in self.voices.items():
            yield voice, times[number]


def read_mail(
    sheet: Sheet, declared: Declared[Mail], ledger: Ledger, *, latest: int, seen: set[int]
) -> Batch[Mail]:
    """Read a file of messages below its header; the arguments are those of `rows.read_rows`."""
    mail, places = Mail(), declared.places(sheet.header)
    for block in sheet.blocks():
        _refuse_many(mail, ledger)
        cells = Cells(*(block.column(place) for place in places))
        at = _checked(block, cells, ledger, latest)
        _keep(mail, cells, at, ledger, seen)
    if mail.at:
        ledger.date(min(mail.at))
        ledger.date(max(mail.at))
    return Batch(ledger=ledger, rows=[mail])


def _refuse_many(mail: Mail, ledger: Ledger) -> None:
    if ledger.rows > MAX_MESSAGES:
        raise too_many(ledger.file, MAX_MESSAGES, "messages")
    if len(mail.voices) > MAX_VOICES:
        raise too_many(ledger.file, MAX_VOICES, "sides of conversations")


def _checked(block: Block, cells: Cells, ledger: Ledger, latest: int) -> Sequence[int | None]:
    """Return when each message was written, None for those that are left out."""
    left_out = _left_out(cells)
    at = None if left_out else _all_at(cells.date, latest)
    if at is not None:
        return at
    ledger.ignored.update(left_out.values())
    return [
        None if row in left_out else _at(date, row, block, ledger, latest)
        for row, date in enumerate(cells.date)
    ]


def _all_at(dates: Sequence[str], latest: int) -> list[int] | None:
    """Return when messages were written, or None where any date is out of place."""
    try:
        at = stamps(dates)
    except ValueError:
        return None
    return at if min(at) >= EARLIEST and max(at) < latest else None


def _at(date: str, row: int, block: Block, ledger: Ledger, latest: int) -> int | None:
    try:
        return check_time(stamp(date), latest)
    except (BadDateError, BadRowError) as reason:
        ledger.reject(block.line(row), str(reason))
        return None


def _left_out(cells: Cells) -> dict[int, str]:
    """Return why rows are left out on purpose, by their place."""
    found: dict[int, str] = {}
    if "" in cells.sender_url:
        pairs = zip(cells.sender_url, cells.content, strict=True)
        sponsored = (row for row, pair in enumerate(pairs) if _is_sponsored(*pair))
        found |= dict.fromkeys(sponsored, "a sponsored message")
    if "SPAM" in cells.folder:
        spam = (row for row, folder in enumerate(cells.folder) if folder == "SPAM")
        found |= dict.fromkeys(spam, "in the spam folder")
    for column in (cells.conversation_draft, cells.message_draft):
        if not _YES.isdisjoint(column):
            drafts = (row for row, flag in enumerate(column) if flag in _YES)
            found |= dict.fromkeys(drafts, "a draft that was never sent")
    return found


def _is_sponsored(sender_url: str, content: str) -> bool:
    return not sender_url and (content.startswith(_SPONSORED_START) or _SPONSORED_FIELD in content)


def _keep(
    mail: Mail, cells: Cells, at: Sequence[int | None], ledger: Ledger, seen: set[int]
) -> None:
    """Keep the messages that are not left out, and each of them once."""
    who = zip(
        cells.conversation,
        cells.sender,
        cells.sender_url,
        cells.recipient,
        cells.recipient_urls,
        strict=True,
    )
    columns: list[Sequence[Any]] = [at, list(who), cells.content, cells.subject]
    prints = list(map(hash, zip(*columns, cells.attachments, strict=True)))
    if None in at or not _are_new(prints, seen):
        rows = list(_first_times(prints, at, seen, ledger))
        columns = [[column[row] for row in rows] for column in columns]
    mail.at.extend(columns[0])
    mail.voice.extend(map(mail.voices.__getitem__, columns[1]))
    mail.has_text.extend(_filled(columns[2]))
    mail.has_subject.extend(_filled(columns[3]))


def _are_new(prints: Sequence[int], seen: set[int]) -> bool:
    """Say whether all of some messages are new, and if so take note of them."""
    new = set(prints)
    if len(new) < len(prints) or not seen.isdisjoint(new):
        return False
    seen |= new
    return True


def _first_times(
    prints: Sequence[int], at: Sequence[int | None], seen: set[int], ledger: Ledger
) -> Iterator[int]:
    """Yield the places of messages that are not left out and were not met before."""
    for row, (one, when) in enumerate(zip(prints, at, strict=True)):
        if when is None:
            continue
        if one in seen:
            ledger.duplicates += 1
            continue
        seen.add(one)
        yield row


def _filled(texts: Sequence[str]) -> bytes:
    """Say of each text whether there is anything in it."""
    if not any(texts):
        return bytes(len(texts))
    return bytes([text != "" and not text.isspace() for text in texts])
