from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from openssi.cli import main


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def openssi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """The command line in this process."""

    def run(*arguments: object) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(code=int(left.value.code or 0), out=told.out, err=told.err)

    return run
