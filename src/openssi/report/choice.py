"""Find a signal by its id, or say which one was meant."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from openssi.errors import OpenSSIError


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


def named(signals: Sequence[Named], signal_id: str) -> Named:
    """Return the signal of that id.

    Raises:
        OpenSSIError: There is none; the hint names the nearest, by id or by the title that the
            report shows.
    """
    known = {signal.id: signal for signal in signals}
    if signal_id in known:
        return known[signal_id]
    by_name = {signal.title.lower(): signal.id for signal in signals} | dict(
        zip(known, known, strict=True)
    )
    near = [by_name[name] for name in get_close_matches(signal_id.lower(), by_name, n=1)]
    raise OpenSSIError(
        f"There is no signal '{signal_id}'.",
        hint=f"did you mean '{near[0]}'?" if near else "`openssi signals` lists them all.",
    )
