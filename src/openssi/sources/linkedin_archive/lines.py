"""Lines of a text that can be read again from where the record at hand began."""

from __future__ import annotations

import io
import sys
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Final

from openssi.sources.linkedin_archive.ledger import too_many

MAX_LINE: Final = 1 << 18
"""Characters read at once; a longer line comes in parts."""

MAX_LINES: Final = 10_000_000
"""Lines of one file; a million messages of ten lines each."""

_MAX_RECORD: Final = 1 << 20
_MAX_AGAIN: Final = 1 << 26
"""Characters that are read again for the sake of rows in broken records."""

_BLOCK: Final = 64


class Lines:
    """Hands out lines in blocks, which is fast, and keeps those of the record at hand.

    A quote that is never closed would swallow the rest of a file: where a record turns out to be
    broken, only its first line is given up and the others are read again.

    Args:
        text: Where they come from.
        where: The file's name.
        begun: Lines before them.
    """

    def __init__(self, text: io.TextIOBase, where: str, begun: int = 0) -> None:
        self._source = iter(partial(text.readline, MAX_LINE), "")
        self._where = where
        self._kept: deque[list[str]] = deque()
        self._sizes: deque[int] = deque()
        self._first = begun
        self._again = _MAX_AGAIN
        self.read = 0
        """Characters read."""
        self.most = sys.maxsize
        """Characters that may be read."""
        self._cuts: list[int] = []
        self.begun = begun
        """Lines before the record at hand, each part of a long one counted; whoever reads moves it
        on."""

    @property
    def number(self) -> int:
        """Line on which the record at hand begins, from 1."""
        return self.begun + 1 - bisect_left(self._cuts, self.begun)

    def __iter__(self) -> Iterator[str]:
        """Yield lines from where the record at hand began, to the end of the text.

        They end earlier where the record grows past all measure.
        """
        return chain.from_iterable(self._blocks())

    def give_up(self, lines: int) -> None:
        """Give up a broken record of so many lines: the first, or all where much is broken."""
        record = islice(chain.from_iterable(self._kept_blocks()), lines)
        self._again -= sum(map(len, record))
        if self._again > 0:
            self.pass_line()
        else:
            self.begun += max(lines, 1)

    def pass_over(self, quotes: Callable[[str], int]) -> bool:
        """Give up a record that is too long, to its end, and say whether that was found.

        Where its quotes do not close within what a record may hold, its first line alone is given
        up.

        Args:
            quotes: Counts those in a text that open or close a cell.
        """
        is_open = sum(map(quotes, self._first_line())) % 2
        lines = size = 0
        for line in self if is_open else ():
            lines, size = lines + 1, size + len(line)
            is_open ^= quotes(line) % 2
            if not is_open and _is_whole(line):
                break
        if is_open:
            self._again -= size
        if not is_open or self._again <= 0:
            self.begun += lines
        return not is_open

    def ends_cut(self) -> bool:
        """Say whether what was read so far ends within a line that comes in parts."""
        place = bisect_left(self._cuts, self.begun - 1)
        return self._cuts[place : place + 1] == [self.begun - 1]

    def pass_line(self) -> None:
        """Give up what is left of the line at hand."""
        deque(self._first_line(), maxlen=0)

    def _first_line(self) -> Iterator[str]:
        """Move past the line at hand, and yield its parts."""
        for part in self:
            self.begun += 1
            yield part
            if _is_whole(part):
                return

    def _kept_blocks(self) -> Iterator[list[str]]:
        self._forget()
        skip = self.begun - self._first
        for block in tuple(self._kept):
            yield block[skip:]
            skip = 0

    def _blocks(self) -> Iterator[list[str]]:
        yield from self._kept_blocks()
        while self._grows() and (block := list(islice(self._source, _BLOCK))):
            self._kept.append(block)
            self._sizes.append(sum(map(len, block)))
            self.read += self._sizes[-1]
            if self._sizes[-1] >= MAX_LINE:
                self._note_cuts(block)
            yield block

    def _note_cuts(self, block: list[str]) -> None:
        first = self._first + sum(map(len, self._kept)) - len(block)
        self._cuts += [
            place
            for place, part in enumerate(block, first)
            if len(part) >= MAX_LINE and not _is_whole(part)
        ]

    def _grows(self) -> bool:
        """Say whether the record at hand may go on, as far as it fills whole blocks."""
        self._forget()
        refuse_endless(self._where, self._first)
        refuse_long(self._where, self.read, self.most)
        return sum(self._sizes) - (self._sizes[0] if self._sizes else 0) <= _MAX_RECORD

    def _forget(self) -> None:
        """Forget the blocks that lie wholly before the record at hand."""
        while self._kept and self._first + len(self._kept[0]) <= self.begun:
            self._first += len(self._kept.popleft())
            self._sizes.popleft()


def _is_whole(part: str) -> bool:
    """Say whether a line ends here, or comes in more parts."""
    return part.endswith(("\n", "\r"))


def refuse_endless(where: str, lines: int) -> None:
    """Refuse a file of more lines than any archive has."""
    if lines > MAX_LINES:
        raise too_many(where, MAX_LINES, "lines")


def refuse_long(where: str, read: int, most: int) -> None:
    """Refuse a file of which more was read than is allowed."""
    if read > most:
        raise too_many(where, most, "characters")


def line_ends(text: bytes) -> int:
    """Count the ends of lines, in any of the three ways to write them."""
    if b"\r" not in text:
        return text.count(b"\n")
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")
