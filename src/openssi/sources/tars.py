"""The entries of a tar file, plain or packed with gzip, bzip2 or xz."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_ENTRIES, Allowance, shown
from openssi.sources.entry_names import safe_name, suspect
from openssi.sources.spooled import spooled
from openssi.sources.unfolding import is_packed, unfolded

_MAX_GULP = 1 << 20
_TAR_MAGIC = slice(257, 262)


def is_tar(path: Path, head: bytes) -> bool:
    """Say whether a file is a tar file, or a packed file that begins like one."""
    if is_packed(head):
        try:
            head = _unfolded_head(path, head)
        except (tarfile.ReadError, ImportError):
            return False
    return head[_TAR_MAGIC] == b"ustar"


def _unfolded_head(path: Path, head: bytes) -> bytes:
    found = b""
    with closing(unfolded(path, head)) as pieces:
        for piece in pieces:
            found += piece
            if len(found) >= tarfile.BLOCKSIZE:
                break
    return found


@contextmanager
def tar_entries(
    path: Path, head: bytes
) -> Iterator[tuple[Sequence[str], Callable[[str], IO[bytes]]]]:
    """Open a tar file and yield its entries and a way to open each.

    Raises:
        SourceError: The file is cut off, unfolds without end, or an entry is a link, a device,
            reaches outside or is there twice.
    """
    with _plain(path, head) as stream:
        try:
            archive = tarfile.TarFile(fileobj=stream)
            found = _checked(path.name, archive)
            _refuse_open_end(stream, archive)
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise _damaged(path) from error
        with archive:
            yield tuple(found), lambda name: _opened(archive, found[name])


@contextmanager
def _plain(path: Path, head: bytes) -> Iterator[_InPieces]:
    """Open a tar file as a plain one, wherever it was packed."""
    if not is_packed(head):
        with _InPieces(io.FileIO(path)) as stream:
            yield stream
        return
    where = shown(path.name)
    with spooled(_within_bounds(path, head), where) as file, _InPieces(file) as stream:
        yield stream


def _within_bounds(path: Path, head: bytes) -> Iterator[bytes]:
    allowance = Allowance(shown(path.name), path.stat().st_size)
    try:
        for piece in unfolded(path, head):
            allowance.spend_bytes(piece)
            yield piece
    except tarfile.ReadError as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> SourceError:
    return SourceError(
        f"{shown(path.name)}: a tar file that is cut off or damaged.",
        hint="give the ZIP that LinkedIn sent you.",
    )


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


def _refuse_open_end(stream: _InPieces, archive: tarfile.TarFile) -> None:
    """A tar file ends in empty blocks; the library takes anything else for an end as well."""
    stream.seek(archive.offset)
    if stream.read(tarfile.BLOCKSIZE) != bytes(tarfile.BLOCKSIZE):
        raise tarfile.ReadError


class _InPieces(io.BufferedReader):
    """A stream that is read in pieces only.

    Names and notes in the headers of a tar file are read at once, however long they are.
    """

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= _MAX_GULP:
            raise tarfile.ReadError
        return super().read(size)
