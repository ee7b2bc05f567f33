"""Parquet files written again without some of their rows, each in one step."""

from pathlib import Path

from openssi.batch import trail
from openssi.engines.on_disk import Session, files


def without(session: Session, path: Path, condition: str, *, order: str | None = None) -> int:
    """Rewrite a file without some of its rows, if it has any, and return how many.

    Its trail goes first: it must not outlive the rows, wherever it is stopped.

    Args:
        session: May read and write there.
        path: The file.
        condition: Which rows; never NULL.
        order: The column by which the others are sorted.
    """
    found = session.row(f"SELECT COUNT(*) AS n FROM {files([path])} WHERE {condition}")["n"]
    if found:
        had_trail = trail.removed(path)
        rewritten(session, path, f"SELECT * FROM {{}} WHERE NOT ({condition})", order=order)
        if had_trail:
            trail.write(path)
    return int(found)


def rewritten(session: Session, path: Path, select: str, *, order: str | None = None) -> None:
    """Put the result of a query in the place of a file, for which ``{}`` stands in the query."""
    aside = path.with_suffix(".part")
    session.write(select.format(files([path])), aside, order=order)
    aside.replace(path)
