"""The entries of a zip file."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from openssi.errors import SourceError
from openssi.sources.bounded import MAX_ENTRIES, shown
from openssi.sources.entry_names import safe_name, suspect

_LOCAL_HEADER_SIZE = 30
_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
"""The mark of the end; from the ninth byte after it on stands the size of the list of entries."""
_LONGEST_END = 22 + (1 << 16)
_ENTRY = 400
"""Bytes of an entry in the list, with a long name."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def is_zip(head: bytes) -> bool:
    """Say whether a file begins like a zip file with something in it."""
    return head.startswith(b"PK\x03\x04")


def is_empty_zip(head: bytes) -> bool:
    """Say whether a file begins like a zip file with nothing in it."""
    return head.startswith(_END)


@contextmanager
def zip_entries(
    where: str, stream: IO[bytes]
) -> Iterator[tuple[Sequence[str], Callable[[str], IO[bytes]]]]:
    """Open a zip file and yield its entries and a way to open each.

    An encrypted entry is listed, and refused when it is opened: what nobody needs may be locked.

    Raises:
        SourceError: The file is cut off, or an entry is a link, reaches outside, lies over another
            one or is there twice.
    """
    _refuse_vast(where, stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise SourceError(
            f"{shown(where)}: a ZIP file that is cut off or damaged.",
            hint="download it again; the link in LinkedIn's mail lives 72 hours.",
        ) from error
    with archive:
        found = _checked(where, archive)
        yield tuple(found), lambda name: _opened(where, archive, found[name])


def _opened(where: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(
            f"{shown(where)}: entry '{shown(info.filename)}' is encrypted.",
            hint="unpack it with its password and give the folder.",
        )
    return archive.open(info)


def _refuse_vast(where: str, stream: IO[bytes]) -> None:
    """The list of entries is read at once, however long it is."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(size - min(size, _LONGEST_END))
    _, mark, end = stream.read().rpartition(_END)
    if mark and int.from_bytes(end[8:12], "little") > MAX_ENTRIES * _ENTRY:
        raise SourceError(
            f"{shown(where)}: more files than a data archive has.",
            hint="give the archive itself, not one that holds much more.",
        )


def _checked(where: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    _refuse_overlaps(where, infos, archive.start_dir)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = safe_name(where, info.filename)
        if info.is_dir() or not name:
            continue
        _refuse_odd(where, info)
        if name in found:
            raise suspect(where, name, "is there twice")
        found[name] = info
    return found


def _refuse_odd(where: str, info: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise suspect(where, info.filename, "is a link")
    if info.compress_type not in _METHODS:
        raise suspect(where, info.filename, "is packed in a way that LinkedIn does not use")


def _refuse_overlaps(where: str, infos: Sequence[zipfile.ZipInfo], directory: int) -> None:
    """Two entries that share bytes are how small files unfold into huge ones."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise suspect(where, info.filename, "lies over another one")
        end = info.header_offset + _LOCAL_HEADER_SIZE + info.compress_size
    if end > directory:
        raise suspect(where, infos[-1].filename, "is longer than the archive")
