"""Collections of ActivityPub as a stream of items: an outbox of ten years is one long line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from openssi.errors import SourceError

MAX_ITEM: Final = 4 << 20
"""Characters of one item; a long post with its attachments has about 20,000."""

_CHUNK: Final = 1 << 18
_HEAD: Final = 1 << 20
_LIST: Final = re.compile(r'"orderedItems"\s*:\s*\[')
_BETWEEN: Final = " \t\r\n,"
_DECODER: Final = json.JSONDecoder()


def items(stream: io.BufferedReader, where: str) -> Iterator[Any]:
    """Yield the items of a collection, one at a time.

    Args:
        stream: The JSON of the collection.
        where: What to call it in an error.

    Raises:
        SourceError: It is no collection, is cut off, or an item is far too long.
    """
    text = io.TextIOWrapper(stream, "utf-8", errors="replace")
    head = text.read(_HEAD)
    begins = _LIST.search(head)
    if begins is None:
        if '"OrderedCollection"' in head:
            return
        raise _damaged(where, "it is not a collection of ActivityPub")
    yield from _items(text, head[begins.end() :], where)


def _items(text: io.TextIOBase, buffer: str, where: str) -> Iterator[Any]:
    at = 0
    while True:
        at = _next(buffer, at)
        if buffer[at : at + 1] == "]":
            return
        item, end = _decoded(buffer, at)
        if end is None or end == len(buffer):
            buffer, at = _more(text, buffer[at:], where), 0
        else:
            yield item
            at = end


def _next(buffer: str, at: int) -> int:
    while at < len(buffer) and buffer[at] in _BETWEEN:
        at += 1
    return at


def _decoded(buffer: str, at: int) -> tuple[Any, int | None]:
    """Return an item and where it ends, or no end where it does not end here."""
    try:
        item, end = _DECODER.raw_decode(buffer, at)
    except (ValueError, RecursionError):
        return None, None
    return item, end


def _more(text: io.TextIOBase, rest: str, where: str) -> str:
    """Read on: at least as much again, so that a long item is not begun many times."""
    if len(rest) > MAX_ITEM:
        raise _damaged(where, f"an item of more than {MAX_ITEM:,} characters")
    added = text.read(max(_CHUNK, len(rest)))
    if not added:
        raise _damaged(where, "it is cut off, or not JSON")
    return rest + added


def _damaged(where: str, what: str) -> SourceError:
    return SourceError(
        f"{where}: {what}.",
        hint="ask the server for the archive again: Preferences, Import and export.",
    )
