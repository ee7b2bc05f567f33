"""A state that cannot be used, made anew from the files that it was read from.

It is done only where nothing of what was read is missing, and nobody would come back who was
erased: else the run is refused, and says what it lacks.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from openssi.batch.book import BrokenStateError
from openssi.batch.state import State
from openssi.errors import OpenSSIError
from openssi.sources.bounded import shown

_LISTED: Final = 10
_NEW_FOLDER: Final = "name a new folder with --state and give all files again"


def anew(folder: Path, broken: BrokenStateError, given: Collection[str]) -> State:
    """Return the state from which all files are read again.

    Args:
        folder: Where it is kept.
        broken: Why it cannot be gone on from.
        given: What the files given now are known by.

    Raises:
        OpenSSIError: They do not hold all that it was read from, or members were erased since.
    """
    if broken.read is None:
        raise OpenSSIError(
            f"{broken.what.removesuffix('.')}, nor which files they read.",
            hint=f"{_NEW_FOLDER}: it is made anew from them.",
        ) from broken
    if broken.read.has_erased:
        raise OpenSSIError(
            f"{broken.what.removesuffix('.')}, and members were erased from it whom the files "
            "still hold.",
            hint=f"take them out of the files, then {_NEW_FOLDER}.",
        ) from broken
    absent = {name: told for name, told in broken.read.files.items() if name not in given}
    if absent:
        raise _lacking(broken, absent) from broken
    return State(folder=folder)


def _lacking(broken: BrokenStateError, absent: Mapping[str, str]) -> OpenSSIError:
    listed = sorted(_called(name, told) for name, told in absent.items())
    more = [f"and {len(listed) - _LISTED:,} more"] if len(listed) > _LISTED else []
    return OpenSSIError(
        f"{broken.what.removesuffix('.')}, and {len(listed):,} of the files that they read are "
        "not among those given.",
        hint=f"give them too, and it is made anew; or {_NEW_FOLDER}.",
        details=(*listed[:_LISTED], *more),
    )


def _called(name: str, told: str) -> str:
    table, _, known_by = name.partition(":")
    return f"{table}: {shown(told) if told else f'a file whose content has the hash {known_by}'}"
