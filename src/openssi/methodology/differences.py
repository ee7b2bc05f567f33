"""What differs between two methodologies, key by key; signals are matched by their ids."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openssi.methodology.model import Methodology


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One key that is not the same."""

    key: str
    """Where, for example ``signals.reply_rate.weight``."""
    before: str | None
    """What stood there; None where the key is new."""
    after: str | None
    """What stands there; None where the key is gone."""


def differences(before: Methodology, after: Methodology) -> tuple[Difference, ...]:
    """Return every key that is not the same, in the order of the file."""
    return tuple(_between("", _keyed(before), _keyed(after)))


def _keyed(methodology: Methodology) -> dict[str, Any]:
    """The methodology as nested tables; pillars and signals by id, so that order does not count."""
    whole = methodology.model_dump(mode="json", exclude_none=True)
    for name in ("pillars", "signals"):
        whole[name] = {part.pop("id"): part for part in whole[name]}
    return whole


def _between(key: str, before: Any, after: Any) -> Iterator[Difference]:  # noqa: ANN401 - TOML holds anything
    if before == after:
        return
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        yield Difference(key=key, before=_text(before), after=_text(after))
        return
    for name in dict.fromkeys((*before, *after)):
        path = f"{key}.{name}" if key else name
        yield from _between(path, before.get(name), after.get(name))


def _text(value: Any) -> str | None:  # noqa: ANN401 - the same
    """A value as TOML would have it, roughly; a whole signal by its title."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return str(value.get("title") or ", ".join(f"{k} = {_text(v)}" for k, v in value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_text(one) or '' for one in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
