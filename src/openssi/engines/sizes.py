"""Sizes as people write them: 8GB, 512MiB."""

import re
from typing import Final

_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT])(I?)B", re.IGNORECASE)
_POWERS: Final = {"K": 1, "M": 2, "G": 3, "T": 4}


def bytes_of(size: str) -> int:
    """Return the bytes of a size: a GB has a thousand MB, a GiB 1,024 MiB.

    Raises:
        ValueError: It is no size.

    >>> bytes_of("8GB"), bytes_of("1.5 KiB")
    (8000000000, 1536)
    """
    told = _SIZE.fullmatch(size.strip())
    if told is None:
        raise ValueError(size)
    number, unit, binary = told.groups()
    return int(float(number) * (1024 if binary else 1000) ** _POWERS[unit.upper()])
