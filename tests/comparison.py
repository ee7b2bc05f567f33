"""Compares two JSON documents; sums that were made in another order may differ in the last bits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


def differences(wanted: Any, found: Any, where: str = "") -> Iterator[str]:
    """Yield a line for each value that is not the wanted one."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            yield from differences(wanted.get(key), found.get(key), f"{where}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for index, pair in enumerate(zip(wanted, found, strict=True)):
            yield from differences(*pair, f"{where}[{index}]")
    elif not alike(wanted, found):
        yield f"{where.lstrip('.')}: {wanted!r} became {found!r}"


def alike(wanted: Any, found: Any) -> bool:
    numeric = all(isinstance(v, float | int) and not isinstance(v, bool) for v in (wanted, found))
    return bool(found == pytest.approx(wanted, abs=1e-6)) if numeric else bool(wanted == found)
