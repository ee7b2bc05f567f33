"""What ``run.json`` says of the results beside it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from openssi.errors import SourceError


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The last run that wrote into a folder."""

    methodology: str
    """Id and version of the methodology, as scores name it."""
    audience: str
    """Label of the audience."""
    fingerprint: str
    """Hash of the rules and the audience."""
    signals: str
    """How it wrote the signals."""
    days: frozenset[str]
    """Days that the run scored."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read it.

        Raises:
            SourceError: It is not what a run writes.
        """
        try:
            return cls._of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f"{path.name} is not what a run writes ({type(error).__name__}).",
                hint="run `openssi batch` into this folder again.",
            ) from error

    @classmethod
    def _of(cls, told: dict[str, Any]) -> Self:
        rules = told["methodology"]
        return cls(
            methodology=f"{rules['id']} {rules['version']}",
            audience=rules["audience"],
            fingerprint=rules["fingerprint"],
            signals=told["signals"],
            days=frozenset(day["as_of"] for day in told["days"]),
        )
