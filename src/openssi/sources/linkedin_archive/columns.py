"""Columns of texts, read at once: most are plain and need no look at each of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from openssi.sources.linkedin_archive.urls import USUAL, name_key, slug_of

_PLAIN_NAME: Final = r"^[!-~]+(?: [!-~]+)*$"
_PLAIN_URL: Final = rf"^{re.escape(USUAL)}[A-Za-z0-9-]+$"


def distinct(read: Callable[[str], str], texts: pa.Array) -> list[str]:
    """Return what each text is read as, worked out once for all that are the same."""
    coded = texts.dictionary_encode()
    values = list(map(read, coded.dictionary.to_pylist()))
    return [values[place] for place in coded.indices.to_pylist()]


def name_keys(names: pa.Array) -> list[str]:
    """Return names in the form in which names are compared, as `name_key` does."""
    return _with_odd_ones(pc.ascii_lower(names), names, _PLAIN_NAME, name_key)


def slugs_of(urls: pa.Array) -> list[str]:
    """Return the slugs in profile addresses, as `slug_of` does."""
    usual = pc.ascii_lower(pc.utf8_slice_codeunits(urls, len(USUAL)))
    return _with_odd_ones(usual, urls, _PLAIN_URL, slug_of)


def _with_odd_ones(
    usual: pa.Array, texts: pa.Array, pattern: str, read: Callable[[str], str]
) -> list[str]:
    """Return what usual texts are read as, and read those that the pattern does not know."""
    is_odd = pc.invert(pc.match_substring_regex(texts, pattern))
    found: list[str] = usual.to_pylist()
    odd = distinct(read, texts.filter(is_odd))
    for row, value in zip(pc.indices_nonzero(is_odd).to_pylist(), odd, strict=True):
        found[row] = value
    return found
