"""Paths of keys: which part of a methodology stands at one, and how a person reads it."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from openssi.methodology.base import Part
from openssi.methodology.curves import curve_class
from openssi.methodology.lines import Path
from openssi.methodology.measures import Measure, ProfilePart
from openssi.methodology.model import Audience, Methodology, PillarText, SignalRule, Windows

_MEASURES: Final[Mapping[str, type[Part]]] = {
    get_args(measure.model_fields["type"].annotation)[0]: measure
    for measure in get_args(get_args(Measure)[0])
}

_PLACES: Final[Mapping[tuple[str | None, ...], type[Part]]] = {
    ("audience",): Audience,
    ("windows",): Windows,
    ("pillars", None): PillarText,
    ("signals", None): SignalRule,
    ("signals", None, "measure", "parts", None): ProfilePart,
}
"""What stands where; None is any position in a list."""


def value_at(path: Path, raw: Any) -> Any:  # noqa: ANN401 - TOML holds anything
    """Return what stands at a path of the file; None where nothing does."""
    for step in path:
        if isinstance(raw, Mapping):
            raw = raw.get(step)
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        else:
            return None
    return raw


def plain_path(steps: Path, raw: Mapping[str, Any]) -> Path:
    """Take out the steps that are not keys: after ``measure`` the check names its type."""
    path: Path = ()
    for step in steps:
        measure = value_at(path, raw) if path and path[-1] == "measure" else None
        if isinstance(measure, Mapping) and step == measure.get("type"):
            continue
        path = (*path, step)
    return path


def shown(path: Path, raw: Mapping[str, Any]) -> str:
    """Write a path as a person reads it.

    >>> shown(("signals", 0, "weight"), {"signals": [{"id": "groups"}]})
    'signals[0] (groups).weight'
    """
    text = ""
    for number, step in enumerate(path):
        if isinstance(step, str):
            text += f".{step}" if text else step
            continue
        text += f"[{step}]"
        name = value_at((*path[: number + 1], "id"), raw)
        text += f" ({name})" if isinstance(name, str) else ""
    return text


def part_at(path: Path, raw: Mapping[str, Any], root: type[Part]) -> type[Part] | None:
    """Return which part of the methodology stands at a path; None for what has no keys."""
    if not path:
        return root
    shape = tuple(None if isinstance(step, int) else step for step in path)
    measure = value_at((*path[:2], "measure", "type"), raw)
    if root is not Methodology:
        return None
    if shape == ("signals", None, "measure"):
        return _MEASURES.get(str(measure))
    if shape == ("signals", None, "curve"):
        return curve_class(str(measure), value_at(path, raw))
    return _PLACES.get(shape)
