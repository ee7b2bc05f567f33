"""Lines of CSV files that are no CSV: DuckDB passes over them and says where they begin."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from openssi.engines.on_disk import Session
from openssi.errors import SourceError
from openssi.sources.event_tables.broken import reason_of
from openssi.sources.event_tables.inputs import MAX_BROKEN, REJECTS

_BLOCK: Final = 1 << 20
_SCHEMA: Final = pa.schema([("file", pa.string()), ("line", pa.int64()), ("fault", pa.string())])


def keep(session: Session, table: str) -> int:
    """Keep the lines of the scans so far under the table's name; return how many there are.

    Raises:
        SourceError: There are so many that it is another kind of file.
    """
    if session.row(f"SELECT COUNT(*) AS n FROM {REJECTS}")["n"] >= MAX_BROKEN:
        raise SourceError(
            f"{table}: more lines are not CSV than can be told one by one.",
            hint="export the table again, as CSV in UTF-8 with a header, or as Parquet.",
        )
    session.create(
        _kept(table),
        f"SELECT s.file_path, r.line, MIN(r.line_byte_position) AS begins, "
        f"MIN(CAST(r.error_type AS VARCHAR)) AS kind FROM {REJECTS} AS r "
        f"JOIN {REJECTS}_scans AS s ON s.scan_id = r.scan_id AND s.file_id = r.file_id "
        "GROUP BY s.file_path, r.line",
    )
    session.connection.execute(f"DELETE FROM {REJECTS}").fetchall()
    return int(session.row(f"SELECT COUNT(*) AS n FROM {_kept(table)}")["n"])


def set_aside(session: Session, table: str, path: Path) -> None:
    """Write file, line and reason of what was kept, if anything was; never what the line holds."""
    found = session.fetch(f"SELECT * FROM {_kept(table)} ORDER BY file_path, begins").to_pylist()
    if found:
        session.load("lines_aside", pa.Table.from_pylist(list(_told(found)), schema=_SCHEMA))
        session.write("SELECT * FROM lines_aside", path)


def _kept(table: str) -> str:
    return f"lines_of_{table}"


def _told(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for file in dict.fromkeys(row["file_path"] for row in found):
        own = [row for row in found if row["file_path"] == file]
        numbers = _numbers(Path(file), [row["begins"] for row in own])
        for row, number in zip(own, numbers, strict=True):
            yield {"file": file, "line": number, "fault": reason_of(row["kind"])}


def _numbers(path: Path, begins: list[int]) -> Iterator[int]:
    """Yield the numbers of the lines that begin at some bytes, which are in order, from 1 on."""
    line, read = 1, 0
    with path.open("rb") as stream:
        for byte in begins:
            while read < byte - 1:
                block = stream.read(min(_BLOCK, byte - 1 - read))
                line += block.count(b"\n")
                read += len(block) or byte
            yield line
