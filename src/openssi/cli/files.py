"""Files and folders that were named on the command line."""

from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from openssi.errors import SourceError

Maybe = TypeVar("Maybe", Path, Path | None)


def existing(path: Maybe) -> Maybe:
    """Return a path that was given to be read.

    Raises:
        SourceError: There is nothing of that name; the hint tells the nearest in its folder.
    """
    if path is None or path.exists():
        return path
    near = get_close_matches(path.name, _names(path.parent), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "check the path and the spelling."
    if not near and not path.parent.exists():
        hint = f"there is no folder {path.parent} either; check the path."
    raise SourceError(f"{path.name or path}: no such file or folder.", hint=hint)


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []
