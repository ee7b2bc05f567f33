"""Rows as they are kept: the columns that are read, and of what people wrote only what is measured.

Nothing else of an answer outlives its receipt: no mail address, no birthday, no text of a message,
comment, post, invitation or recommendation. A text is replaced by a stand-in from which the same is
measured as from the text: whether there was one, how long an own "about" is, and whether a message
is an advertisement.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from openssi.sources.linkedin_api.domains import Domain, aliases_of
from openssi.sources.linkedin_archive.declared import normal_column
from openssi.sources.linkedin_archive.mail import SPONSORED_FIELD, SPONSORED_START
from openssi.sources.linkedin_archive.urls import pulse_of

STAND_IN: Final = "[text]"
"""Stands where somebody wrote something."""

_LONGEST_TEXT: Final = 100_000
_LONGEST_CELL: Final = 4_000


def _presence(text: str) -> str:
    return STAND_IN if text.strip() else ""


def _letter(text: str) -> str:
    if text.startswith(SPONSORED_START) or SPONSORED_FIELD in text:
        return SPONSORED_FIELD
    return _presence(text)


def _commentary(text: str) -> str:
    return _presence(text.strip().strip('"'))


def _length(text: str) -> str:
    """Return a text of the same length that says nothing."""
    return "x" * min(len(text.strip().replace("\r\n", "\n")), _LONGEST_TEXT)


def _own_article(url: str) -> str:
    slug = pulse_of(url)
    return f"https://www.linkedin.com/pulse/{slug}" if slug else ""


_RULES: Final[Mapping[str, Callable[[str], str]]] = {
    "CONTENT": _letter,
    "SUBJECT": _presence,
    "ATTACHMENTS": _presence,
    "Message": _presence,
    "Text": _presence,
    "ShareCommentary": _commentary,
    "SharedUrl": _own_article,
    "Headline": _length,
    "Summary": _length,
    "Profile Summary": _length,
    "Media Description": _presence,
}
"""What becomes of each column that holds something written."""

_NUMBERED: Final = ("CONTENT", "Message", "ShareCommentary", "Text", "Media Description")


def redacted(domain: Domain, rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the rows of one chunk as they are kept, as JSON.

    Two rows that differ in nothing but their texts stay two: their stand-ins are numbered.

    Args:
        domain: Whose rows.
        rows: As LinkedIn told them.
    """
    aliases = aliases_of(domain)
    met: Counter[str] = Counter()
    known: dict[int, str] = {}
    kept = []
    for row in rows:
        cells = {name: _text(value) for name, value in row.items()}
        mark = hash(tuple(sorted(cells.items())))
        if mark not in known:
            said = {aliases[key]: text for key, text in _normal(cells) if key in aliases}
            safe = {name: _safe(name, text) for name, text in sorted(said.items())}
            met[_json(safe)] += 1
            known[mark] = _json(_numbered(safe, met[_json(safe)]))
        kept.append(known[mark])
    return kept


def _normal(cells: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((normal_column(name), text) for name, text in cells.items())


def _text(value: object) -> str:
    """Return a cell as text; what has parts of its own is no cell."""
    if isinstance(value, bool | int | float):
        return str(value)
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _safe(name: str, text: str) -> str:
    rule = _RULES.get(name)
    return rule(text) if rule else " ".join(text[:_LONGEST_CELL].splitlines())


def _numbered(cells: dict[str, str], place: int) -> dict[str, str]:
    """Tell rows apart whose texts differed."""
    column = next((name for name in _NUMBERED if cells.get(name) == STAND_IN), None)
    if place == 1 or column is None:
        return cells
    return cells | {column: f"{STAND_IN[:-1]} {place}]"}


def _json(cells: Mapping[str, str]) -> str:
    return json.dumps(cells, separators=(",", ":"))
