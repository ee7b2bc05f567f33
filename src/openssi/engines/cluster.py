"""Which Spark to use, and whether it can be: asked before a run writes anything."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from openssi.errors import OpenSSIError

OLDEST_JAVA: Final = 17
"""What Spark 4 needs."""

_VERSION: Final = re.compile(r'version "(?:1\.)?(\d+)')
_SECONDS: Final = 5.0
_CONNECT_PORT: Final = 15002


class SparkError(OpenSSIError):
    """Spark is missing, cannot be reached, or gave up."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A Spark cluster, or this machine as one."""

    master: str = "local[*]"
    """As Spark names it: local[N], spark://host:port, yarn."""
    remote: str | None = None
    """A Spark Connect server, sc://host:port, instead of a master."""
    memory: str | None = None
    """Of this machine where it is the cluster, else of each executor, as in "8GB"."""

    @property
    def is_local(self) -> bool:
        """Whether Spark runs on this machine alone."""
        return self.remote is None and self.master.startswith("local")

    @property
    def cores(self) -> int | None:
        """Cores of this machine that Spark uses, where it is the cluster; else None."""
        if not self.is_local:
            return None
        told = re.search(r"\[(\d+)", self.master)
        everyone = os.cpu_count() or 1
        return int(told[1]) if told else everyone if "*" in self.master else 1

    def check(self) -> None:
        """Look whether it can be used at all.

        Raises:
            SparkError: The package or Java is missing, or nobody answers at the address.
        """
        if find_spec("pyspark") is None:
            raise SparkError(
                "Spark is not installed.", hint="install it with: pip install 'openssi[spark]'"
            )
        if self.remote is None:
            check_java()
        for host, port in self._addresses():
            _check_reached(host, port)

    def _addresses(self) -> Iterator[tuple[str, int]]:
        """Where somebody has to answer; of several masters, only the first is asked."""
        name = self.remote or self.master
        scheme, there, rest = name.partition("://")
        if not there:
            return
        host, _, port = rest.split("/")[0].split(",")[0].rpartition(":")
        if not host and scheme == "sc":
            host, port = port, str(_CONNECT_PORT)
        if not host or not port.isdigit():
            raise SparkError(f"{name}: no host and port.", hint="write it as in sc://host:15002.")
        yield host, int(port)


def check_java() -> None:
    """Look for a Java that Spark can use.

    Raises:
        SparkError: There is none, or it is too old.
    """
    found = java_version()
    if found is None or found < OLDEST_JAVA:
        what = "none is found" if found is None else f"this is {found}"
        raise SparkError(
            f"Spark needs Java {OLDEST_JAVA} or newer; {what}.",
            hint="install one (on Debian: openjdk-17-jre-headless) or set JAVA_HOME; with "
            "--remote it is not needed here.",
        )


def java_version() -> int | None:
    """Return the first number of the version of the Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - the machine's own Java
            [program, "-version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    version = _VERSION.search(told.stderr)
    return int(version[1]) if version else None


def _check_reached(host: str, port: int) -> None:
    """Spark itself would try again for minutes before it says so."""
    try:
        socket.create_connection((host, port), timeout=_SECONDS).close()
    except OSError as error:
        raise SparkError(
            f"{host}:{port}: no Spark can be reached there ({error.strerror or error}).",
            hint="check --master or --remote, and that the cluster is up.",
        ) from error
