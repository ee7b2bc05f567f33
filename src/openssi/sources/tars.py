"""The entries of a tar file, plain or gzipped."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from openssi.errors import SourceError
from openssi.sources.bounded import FREE_BYTES, MAX_BYTES, MAX_ENTRIES, MAX_RATIO, shown
from openssi.sources.entry_names import safe_name, suspect

_GZIP = b"\x1f\x8b"
_MAX_GULP = 1 << 20
_TAR_MAGIC = slice(257, 262)


def is_tar(path: Path, head: bytes) -> bool:
    """Say whether a file is a tar file, or a gzip file that begins like one."""
    if head.startswith(_GZIP):
        try:
            with gzip.open(path) as stream:
                head = stream.read(512)
        except (OSError, EOFError, zlib.error):
            return False
    return head[_TAR_MAGIC] == b"ustar"


@contextmanager
def tar_entries(
    path: Path, head: bytes
) -> Iterator[tuple[Sequence[str], Callable[[str], IO[bytes]]]]:
    """Open a tar file and yield its entries and a way to open each.

    Raises:
        SourceError: The file is cut off, unfolds without end, or an entry is a link, a device,
            reaches outside or is there twice.
    """
    with _stream(path, head) as stream:
        try:
            archive = tarfile.TarFile(fileobj=stream)
            found = _checked(path.name, archive)
            _refuse_open_end(stream, archive)
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
            raise SourceError(
                f"{shown(path.name)}: a tar file that is cut off or damaged.",
                hint="give the ZIP that LinkedIn sent you.",
            ) from error
        with archive:
            yield tuple(found), lambda name: _opened(archive, found[name])


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return archive.extractfile(member) or io.BytesIO()


def _checked(where: str, archive: tarfile.TarFile) -> dict[str, tarfile.TarInfo]:
    found: dict[str, tarfile.TarInfo] = {}
    for number, member in enumerate(archive):
        if number >= MAX_ENTRIES:
            raise SourceError(
                f"{shown(where)}: more than {MAX_ENTRIES:,} files.",
                hint="give the ZIP that LinkedIn sent you.",
            )
        name = safe_name(where, member.name)
        if member.isdir() or not name:
            continue
        if not member.isreg():
            raise suspect(where, name, "is a link or a device")
        if name in found:
            raise suspect(where, name, "is there twice")
        found[name] = member
    return found


def _refuse_open_end(stream: IO[bytes] | gzip.GzipFile, archive: tarfile.TarFile) -> None:
    """A tar file ends in empty blocks; the library takes anything else for an end as well."""
    stream.seek(archive.offset)
    if stream.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise tarfile.ReadError


def _stream(path: Path, head: bytes) -> _Plain | _Gzip:
    return _Gzip(path) if head.startswith(_GZIP) else _Plain(io.FileIO(path))


def _refuse_gulp(size: int | None) -> None:
    """Names and notes in the headers of a tar file are read at once, however long they are."""
    if size is None or not 0 <= size <= _MAX_GULP:
        raise tarfile.ReadError


class _Plain(io.BufferedReader):
    """A stream that is read in pieces only."""

    def read(self, size: int | None = -1) -> bytes:
        _refuse_gulp(size)
        return super().read(size)


class _Gzip(gzip.GzipFile):
    """A gzip stream that is read in pieces only, and does not unfold past a limit."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, mode="rb")
        self._limit = min(MAX_BYTES, max(FREE_BYTES, path.stat().st_size * MAX_RATIO))
        self._where = path.name

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == io.SEEK_SET and offset > self._limit:
            raise self._excess()
        return super().seek(offset, whence)

    def read(self, size: int | None = -1) -> bytes:
        _refuse_gulp(size)
        if self.tell() > self._limit:
            raise self._excess()
        return super().read(size)

    def _excess(self) -> SourceError:
        return SourceError(
            f"{shown(self._where)}: unpacks into far more than a data archive holds.",
            hint="give the ZIP that LinkedIn sent you.",
        )
