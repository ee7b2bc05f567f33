"""Lines of a text that can be read again from where the record at hand began."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import Final

MAX_LINE: Final = 1 << 18
"""Characters read at once; a longer line comes in parts."""

_MAX_RECORD: Final = 1 << 22
_MAX_RESUMES: Final = 64
_BLOCK: Final = 64


class Lines:
    """Hands out lines in blocks, which is fast, and keeps those of the record at hand.

    A quote that is never closed would swallow the rest of a file: where a record turns out to be
    broken, only its first line is given up and the others are read again.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._source = iter(partial(text.readline, MAX_LINE), "")
        self._kept: deque[list[str]] = deque()
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

    def _blocks(self) -> Iterator[list[str]]:
        again = self._record()
        self._kept, self._first = deque([again]), self.begun
        yield again
        while sum(map(len, self._record())) <= _MAX_RECORD:
            block = list(islice(self._source, _BLOCK))
            if not block:
                return
            self._kept.append(block)
            yield block

    def _record(self) -> list[str]:
        """Return the lines of the record at hand, and forget the blocks before it."""
        while self._kept and self._first + len(self._kept[0]) <= self.begun:
            self._first += len(self._kept.popleft())
        return list(chain.from_iterable(self._kept))[self.begun - self._first :]
