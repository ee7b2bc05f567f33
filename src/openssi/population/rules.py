"""Whether stored numbers were made by the rules that are to explain them."""

import datetime as dt
from collections.abc import Collection

from openssi.errors import MethodologyError
from openssi.methodology import Methodology, fingerprint
from openssi.population.folder import Folder
from openssi.result import MethodologyRef


def reference(rules: Methodology) -> MethodologyRef:
    """Return which methodology a result is explained by."""
    return MethodologyRef(
        id=rules.id,
        version=rules.version,
        title=rules.title,
        audience=rules.audience.label,
        fingerprint=fingerprint(rules),
    )


def check_rules(folder: Folder, rules: MethodologyRef, day: dt.date, told: Collection[str]) -> None:
    """Refuse to explain numbers by other rules than those that made them.

    Args:
        folder: Where the results are, and what the last run said of itself.
        rules: The methodology at hand.
        day: The day of the numbers.
        told: The methodologies that the rows name.

    Raises:
        MethodologyError: They are not the same.
    """
    own, run = f"{rules.id} {rules.version}", folder.recorded
    hint = "give the rules that scored it with --methodology, and with --audience if need be."
    others = sorted(set(told) - {own})
    if others:
        raise MethodologyError(f"{day} was scored by {others[0]}, not by {own}.", hint=hint)
    if str(day) in run.days and run.fingerprint != rules.fingerprint:
        raise MethodologyError(
            f"{day} was scored by other rules than these, or for another audience "
            f"({run.audience}), although both are called {own}.",
            hint=hint,
        )
