"""Read a map: a file of the user's own, or a ready one by its name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from openssi.errors import SourceError
from openssi.methodology.lines import Lines
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable
from openssi.sources.event_tables.mistakes import HINT, Document
from openssi.sources.event_tables.model import MapFile
from openssi.sources.event_tables.rules import faults, near

READY: Final = ("hubspot", "salesforce_event", "salesforce_task")
"""Maps that ship with OpenSSI, by name."""

_MAX: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class TableMap:
    """A map that keeps every rule, and the text it was read from."""

    file: MapFile
    """What it says."""
    document: Document
    """Where it says it."""


def table_map(given: Path | str) -> TableMap:
    """Return the map of a file, or the ready one of a name.

    Args:
        given: A path; or one of `READY` where no file of that name is there.

    Raises:
        SourceError: There is no such map, or it has mistakes; its ``details`` name every one.
    """
    path = Path(given)
    if str(given) in READY and not path.exists():
        return parsed(ready_text(str(given)), name=f"{given}.toml")
    return parsed(_text(path), name=shown(path.name))


def ready_text(name: str) -> str:
    """Return the text of a ready map, to read or to copy."""
    return files("openssi.sources.event_tables").joinpath(f"ready/{name}.toml").read_text("utf-8")


def parsed(text: str, *, name: str) -> TableMap:
    """Check the text of a map.

    Args:
        text: TOML.
        name: What to call it in an error.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"{name}: not valid TOML: {error}.", hint=HINT) from error
    document = Document(name=name, raw=raw, lines=Lines.of(text))
    mistakes = {document.mistake(*fault) for fault in faults(raw)}
    try:
        file = MapFile.model_validate(raw)
    except ValidationError as error:
        raise document.refusal([*mistakes, *document.of_shape(error)]) from error
    if mistakes:
        raise document.refusal([*mistakes])
    return TableMap(file=file, document=document)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX)
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        hint = near(str(path), READY, "or take a ready map:")
        raise SourceError(f"{shown(str(path))}: there is no such map.", hint=hint) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{shown(path.name)}: it is not a text in UTF-8.", hint="save it again as UTF-8."
        ) from error
