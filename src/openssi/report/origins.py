"""Where numbers come from, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openssi.result import Result, Signal

ARCHIVE = "LinkedIn data archive"
"""The source that most results rest on."""
PLAIN = {
    ARCHIVE: "the data archive",
    "LinkedIn creator analytics": "the creator analytics",
    "LinkedIn Sales Navigator": "Sales Navigator",
    "LinkedIn's Member Data Portability API": "LinkedIn's API for members",
    "Check-in": "your own word",
    "Mastodon archive": "the Mastodon archive",
}
"""Sources as a sentence names them; a table of the user's own goes by the name of its map."""
OTHER = "a table of your own"
"""Any other source, where names are hidden."""


def origin(signal: Signal) -> str:
    """Where a signal's number comes from; empty where it was not observed.

    >>> from types import SimpleNamespace
    >>> origin(SimpleNamespace(sources=("LinkedIn data archive", "Check-in")))
    'from the data archive and your own word'
    """
    names = listed([PLAIN.get(source, source) for source in signal.sources])
    return f"from {names}" if names else ""


def origins(result: Result) -> str:
    """Every source that a number of the result comes from, with how many signals rest on it."""
    signals = Counter(source for signal in result.signals for source in signal.sources)
    return listed(
        [f"{PLAIN.get(source, source)} ({number})" for source, number in signals.most_common()]
    )


def listed(names: Sequence[str]) -> str:
    """Names in a row, as a sentence has them."""
    *others, last = names or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def hidden(sources: Sequence[str]) -> tuple[str, ...]:
    """The same sources without the names that users gave to their own."""
    return tuple(dict.fromkeys(s if s in PLAIN else OTHER for s in sources))
