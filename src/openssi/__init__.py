"""OpenSSI: the open, explainable Social Selling Index. Independent of LinkedIn, and an estimate."""

import datetime as dt
from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from openssi.notebook import Result
    from openssi.result import Result as Scored

    Path = str | PathLike[str]

__version__ = "0.1.0"

__all__ = ["Result", "__version__", "explain", "score"]


def __getattr__(name: str) -> object:
    """Import `Result` when it is asked for: the version is told without it."""
    if name == "Result":
        from openssi.notebook import Result  # noqa: PLC0415

        return Result
    raise AttributeError(f"module 'openssi' has no attribute '{name}'")


def score(  # noqa: PLR0913 - keywords, each an option of the command line
    archives: "Path | Sequence[Path]",
    *,
    as_of: dt.date | None = None,
    me: str | None = None,
    allow_resaved: bool = False,
    accounts: "Path | None" = None,
    methodology: "Path | None" = None,
    audience: "Path | None" = None,
) -> "Result":
    """Score the member whose LinkedIn data archive this is.

    Args:
        archives: The ZIP that LinkedIn sent, or the folder unpacked from it; or several of one
            member, in any order.
        as_of: The day to score; by default the last day that the archives saw.
        me: The member's own profile address, where an archive leaves it open.
        allow_resaved: Accept files that a spreadsheet program saved again.
        accounts: A list of companies as CSV: ``company,industry,target``.
        methodology: A methodology (TOML); by default the one that ships with OpenSSI.
        audience: The people to reach (TOML); by default the methodology's audience.

    Returns:
        The result object: total, pillars, signals with their evidence, and the daily history. As
        the value of a notebook's cell it shows itself; `to_frame` and `chart` give its numbers to
        pandas and Altair.

    Raises:
        openssi.errors.OpenSSIError: An archive cannot be read; the message says why and what next.
    """
    # Imported here: `openssi --version` must not wait for DuckDB.
    from pathlib import Path as Place  # noqa: PLC0415

    from openssi import pipeline  # noqa: PLC0415
    from openssi.methodology import choose  # noqa: PLC0415
    from openssi.notebook import Result  # noqa: PLC0415

    rules = choose(
        Place(methodology) if methodology else None, Place(audience) if audience else None
    )
    given = [archives] if isinstance(archives, (str, PathLike)) else archives
    imported = pipeline.read(
        *map(Place, given),
        me=me,
        allow_resaved=allow_resaved,
        accounts=Place(accounts) if accounts else None,
    )
    return Result.of(pipeline.score(imported, as_of=as_of, methodology=rules))


def explain(result: "Scored", signal: str | None = None) -> "RenderableType":
    """Show why a signal earns what it earns, and what the next point takes.

    Args:
        result: From `score`.
        signal: The id of a signal; without it all signals with the price of their next point.

    Returns:
        Something that Rich prints; as the value of a notebook's cell it shows itself.

    Raises:
        openssi.errors.OpenSSIError: There is no such signal; the hint names the nearest.
    """
    from openssi import report  # noqa: PLC0415 - `openssi --version` must not wait for it

    if signal is None:
        return report.explanations(result)
    return report.explanation(result, report.named(result.signals, signal))
