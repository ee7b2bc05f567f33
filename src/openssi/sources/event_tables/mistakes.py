"""Mistakes of a map, in words: each with its key, its line and the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from openssi.errors import SourceError
from openssi.methodology.keys import value_at
from openssi.methodology.lines import Lines, Path
from openssi.methodology.mistakes import Mistake
from openssi.sources.event_tables.model import Column, MapFile, Observed
from openssi.sources.event_tables.rules import near

HINT: Final = "docs/sources/any-table.md explains every key, and shows whole maps."

_KEYS: Final[Mapping[bool, tuple[str, ...]]] = {
    True: tuple(MapFile.model_fields),
    False: tuple(Column.model_fields),
}

_Words = Callable[[Mapping[str, Any]], str]
_WORDS: Final[Mapping[str, _Words]] = {
    "missing": lambda _: "it is missing",
    "extra_forbidden": lambda _: "there is no such key",
    "string_type": lambda _: 'it must be a text in "quotes"',
    "string_too_short": lambda _: "it must not be empty",
    "string_too_long": lambda c: f"it must have at most {c['max_length']} characters",
    "dict_type": lambda _: "it must be a table of values",
    "mapping_type": lambda _: "it must be a table of values",
    "model_type": lambda _: "it must be a table",
    "model_attributes_type": lambda _: "it must be a table",
    "literal_error": lambda c: f"it must be {c['expected']}",
    "date_type": lambda _: "it must be a day, like 2026-11-20",
    "date_from_datetime_inexact": lambda _: "it must be a day, like 2026-11-20",
    "date_from_datetime_parsing": lambda _: "it must be a day, like 2026-11-20",
}


@dataclass(frozen=True, kw_only=True)
class Document:
    """A map as it was read."""

    name: str
    """Name of its file."""
    raw: Mapping[str, Any]
    lines: Lines

    def mistake(self, path: Path, what: str, hint: str = "") -> Mistake:
        """Name a mistake at a path of the file."""
        key = ".".join(map(str, path)) or "the map"
        return Mistake(line=self.lines.line(path), key=key, what=what, hint=hint)

    def of_shape(self, error: ValidationError) -> Iterator[Mistake]:
        """Name everything that the model found."""
        for found in error.errors(include_url=False):
            path = self.place(found["loc"])
            words = _WORDS.get(found["type"])
            given = str(found["msg"]).removeprefix("Value error, ")
            what = words(found.get("ctx", {})) if words else given
            hint = _near_key(path) if found["type"] == "extra_forbidden" else ""
            yield self.mistake(path, what, hint)

    def place(self, steps: Path) -> Path:
        """Return the path in the file of a place in the model, which groups a section's columns.

        A single value may stand where the model has a list.
        """
        path: Path = ()
        for step in steps:
            is_there = value_at((*path, step), self.raw) is not None
            if is_there or not (isinstance(step, int) or step == "columns"):
                path = (*path, step)
        return path

    def refusal(self, mistakes: list[Mistake], hint: str = HINT) -> SourceError:
        """Return the error that tells all mistakes, in the order of the file."""
        details = tuple(map(str, sorted(set(mistakes))))
        count = "one mistake" if len(details) == 1 else f"{len(details)} mistakes"
        return SourceError(f"{self.name}: {count}.", hint=hint, details=details)


def _near_key(path: Path) -> str:
    if path[:1] == ("observed",):
        return near(str(path[-1]), tuple(Observed.model_fields), "the keys here are")
    return near(str(path[-1]), _KEYS[len(path) == 1], "the keys here are")
