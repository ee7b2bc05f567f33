"""Files at addresses, which are known by their address, their length and when they were changed.

All their content would have to come here for them to be known by it. So a file that was changed
after it was read is refused, where one of this machine counts as another; and a copy counts again.
"""

from collections.abc import Mapping

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from openssi.batch import fingerprints
from openssi.errors import SourceError


def of_all(session: SparkSession, addresses: Mapping[str, str]) -> dict[str, str]:
    """Return the address of each file by its table and what it is known by.

    Args:
        session: May list what is there.
        addresses: Of tables, patterns among them.

    Raises:
        SourceError: There is no file, or none that can be listed.
    """
    found = {}
    for table, address in addresses.items():
        for path, length, changed in _listed(session, address):
            known_by = fingerprints.of_text(f"{path} {length} {changed}")
            found[f"{table}:{known_by}"] = path
    return found


def _listed(session: SparkSession, address: str) -> list[tuple[str, int, int]]:
    """Return path, length and time of change of each file; Spark opens none of them for that."""
    try:
        files = session.read.format("binaryFile").load(address)
        rows = files.selectExpr("path", "length", "UNIX_MICROS(modificationTime)").collect()
    except PySparkException as error:
        raise unreadable(address, error) from error
    if not rows:
        raise SourceError(f"{address}: no file is there.", hint="check the address.")
    return sorted((str(row[0]), int(row[1]), int(row[2])) for row in rows)


def unreadable(label: str, error: PySparkException) -> SourceError:
    """Return the mistake of what Spark cannot read, by the kind of its complaint."""
    return SourceError(
        f"{label}: Spark cannot read it ({error.getCondition() or type(error).__name__}).",
        hint="check the address, and that Spark may read there.",
    )
