"""What titles tell of people whose seniority or function nobody tells: each is read once.

`openssi score` reads the title of each row where either is left open, and so does this; but only
the different titles come here, the most frequent first and no more than can be read in seconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi.batch.sources import Source
from openssi.engines.base import Warehouse
from openssi.enrich.titles import LONGEST, classify
from openssi.scoring.sql import union

MOST: Final = 250_000
"""Titles that are read; the people of a million have a hundred thousand."""
MOST_CHARACTERS: Final = 8_000_000
"""Characters of titles that are read: a microsecond each, so ten seconds at most."""

_CHUNK: Final = 10_000
_TABLES: Final = ("members", "connections")
_TOLD: Final = ("seniority", "function")
_READ: Final = "titles_read"


@dataclass(frozen=True, kw_only=True)
class Titles:
    """How far titles were understood, where seniority or function is left open."""

    different: int = 0
    """Different titles."""
    read: int = 0
    """Those that were read."""
    understood: int = 0
    """Those that tell a seniority or a function."""
    rows: int = 0
    """Rows of members and connections with a title, and without a seniority or a function."""
    rows_read: int = 0
    rows_understood: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said where not all were read."""
        if self.read == self.different:
            return ()
        left = self.rows - self.rows_read
        said = (
            f"Of {self.different:,} different titles the {self.read:,} most frequent were read; "
            f"{left:,} rows of members and connections have a rarer one, which tells nothing."
        )
        return (said,)


def filled(session: Warehouse, sources: Mapping[str, Source]) -> tuple[dict[str, Source], Titles]:
    """Return the tables with what titles tell, in rows that leave seniority or function open.

    Args:
        session: Where they are read; what the titles tell stays there.
        sources: The tables.
    """
    titled = {
        table: source
        for table, source in sources.items()
        if table in _TABLES and "title" in source.origins
    }
    if not titled:
        return dict(sources), Titles()
    met = _met(titled.values())
    most = session.fetch(f"{met} ORDER BY n DESC, title LIMIT {MOST + 1}")
    readings, titles = _read(most)
    if titles.different > MOST:
        titles = replace(titles, **_counted(session, met))
    if not titles.understood:
        return dict(sources), titles
    session.load(_READ, readings)
    return {**sources, **{table: _with_levels(source) for table, source in titled.items()}}, titles


def _met(sources: Iterable[Source]) -> str:
    """Return the query for the different titles that may tell something, and in how many rows."""
    lacking = union(
        f"SELECT LEFT(title, {LONGEST}) AS title FROM ({source.rows}) AS given "
        "WHERE fault IS NULL AND TRIM(title) <> '' AND (seniority IS NULL OR function IS NULL)"
        for source in sources
    )
    return f"SELECT title, COUNT(*) AS n FROM ({lacking}) AS lacking GROUP BY title"


def _counted(session: Warehouse, met: str) -> dict[str, int]:
    found = session.row(f"SELECT COUNT(*) AS different, SUM(n) AS n FROM ({met}) AS met")
    return {"different": int(found["different"]), "rows": int(found["n"])}


def _read(met: pa.Table) -> tuple[pa.Table, Titles]:
    """Read titles up to a number of characters, and return those that tell something."""
    characters = pc.cumulative_sum(pc.utf8_length(met["title"]).cast(pa.int64()))
    few = met.filter(pc.less_equal(characters, MOST_CHARACTERS)).slice(0, MOST)
    levels: list[str | None] = []
    areas: list[str | None] = []
    for title in map(classify, _texts(few["title"])):
        levels.append(title.seniority)
        areas.append(title.function)
    told = few.append_column("seniority", pa.array(levels, pa.string()))
    told = told.append_column("function", pa.array(areas, pa.string()))
    understood = told.filter(pc.or_(*(pc.is_valid(told[name]) for name in _TOLD)))
    return understood.drop_columns("n"), Titles(
        different=met.num_rows,
        read=few.num_rows,
        understood=understood.num_rows,
        rows=_sum(met),
        rows_read=_sum(few),
        rows_understood=_sum(understood),
    )


def _texts(column: pa.ChunkedArray) -> Iterator[str]:
    """Yield texts, of which few are held at a time; not every engine makes sure they are UTF-8."""
    for chunk in column.cast(pa.binary()).chunks:
        for start in range(0, len(chunk), _CHUNK):
            for text in chunk.slice(start, _CHUNK).to_pylist():
                yield text.decode("utf-8", errors="replace")


def _sum(titles: pa.Table) -> int:
    return int(pc.sum(titles["n"]).as_py() or 0)


def _with_levels(source: Source) -> Source:
    cells = ", ".join(
        f"COALESCE(g.{name}, t.{name}) AS {name}" if name in _TOLD else f'g."{name}"'
        for name in (*source.columns, "fault")
    )
    rows = f"""
SELECT {cells}
FROM ({source.rows}) AS g
LEFT JOIN {_READ} AS t ON t.title = LEFT(g.title, {LONGEST})"""
    origins = {**dict.fromkeys(_TOLD, source.origins["title"]), **source.origins}
    return replace(source, rows=rows, origins=origins)
