"""Bytes that must be read in any order, put where that is possible.

What is packed twice cannot be read in place. It goes through memory while it is small, and else
through a temporary file without a name, which is gone when the reading ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Final

from openssi.errors import SourceError

PIECE: Final = 1 << 18
"""Bytes at a time."""

_IN_MEMORY: Final = 8 << 20


@contextmanager
def spooled(pieces: Iterable[bytes], where: str) -> Iterator[SpooledTemporaryFile[bytes]]:
    """Yield a file of what comes in pieces, which whoever makes them must bound.

    Args:
        pieces: The bytes.
        where: What to call them in messages.
    """
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        for piece in pieces:
            _write(file, piece, where)
        file.seek(0)
        yield file


def _write(file: SpooledTemporaryFile[bytes], piece: bytes, where: str) -> None:
    try:
        file.write(piece)
    except OSError as error:
        raise SourceError(
            f"{where}: no room to unpack it ({error.strerror or 'write error'}).",
            hint="make room on the disk, or unpack it yourself and give the folder.",
        ) from error
