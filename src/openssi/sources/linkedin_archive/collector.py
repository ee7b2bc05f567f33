"""Python's search for cycles of objects, paused while an archive is read.

Each few thousand new objects start a search through those that are alive. Hundreds of thousands of
rows make that a fifth of the reading, and it finds nothing: rows are texts and numbers and hold no
cycles. Columns come from the system's own memory meanwhile, which takes back what a stretch of a
file needed: Arrow's keeps it for each thread. Both belong to the whole process, so that several
readings at once share one pause.
"""

from __future__ import annotations

import gc
from threading import Lock
from typing import Final

import pyarrow as pa


class Pause:
    """A pause that begins with the first who enters it and ends with the last who leaves."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._was_on = False
        self._pool = pa.default_memory_pool()

    def __enter__(self) -> None:
        """Stop the search, and take the system's memory."""
        with self._lock:
            if not self._inside:
                self._was_on = gc.isenabled()
                gc.disable()
                self._pool = pa.default_memory_pool()
                pa.set_memory_pool(pa.system_memory_pool())
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        """Let both be as they were before."""
        with self._lock:
            self._inside -= 1
            if self._inside:
                return
            pa.set_memory_pool(self._pool)
            if self._was_on:
                gc.enable()


WHILE_READING: Final = Pause()
"""The one pause of this process."""
