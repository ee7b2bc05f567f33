"""One zip file in another archive: what becomes of a ZIP that is zipped once more."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.entries import Container, Entry, container_of
from openssi.sources.spooled import PIECE, spooled
from openssi.sources.zips import is_zip, zip_entries


def zip_within(outer: Container) -> Entry | None:
    """Return the zip file that an archive holds and nothing else, None where it holds none.

    Raises:
        SourceError: It holds a zip file and other files: which of them is meant is not known.
    """
    kept = [entry for entry in outer.entries if not entry.is_junk]
    inner = next((entry for entry in kept if _is_zip(outer, entry)), None)
    if inner is not None and len(kept) > 1:
        raise SourceError(
            f"{shown(outer.path.name)}: holds another archive beside other files.",
            hint="unpack it once and give each archive that is inside on its own.",
        )
    return inner


def _is_zip(outer: Container, entry: Entry) -> bool:
    if not entry.name.lower().endswith(".zip"):
        return False
    with outer.open(entry, is_packed=True) as stream:
        return is_zip(stream.read(4))


@contextmanager
def unnested(outer: Container, inner: Entry) -> Iterator[Container]:
    """Open the zip file in an archive, as if it were a folder there.

    Its bytes are counted twice, packed and unpacked, and all of them against what the archive as it
    came may unfold into.

    Raises:
        SourceError: It is no sound zip file, or there is one more zip file in it.
    """
    where = f"{outer.path.name}: {inner.path}"
    with (
        outer.open(inner, is_packed=True) as stream,
        spooled(iter(partial(stream.read, PIECE), b""), shown(where)) as file,
        zip_entries(where, file) as (names, opener),
    ):
        whole = _joined(outer, inner, names, opener, file.seek(0, io.SEEK_END))
        if any(_is_zip(whole, entry) for entry in whole.entries if not entry.is_junk):
            raise SourceError(
                f"{shown(outer.path.name)}: an archive in an archive in an archive.",
                hint="unpack it and give the innermost archive.",
            )
        yield whole


def _joined(
    outer: Container,
    inner: Entry,
    names: Iterable[str],
    opener: Callable[[str], IO[bytes]],
    packed: int,
) -> Container:
    """Return what lies in the inner archive, and beside it."""
    folder = f"{inner.path}/"

    def open_one(path: str) -> IO[bytes]:
        is_within = path.startswith(folder)
        return opener(path.removeprefix(folder)) if is_within else outer.opener(path)

    beside = (entry.path for entry in outer.entries if entry != inner)
    return container_of(
        outer.path,
        (*beside, *(folder + name for name in names)),
        open_one,
        outer.allowance.within(packed),
    )
