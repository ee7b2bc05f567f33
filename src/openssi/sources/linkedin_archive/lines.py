"""Lines of a text that can be read again from where the record at hand began."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import Final

from openssi.errors import SourceError

MAX_LINE: Final = 1 << 18
"""Characters read at once; a longer line comes in parts."""

MAX_LINES: Final = 10_000_000
"""Lines of one file; a million messages of ten lines each."""

_MAX_RECORD: Final = 1 << 20
_MAX_RESUMES: Final = 64
_BLOCK: Final = 64


class Lines:
    """Hands out lines in blocks, which is fast, and keeps those of the record at hand.

    A quote that is never closed would swallow the rest of a file: where a record turns out to be
    broken, only its first line is given up and the others are read again.
    """

    def __init__(self, text: io.TextIOBase, where: str) -> None:
        self._text = text
        self._again = io.StringIO()
        self._source = _lines_of(text)
        self._where = where
        self._kept: deque[list[str]] = deque()
        self._sizes: deque[int] = deque()
        self._first = 0
        self._resumes = _MAX_RESUMES
        self.begun = 0
        """Lines before the record at hand; whoever reads moves it on."""

    def __iter__(self) -> Iterator[str]:
        """Yield lines from where the record at hand began, to the end of the text.

        They end earlier where the record grows past all measure.
        """
        return chain.from_iterable(self._blocks())

    def give_up(self) -> None:
        """Give up a broken record: its first line, or after too many of them all of its lines."""
        self._resumes -= 1
        read = self._first + sum(map(len, self._kept))
        self.begun = self.begun + 1 if self._resumes > 0 else max(read, self.begun + 1)

    def taken(self, size: int) -> str:
        """Take what comes after the records so far out of the lines: about `size` characters.

        Whoever takes it moves `begun` on by `passed`, and gives back what is left.
        """
        kept = "".join(chain.from_iterable(self._kept_blocks()))
        self._kept.clear()
        self._sizes.clear()
        self._first = self.begun
        kept += self._again.read()
        return kept + self._text.read(max(0, size - len(kept)))

    def passed(self, text: str) -> None:
        """Move on past records that were read from a text that was taken.

        Its lines end in any of the three ways, as those that are read one by one.
        """
        self.begun += line_ends(text)
        self._first = self.begun
        self._refuse_endless()

    def give_back(self, text: str) -> None:
        """Put back what was taken and not passed: it is read again line by line."""
        self._again = io.StringIO(text + self._text.readline(MAX_LINE), newline="")
        self._source = chain(_lines_of(self._again), _lines_of(self._text))

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
            yield block

    def _grows(self) -> bool:
        """Say whether the record at hand may go on, as far as it fills whole blocks."""
        self._forget()
        self._refuse_endless()
        return sum(self._sizes) - (self._sizes[0] if self._sizes else 0) <= _MAX_RECORD

    def _refuse_endless(self) -> None:
        if self._first > MAX_LINES:
            raise SourceError(
                f"{self._where}: more than {MAX_LINES:,} lines.",
                hint="download the archive from LinkedIn again, and do not edit its files.",
            )

    def _forget(self) -> None:
        """Forget the blocks that lie wholly before the record at hand."""
        while self._kept and self._first + len(self._kept[0]) <= self.begun:
            self._first += len(self._kept.popleft())
            self._sizes.popleft()


def _lines_of(text: io.TextIOBase) -> Iterator[str]:
    return iter(partial(text.readline, MAX_LINE), "")


def line_ends(text: str) -> int:
    """Count the ends of lines, in any of the three ways to write them."""
    if "\r" not in text:
        return text.count("\n")
    return text.count("\n") + text.count("\r") - text.count("\r\n")
