"""Files that are packed as a whole: gzip, bzip2 and xz, unfolded piece by piece."""

from __future__ import annotations

import bz2
import gzip
import tarfile
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Final

from openssi.sources.spooled import PIECE

_MOST_MEMORY: Final = 72 << 20
"""What the strongest setting of xz takes; a header may ask for gigabytes."""


def is_packed(head: bytes) -> bool:
    """Say whether a file begins as one that is packed as a whole."""
    return _packing(head) is not None


def unfolded(path: Path, head: bytes) -> Generator[bytes, None, None]:
    """Yield what is in a packed file, without end if that is how it was made.

    Args:
        path: The file.
        head: Its first bytes.

    Raises:
        tarfile.ReadError: It is damaged, cut off, or asks for far too much memory.
    """
    packing = _packing(head) or _gzip
    with path.open("rb") as stream:
        try:
            yield from packing(stream)
        except (EOFError, OSError, ValueError, zlib.error) as error:
            raise tarfile.ReadError from error


def _packing(head: bytes) -> Callable[[IO[bytes]], Iterator[bytes]] | None:
    return next((one for mark, one in _PACKINGS.items() if head.startswith(mark)), None)


def _gzip(stream: IO[bytes]) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=stream) as file:
        yield from iter(partial(file.read, PIECE), b"")


def _bzip2(stream: IO[bytes]) -> Iterator[bytes]:
    with bz2.BZ2File(stream) as file:
        yield from iter(partial(file.read, PIECE), b"")


def _xz(stream: IO[bytes]) -> Iterator[bytes]:
    import lzma  # noqa: PLC0415 - Python is at times built without it

    one = lzma.LZMADecompressor(memlimit=_MOST_MEMORY)
    try:
        while not one.eof:
            packed = stream.read(PIECE) if one.needs_input else b""
            if one.needs_input and not packed:
                raise EOFError
            yield one.decompress(packed, PIECE)
    except lzma.LZMAError as error:
        raise tarfile.ReadError from error


_PACKINGS: Final[Mapping[bytes, Callable[[IO[bytes]], Iterator[bytes]]]] = {
    b"\x1f\x8b": _gzip,
    b"BZh": _bzip2,
    b"\xfd7zXZ\x00": _xz,
}
"""How to unfold a file, by its first bytes."""
