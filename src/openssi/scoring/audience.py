"""The target audience as a condition on what is known of a person."""

import re

from openssi.methodology.model import Audience
from openssi.scoring.sql import any_of, text


def matches(audience: Audience, row: str) -> str:
    """Return SQL that is true where a person is in the audience.

    Args:
        audience: Every list that is given must match; an empty audience is everyone.
        row: Name of a relation with the columns of `tables.ATTRIBUTES`.
    """
    conditions = [
        any_of(f"LOWER(TRIM({row}.{column}))", (value.strip().lower() for value in values))
        for column, values in _exact(audience)
    ]
    if audience.titles:
        conditions.append(_titles(audience.titles, row))
    return " AND ".join(conditions) or "TRUE"


def known(audience: Audience, row: str) -> str:
    """Return SQL that is true where all that the audience asks about is known of a person."""
    columns = [column for column, _ in _exact(audience)] + ["title"] * bool(audience.titles)
    return " AND ".join(f"{row}.{column} IS NOT NULL" for column in columns) or "TRUE"


def _exact(audience: Audience) -> list[tuple[str, tuple[str, ...]]]:
    lists = [
        ("seniority", audience.seniorities),
        ("function", audience.functions),
        ("industry", audience.industries),
        ("company", audience.companies),
    ]
    return [(column, values) for column, values in lists if values]


def _titles(words: tuple[str, ...], row: str) -> str:
    """Whole words only: "CTO" is not found in "director"."""
    edge = "[^\\p{L}\\p{N}]"
    patterns = (f"(^|{edge}){_plain(word)}($|{edge})" for word in words)
    found = " OR ".join(
        f"REGEXP_MATCHES(LOWER({row}.title), {text(pattern)})" for pattern in patterns
    )
    return f"({found})"


def _plain(word: str) -> str:
    """A pattern for the word itself; a space stays one, as every engine's patterns have it."""
    return re.escape(word.strip().lower()).replace("\\ ", " ")
