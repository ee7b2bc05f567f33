"""Which sources each signal's number comes from."""

from collections.abc import Iterator, Sequence

from openssi.methodology import Methodology
from openssi.methodology.measures import State
from openssi.methodology.model import SignalRule
from openssi.result import Signal
from openssi.sources.account import Imported


def sourced(
    signals: Sequence[Signal], methodology: Methodology, imported: Imported
) -> tuple[Signal, ...]:
    """Tell of each observed signal which sources gave what it counts."""
    reads = {rule.id: tuple(dict.fromkeys(_reads(rule))) for rule in methodology.signals}
    return tuple(
        signal
        if signal.value is None and signal.points is None
        else signal.model_copy(update={"sources": _sources(reads[signal.id], imported)})
        for signal in signals
    )


def _sources(reads: Sequence[str], imported: Imported) -> tuple[str, ...]:
    """A single source gave everything; of several, those that gave what the signal reads."""
    found = dict.fromkeys(source for one in reads for source in imported.origins.get(one, ()))
    return tuple(sorted(found, key=lambda source: source != imported.source)) or (imported.source,)


def _reads(rule: SignalRule) -> Iterator[str]:
    """Yield the kinds of activity, or the profile facts, that a signal is measured from."""
    measure = rule.measure
    if isinstance(measure, State):
        yield from (part.fact for part in measure.parts)
        yield from (measure.fact,) if measure.fact else ()
        return
    for group in measure.groups:
        for kind in group:
            yield kind
            yield from measure.shown_by(kind)
