"""Names of the files of a day: a member's part can be told from its name, without a look inside."""

import re
from typing import Final

_SEED: Final = 0xE17A1465
_LENGTH: Final = 0xC6A4A7935BD1E995
_MIXER: Final = 0xD6E8FEB86659FD93
_BITS: Final = (1 << 64) - 1
"""Numbers of DuckDB's hash of a text."""

_NAME: Final = re.compile(r"part-(\d+)-of-(\d+)\.parquet")


def bucket_of(member: str, buckets: int) -> str:
    """Return SQL for the bucket of a member: it follows from the id alone, on every day."""
    return f"CAST(HASH({member}) % {buckets} AS INTEGER)"


def bucket_in(member: str, buckets: int) -> int:
    """Return the same for one member at once: a database takes its time to open.

    A text is hashed by blocks of eight bytes, as DuckDB does; a test compares them. Were it to hash
    otherwise one day, members would be looked for in all files: slower, not wrong.

    >>> bucket_in("4711", 20)
    17
    """
    told = member.encode()
    hashed = _SEED ^ (len(told) * _LENGTH & _BITS)
    for start in range(0, len(told), 8):
        hashed = (hashed ^ int.from_bytes(told[start : start + 8], "little")) * _MIXER & _BITS
    for _ in range(2):
        hashed = (hashed ^ hashed >> 32) * _MIXER & _BITS
    return (hashed ^ hashed >> 32) % buckets


def part_name(bucket: int, buckets: int) -> str:
    """Return the name of the file that holds the members of a bucket.

    >>> part_name(7, 50)
    'part-00007-of-00050.parquet'
    """
    return f"part-{bucket:05}-of-{buckets:05}.parquet"


def buckets_of(name: str) -> int | None:
    """Return among how many buckets a file's members were divided; None where its name is another.

    >>> buckets_of("part-00007-of-00050.parquet"), buckets_of("part-0-c000.snappy.parquet")
    (50, None)
    """
    told = _NAME.fullmatch(name)
    return int(told[2]) if told else None
