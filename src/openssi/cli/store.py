"""The store that a verb uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openssi.workspace import Workspace


def place(given: Path | None) -> Path:
    """Return where the store lies: where the user says, else in their data folder."""
    from openssi import workspace  # noqa: PLC0415 - `--help` must not wait for it

    return given or workspace.default_path()


@contextmanager
def store(given: Path | None, *, me: str | None = None) -> Iterator["Workspace"]:
    """Open the store to change it; who says their profile address makes it theirs."""
    from openssi import workspace  # noqa: PLC0415 - `--help` must not wait for it
    from openssi.intake.member import named  # noqa: PLC0415

    with workspace.opened(place(given)) as found:
        member, owner = named(me), found.owner()
        if member and owner and member != owner:
            raise workspace.WorkspaceError(
                f"{found.path}: this store is {owner}'s.",
                hint="name another file with --workspace for another member.",
            )
        yield found
        if member:
            found.belong(member)
