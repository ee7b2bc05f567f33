"""DuckDB beside Spark on two cores of one machine: `python -m bench.spark MEMBERS [FOLDER]`.

Not for what Spark is for: it says what the same stages cost where one machine is enough. Wall time
is compared, because Spark works in a process of its own; its Java's share stands beside.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.network import Size, measured, table

LEAST = 8.0
"""How many times as fast as Spark DuckDB is to be."""


def main(members: str, folder: str | None = None) -> None:
    """Measure both on one network and print what they took."""
    size = Size.told(members)
    with TemporaryDirectory(prefix="openssi-spark-", dir=folder) as name:
        found = measured(size, Path(name) / "network", ("batch", "spark"))
    ratio = found["spark"]["wall"] / found["batch"]["wall"]
    java, same = found["spark"], found["spark"]["hash"] == found["batch"]["hash"]
    verdict = "met" if ratio >= LEAST else "missed"
    lines = (
        table({size: found}),
        f"- Spark: {java['java_cpu']:.0f} s in Java, {java['java_peak_mb']:.0f} MB at most",
        f"- DuckDB is {ratio:.1f} times as fast (at least {LEAST:g}): {verdict}",
        f"- the same totals: {'yes' if same else 'NO'}",
    )
    print("\n".join(lines))  # noqa: T201 - for the person who asked for it


if __name__ == "__main__":
    main(*sys.argv[1:])
