"""Streams out of a stranger's archive: real bytes are counted, never the header's word.

What an archive may unfold into is bounded by its size as it came, and absolutely: bytes, lines,
entries. What a line may take in memory is bounded where it is read (`linkedin_archive.rows`).
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO, Final

from openssi.errors import SourceError

MAX_ENTRIES: Final = 20_000
"""Files in one archive; a Complete archive with many articles has a few hundred."""

MAX_BYTES: Final = 2 << 30
"""Unpacked size of one archive; ten busy years are about 200 MB."""

MAX_RATIO: Final = 50
"""Unpacked bytes for each packed one; tables of text reach about 20, a bomb 1,000 and more."""

LINE_BYTES: Final = 12
"""Packed bytes for each line; messages take about 35, the plainest table of an archive 15."""

FREE_LINES: Final = 50_000
"""Lines that even a small archive may have."""

FREE_BYTES: Final = 16 << 20
"""Small archives may be as repetitive as they like."""

_DAMAGE: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    gzip.BadGzipFile,
    NotImplementedError,
    RuntimeError,
)


def shown(text: str, *, limit: int = 120) -> str:
    """Return a name from an archive, fit to be printed: no control characters, not too long."""
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


class Allowance:
    """How many bytes and lines an archive may still unfold into, over all of its entries.

    Args:
        where: The archive's name, for messages.
        packed: Its size as it came.
        outer: What the archive that it lies in may still unfold into; all is counted there, too.
    """

    def __init__(self, where: str, packed: int, outer: Allowance | None = None) -> None:
        self._where = where
        self._outer = outer
        self._left = min(MAX_BYTES, max(FREE_BYTES, packed * MAX_RATIO))
        self._lines_left = max(FREE_LINES, packed // LINE_BYTES)

    def within(self, packed: int) -> Allowance:
        """Return the allowance of an archive of this size that lies in this one."""
        return Allowance(self._where, packed, self)

    def spend(self, data: bytes) -> None:
        """Take note of text that was read, and refuse to go on where it is too much."""
        self.take(len(data), max(data.count(b"\n"), data.count(b"\r")))

    def spend_bytes(self, data: bytes) -> None:
        """Do the same for what is packed still: the lines in it are not lines."""
        self.take(len(data), 0)

    def take(self, size: int, lines: int) -> None:
        """Take note of so many bytes and lines, here and in what this lies in."""
        self._left -= size
        self._lines_left -= lines
        if self._left < 0 or self._lines_left < 0:
            raise SourceError(
                f"{self._where}: unpacks into far more than a data archive holds.",
                hint="download the archive from LinkedIn again and give that file.",
            )
        if self._outer is not None:
            self._outer.take(size, lines)


class Counted(io.RawIOBase):
    """A stream of one entry whose bytes are counted and whose damage is reported plainly.

    Args:
        stream: The entry.
        spend: Told of all that is read.
        where: What to call it in messages.
    """

    def __init__(self, stream: IO[bytes], spend: Callable[[bytes], None], where: str) -> None:
        super().__init__()
        self._stream = stream
        self._spend = spend
        self._where = where

    def readable(self) -> bool:
        """Say that this stream can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # io asks for any buffer
        """Fill the buffer; damage and excess become one clear error."""
        try:
            data = self._stream.read(len(buffer))
        except _DAMAGE as error:
            raise SourceError(
                f"{self._where}: damaged or cut off, its content does not match its checksum.",
                hint="download the archive again; the link in LinkedIn's mail lives 72 hours.",
            ) from error
        except OSError as error:
            raise SourceError(
                f"{self._where}: cannot be read ({error.strerror or 'read error'}).",
                hint="check the rights of the file, or copy it to a local disk.",
            ) from error
        buffer[: len(data)] = data
        self._spend(data)
        return len(data)

    def close(self) -> None:
        """Close the entry as well."""
        self._stream.close()
        super().close()
