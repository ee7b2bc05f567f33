"""Rows of one member, out of files of a million: the fewest bytes that hold them.

The file is told from its name where the run divided members by a hash, the rows within it from the
least and the greatest id of each row group. Files of other names, and those of an engine that
hashes otherwise, are all looked through.
"""

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from openssi.batch.parts import bucket_in, buckets_of, part_name
from openssi.batch.trail import NoTrailError, found
from openssi.errors import SourceError

Row = dict[str, Any]

MEMBER: Final = "member_id"


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where one member's rows may be."""

    member_id: str
    """The id, as a text."""
    is_hashed: bool = True
    """Whether the names of files are believed."""

    def among(self, files: Sequence[Path]) -> Sequence[Path]:
        """Return those of a day's files that may hold the member."""
        count = buckets_of(files[0].name) if files and self.is_hashed else None
        if count is None:
            return files
        name = part_name(bucket_in(self.member_id, count), count)
        return [path for path in files if path.name == name]


def past_row(files: Sequence[Path], where: Places, columns: Sequence[str]) -> Row | None:
    """Return what a day's scores have of a member for their history; None where they have nothing.

    Args:
        files: The files of the day.
        where: Where the member may be among them.
        columns: What is wanted, where a file has no trail.
    """
    likely = where.among(files)
    with _whole():
        try:
            seen = [found(path, where.member_id) for path in likely]
        except NoTrailError:
            return next(iter(rows(likely, where.member_id, columns)), None)
    return next((row for row in seen if row is not None), None)


def rows(files: Sequence[Path], member_id: str, columns: Sequence[str] | None = None) -> list[Row]:
    """Return a member's rows, in the order in which they stand.

    Args:
        files: Where to look.
        member_id: The id, as a text, whatever it is in the file.
        columns: What is wanted of them; all by default. Those that a file lacks are left out.

    Raises:
        SourceError: A file is not whole.
    """
    with _whole():
        return [row for path in files for row in _in_file(path, member_id, columns)]


@contextmanager
def _whole() -> Iterator[None]:
    """Refuse a file that ends too early."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            f"A file of the results cannot be read to its end ({type(error).__name__}).",
            hint="run `openssi batch` for the day again.",
        ) from error


def _in_file(path: Path, member_id: str, columns: Sequence[str] | None) -> Iterator[Row]:
    with _opened(path) as file:
        schema = file.schema_arrow
        wanted = _as_stored(schema.field(MEMBER).type, member_id)
        if wanted is None:
            return
        names = None if columns is None else [MEMBER, *(n for n in columns if n in schema.names)]
        for group in _groups(file, schema.names.index(MEMBER), wanted.as_py()):
            yield from _in_group(file, group, names, wanted)


def _opened(path: Path) -> parquet.ParquetFile:
    """Open a file; texts stay numbers of the few that there are, which is half the reading."""
    contents = parquet.read_metadata(path)
    fields = contents.schema.to_arrow_schema()
    texts = [one.name for one in fields if pa.types.is_string(one.type) and one.name != MEMBER]
    return parquet.ParquetFile(path, metadata=contents, read_dictionary=texts)


def _in_group(
    file: parquet.ParquetFile, group: int, names: Sequence[str] | None, wanted: pa.Scalar
) -> list[Row]:
    """The rows of one member, of which there is mostly one: what follows it is not read."""
    ids = file.read_row_group(group, columns=[MEMBER], use_threads=False)[MEMBER]
    first = pc.index(ids, wanted).as_py()
    if first < 0:
        return []
    if pc.index(ids, wanted, start=first + 1).as_py() < 0:
        return _row(file, group, names, first)
    read = file.read_row_group(group, columns=names, use_threads=False)
    several: list[Row] = read.filter(pc.equal(ids, wanted)).to_pylist()
    return several


def _row(
    file: parquet.ParquetFile, group: int, names: Sequence[str] | None, place: int
) -> list[Row]:
    how = {"row_groups": [group], "columns": names, "use_threads": False}
    for batch in file.iter_batches(place + 1, **how):
        if place < batch.num_rows:
            found: list[Row] = batch.slice(place, 1).to_pylist()
            return found
        place -= batch.num_rows
    return []


def _as_stored(kind: pa.DataType, member_id: str) -> pa.Scalar | None:
    """The id as the file has it; None where no member of it can have such an id.

    Made of bytes: of a value, Arrow would make it after a look at pandas, which takes a second.
    """
    if not pa.types.is_integer(kind):
        told = member_id.encode()
        ends = pa.py_buffer(struct.pack("=ii", 0, len(told)))
        return pa.StringArray.from_buffers(1, ends, pa.py_buffer(told))[0].cast(kind)
    try:
        number = struct.pack("=q", int(member_id))
    except (ValueError, struct.error):
        return None
    if str(int(member_id)) != member_id:
        return None
    return pa.Array.from_buffers(pa.int64(), 1, [None, pa.py_buffer(number)])[0].cast(kind)


def _groups(file: parquet.ParquetFile, column: int, wanted: str | int) -> Iterator[int]:
    """Row groups whose least and greatest id allow for the one that is wanted."""
    for number in range(file.metadata.num_row_groups):
        told = file.metadata.row_group(number).column(column).statistics
        if told is None or not told.has_min_max or told.min <= wanted <= told.max:
            yield number
