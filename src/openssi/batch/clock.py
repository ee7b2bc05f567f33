"""How long each stage of a run takes, and the most memory that was in use by its end."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Lap:
    """One stage."""

    stage: str
    seconds: float
    cpu_seconds: float
    """Of all cores together."""
    peak_memory_mb: float | None
    """The most that the process has used up to the stage's end; None where the system hides it."""


@dataclass(kw_only=True)
class Clock:
    """Times the stages of a run, and says which one begins."""

    said: Callable[[str], object]
    laps: list[Lap] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        self.said(name)
        began, worked = time.perf_counter(), time.process_time()
        yield
        self.laps.append(
            Lap(
                stage=name,
                seconds=round(time.perf_counter() - began, 3),
                cpu_seconds=round(time.process_time() - worked, 3),
                peak_memory_mb=peak_memory(),
            )
        )


def peak_memory() -> float | None:
    """Return the most memory that the process has used, in MB."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - not every system has it

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
