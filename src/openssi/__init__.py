"""OpenSSI: the open, explainable Social Selling Index. Independent of LinkedIn, and an estimate."""

import datetime as dt
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.result import Result

__version__ = "0.1.0"

__all__ = ["__version__", "score"]


def score(path: "str | PathLike[str]", *, as_of: dt.date | None = None) -> "Result":
    """Score the member whose LinkedIn data archive this is.

    Args:
        path: The ZIP that LinkedIn sent, or the folder unpacked from it.
        as_of: The day to score; by default the last day that the archive saw.

    Returns:
        The result object: total, pillars, signals with their evidence, and the daily history.

    Raises:
        openssi.errors.OpenSSIError: The archive cannot be read; the message says why and what next.
    """
    # Imported here: `openssi --version` must not wait for DuckDB.
    from pathlib import Path  # noqa: PLC0415

    from openssi import pipeline  # noqa: PLC0415

    return pipeline.score(pipeline.read(Path(path)), as_of=as_of)
