"""Reading in a process of its own, to see how much memory it takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import json, sys
from pathlib import Path
from openssi.errors import SourceError
from openssi.sources.linkedin_archive import read
try:
    read(Path(sys.argv[1]))
    told = ""
except SourceError as error:
    told = str(error)
status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024
print(json.dumps([told, peak]))
"""


def outcome(path: Path) -> tuple[str, int]:
    """What reading in a process of its own says, and the megabytes that it held at most."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the most memory of a process is not told here")
    command = [sys.executable, "-c", CHILD, path]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)  # noqa: S603 - our own
    told, peak = json.loads(done.stdout)
    return told, peak
