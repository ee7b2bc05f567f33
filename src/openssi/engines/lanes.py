"""Tables made beside each other: each as soon as those that it reads are there."""

from collections.abc import Collection
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Protocol


class Lane(Protocol):
    """Makes one table after another, on a thread of its own."""

    def make(self, name: str, select: str) -> None:
        """Keep the result of a query under a name."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """A table to make."""

    name: str
    select: str
    reads: frozenset[str]
    """Tables that have to be there before."""


class Lanes:
    """Threads that share jobs: each takes the first whose tables are all there."""

    def __init__(self, lanes: Collection[Lane]) -> None:
        self._waiting: list[Job] = []
        self._missing: set[str] = set()
        self._failure: Exception | None = None
        self._is_closed = False
        self._turn = Condition()
        # Daemons: an engine that nobody closes must not keep the program from ending.
        self._threads = [Thread(target=self._work, args=(lane,), daemon=True) for lane in lanes]
        for thread in self._threads:
            thread.start()

    def begin(self, job: Job) -> None:
        """Have a table made; return at once."""
        with self._turn:
            self._waiting.append(job)
            self._missing.add(job.name)
            self._turn.notify_all()

    def wait(self, names: Collection[str]) -> None:
        """Wait until some tables are there; what is no table is not waited for.

        Raises:
            Exception: A table could not be made. No other is begun after it.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._failure or self._missing.isdisjoint(names))
            if self._failure:
                raise self._failure

    def close(self) -> None:
        """Leave what has not begun, and end when what has begun is done."""
        with self._turn:
            self._is_closed = True
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self, lane: Lane) -> None:
        while job := self._next():
            try:
                lane.make(job.name, job.select)
            except Exception as error:  # noqa: BLE001 - it is raised where somebody waits
                with self._turn:
                    self._failure = self._failure or error
                    self._turn.notify_all()
                return
            with self._turn:
                self._missing.discard(job.name)
                self._turn.notify_all()

    def _next(self) -> Job | None:
        """Take the first job that can begin; wait for one; None when there is no more to do."""
        with self._turn:
            while not (self._is_closed or self._failure):
                for job in self._waiting:
                    if self._missing.isdisjoint(job.reads):
                        self._waiting.remove(job)
                        return job
                self._turn.wait()
        return None
