"""Rules that no single signal can break: distinct ids, four pillars, base weights of 25."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, get_args

from openssi.methodology.lines import Path
from openssi.result import PillarId

PILLAR_POINTS: Final = 25.0
"""What each pillar can give."""

_NOISE: Final = 1e-9
"""Weights that are sums of decimals miss 25 by no more than this."""

_PILLARS: Final[tuple[str, ...]] = get_args(PillarId)
_TIERS: Final = ("base", "bonus")

Clash = tuple[Path, str]
"""Where the rule is broken, and how."""


def clashes(pillars: Sequence[Any], signals: Sequence[Any]) -> Iterator[Clash]:
    """Find what is wrong with the whole; parts that are themselves mistaken are left out.

    Args:
        pillars: Tables with ``id``, as they stand in the file.
        signals: Tables with ``id``, ``pillar``, ``tier`` and ``weight``.
    """
    yield from _repeated(signals)
    ids = [pillar.get("id") for pillar in pillars if isinstance(pillar, Mapping)]
    if sorted(map(str, ids)) != sorted(_PILLARS):
        yield ("pillars",), f"there must be these four pillars, each once: {', '.join(_PILLARS)}"
    if all(map(_is_placed, signals)):
        for number, pillar in enumerate(ids):
            if isinstance(pillar, str) and pillar in _PILLARS:
                yield from _unbalanced(pillar, number, signals)


def _is_placed(signal: Any) -> bool:  # noqa: ANN401 - TOML holds anything
    """Whether it is clear where a weight counts; where not, that is the mistake to tell."""
    known = isinstance(signal, Mapping)
    return known and signal.get("pillar") in _PILLARS and signal.get("tier") in _TIERS


def _repeated(signals: Sequence[Any]) -> Iterator[Clash]:
    seen: set[str] = set()
    for number, signal in enumerate(signals):
        name = signal.get("id") if isinstance(signal, Mapping) else None
        if not isinstance(name, str):
            continue
        if name in seen:
            yield ("signals", number, "id"), f"two signals are called '{name}'"
        seen.add(name)


def _unbalanced(pillar: str, number: int, signals: Sequence[Any]) -> Iterator[Clash]:
    """Weights that are no numbers are named for themselves; the sum waits until they are."""
    own = [s for s in signals if s["pillar"] == pillar and s["tier"] == "base"]
    weights = [s.get("weight") for s in own]
    numbers = [w for w in weights if isinstance(w, int | float) and not isinstance(w, bool)]
    if len(numbers) == len(weights) and not abs(sum(numbers) - PILLAR_POINTS) <= _NOISE:
        yield (
            ("pillars", number),
            f"the base weights of {pillar} sum to {sum(numbers):g}, not {PILLAR_POINTS:g}",
        )
