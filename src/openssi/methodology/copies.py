"""A methodology of one's own to start from: the shipped text with another name."""

import re
from typing import Final

from openssi.methodology.load import shipped_text

_LONGEST: Final = 41
"""Characters that an id may have."""

_FREE: Final = re.compile(r"(?!openssi$)[a-z][a-z0-9_]+")
"""An id as it is, where it is not the shipped one's."""


def named_copy(stem: str) -> str:
    """Return the text of the shipped methodology under a new id and title.

    Args:
        stem: Name of the file without its ending; the id is made of it.

    >>> named_copy("Field Sales").splitlines()[6]
    'id = "field_sales"'
    """
    title = "".join(c for c in stem if c.isprintable() and c not in '"\\').strip() or "Mine"
    text = _with(shipped_text(), "id", identifier(stem))
    return _with(text, "title", f"{title}, after OpenSSI 1")


def identifier(stem: str) -> str:
    """Return an id made of a name.

    >>> identifier("2027 plan (draft)")
    'my_2027_plan_draft'
    """
    plain = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_")
    if not _FREE.fullmatch(plain):
        plain = f"my_{plain or 'own'}"
    return plain[:_LONGEST].rstrip("_")


def _with(text: str, key: str, value: str) -> str:
    """Replace the first line of a key, which is the methodology's own."""
    return re.sub(rf'(?m)^{key} = "[^"\n]*"', lambda _: f'{key} = "{value}"', text, count=1)
