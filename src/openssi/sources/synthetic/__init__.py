"""Writes the LinkedIn data archive of a person who does not exist, and says what is true of it.

`write` makes the archive; the `Truth` that it returns holds the value of everything that a reader
may count in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from openssi.errors import OutputError
from openssi.sources.synthetic.files.archive import archive_files, as_shown, zip_bytes
from openssi.sources.synthetic.files.eras import ERAS
from openssi.sources.synthetic.lives import live
from openssi.sources.synthetic.mutations import MUTATIONS, Files
from openssi.sources.synthetic.source import data
from openssi.sources.synthetic.tally import tally
from openssi.sources.synthetic.truth import Truth

__all__ = ["ERAS", "MUTATIONS", "Kind", "Truth", "file_name", "write"]

Kind = Literal["complete", "basic"]
"""LinkedIn's larger archive, or the smaller one that comes first."""

_END = dt.date(2026, 11, 15)


def write(  # noqa: PLR0913 - each is a choice of its own, all but one with a default
    out: Path,
    *,
    seed: int = 7,
    years: int = 8,
    end: dt.date = _END,
    connections: int | None = None,
    messages: int | None = None,
    era: int = 2026,
    kind: Kind = "complete",
    mutations: Sequence[str] = (),
) -> Truth:
    """Write the archive of a fictional member as a ZIP file.

    Args:
        out: Where to write it; `file_name` gives the name that LinkedIn would use.
        seed: The same seed gives the same archive.
        years: How long the member has been one.
        end: Last day of the life: nothing in the archive is later.
        connections: How many connections there are; 300 a year if not said.
        messages: About how many messages there are; 875 a year if not said.
        era: The year, 2021 to 2026, whose file formats are used.
        kind: Whether LinkedIn's larger or smaller archive is written.
        mutations: Names from `MUTATIONS`: what happened to the archive on its way, in turn.

    Returns:
        What is true of the archive.

    Raises:
        OutputError: The file cannot be written, or there is no such life, era or mutation.
    """
    _check(years, connections, era, mutations)
    story = data("story")
    life = live(
        seed=seed,
        years=years,
        end=end,
        connections=connections or story["connections_a_year"] * years,
        messages_wanted=messages or story["messages_a_year"] * years,
    )
    life = as_shown(life, ERAS[era], complete=kind == "complete")
    files: Files = archive_files(life, ERAS[era], complete=kind == "complete")
    for name in mutations:
        files = MUTATIONS[name](files)
    _save(out, zip_bytes(files))
    return tally(life)


def file_name(end: dt.date, *, kind: Kind = "complete") -> str:
    """Return the name that LinkedIn gives to an archive asked for on this day."""
    return f"{kind.capitalize()}_LinkedInDataExport_{end:%m-%d-%Y}.zip"


def _check(years: int, connections: int | None, era: int, mutations: Sequence[str]) -> None:
    if years < 1 or (connections is not None and connections < 1):
        raise OutputError(
            f"A life of {years} years with {connections} connections cannot be made.",
            hint="ask for at least one year and one connection.",
        )
    if era not in ERAS:
        raise OutputError(
            f"There is no era {era} of the archive's format.",
            hint=f"choose one of {', '.join(map(str, ERAS))}.",
        )
    for name in mutations:
        if name not in MUTATIONS:
            raise OutputError(
                f"There is no mutation '{name}' of archives.",
                hint=f"choose from {', '.join(MUTATIONS)}.",
            )


def _save(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror}).",
            hint="choose a place in which you may write.",
        ) from error
