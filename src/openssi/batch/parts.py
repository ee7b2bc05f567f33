"""Names of the files of a day: a member's part can be told from its name, without a look inside."""

import re
from typing import Final

_NAME: Final = re.compile(r"part-(\d+)-of-(\d+)\.parquet")


def bucket_of(member: str, buckets: int) -> str:
    """Return SQL for the bucket of a member: it follows from the id alone, on every day."""
    return f"CAST(HASH({member}) % {buckets} AS INTEGER)"


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
