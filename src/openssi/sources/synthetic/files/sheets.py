"""A table of the archive, and the two dialects of CSV that LinkedIn writes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Row = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One file of the archive."""

    name: str
    """Path inside the archive."""
    columns: Row
    rows: Sequence[Row]
    preamble: str = ""
    """Lines before the header."""
    quoted: bool = False
    """Whether every field is quoted."""
    backslashes: bool = False
    """Whether a quote is escaped with a backslash instead of being doubled."""
    complete_only: bool = False
    """Whether a basic archive lacks the file."""

    def text(self) -> str:
        """Return the file as LinkedIn would write it."""
        lines = [self.columns, *self.rows]
        if self.backslashes:
            return self.preamble + "".join(map(_escaped_line, lines))
        return self.preamble + csv_text(lines, quoted=self.quoted)


def csv_text(lines: Iterable[Row], *, quoted: bool) -> str:
    """Return a table in the usual dialect, with every field quoted or only those that need it."""
    out = io.StringIO()
    if quoted:
        csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(lines)
    else:
        csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def _escaped_line(fields: Row) -> str:
    return ",".join(map(_escaped, fields)) + "\n"


def _escaped(field: str) -> str:
    if not any(mark in field for mark in '",\n'):
        return field
    return '"' + field.replace('"', '\\"') + '"'


def wrapped(text: str) -> str:
    """Return a post as `Shares.csv` holds it: every inner line end stands between quotes."""
    return text.replace("\n", '"\n"')
