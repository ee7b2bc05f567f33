"""A reading typed in by hand, each mistake named with its option."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from openssi.sources.account import OfficialReading
from openssi.sources.official_ssi import checks
from openssi.sources.official_ssi.parts import WORDS

SOURCE: Final = "typed in"
"""How a reading says that it was typed in."""


def typed(
    values: Mapping[str, float | str | None], *, day: dt.date, member_id: str
) -> OfficialReading:
    """Return what a person read from LinkedIn's page.

    Args:
        values: The parts as `parts.Parts` calls them (``total``, ``brand``, ``industry_top``, …);
            None is not told. ``industry_name`` may be given as well.
        day: The day on which they read it (UTC).
        member_id: Whose index it is.

    Raises:
        SourceError: A value cannot be true; each is named with its option, as ``--industry-top``.
    """
    parts = {part: value for part, value in values.items() if value is not None}
    return checks.reading(parts, day=day, member_id=member_id, source=SOURCE, name=option)


def option(part: str) -> str:
    """Return the option of the command line that gives a part.

    >>> option("industry_top")
    '--industry-top'
    """
    return f"--{part.replace('_', '-')}"


OPTIONS: Final = tuple(map(option, WORDS))
"""Every option, in the order of the page."""
