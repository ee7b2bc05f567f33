"""The shape of LinkedIn's answers: whatever is not as documented counts as not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

MAX_COLUMNS: Final = 200
"""Columns of a row; the longest of LinkedIn's has about 40."""

MAX_INSTANT: Final = 1 << 43
"""Milliseconds until the year 2248: what is beyond is no instant."""


def elements(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the elements of an answer."""
    found = answer.get("elements")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def rows(element: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """Yield the rows of an element of the snapshot; what is no row is an empty one."""
    found = element.get("snapshotData")
    for row in found if isinstance(found, list) else ():
        yield row if isinstance(row, dict) and len(row) <= MAX_COLUMNS else {}


def at(answer: object, *path: str) -> Any:  # noqa: ANN401 - what stands in an answer has any type
    """Return what stands in an answer under some names, one within the other, or None."""
    for name in path:
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer


def text(value: object) -> str:
    """Return a text or a number as text, anything else as none."""
    if isinstance(value, bool):
        return ""
    return str(value) if isinstance(value, int) else value if isinstance(value, str) else ""


def instant(*values: object) -> int | None:
    """Return the first of some values that is an instant in milliseconds."""
    return next((value for value in values if _is_instant(value)), None)  # type: ignore[return-value]  # the test says so


def _is_instant(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < MAX_INSTANT


def texts_within(answer: object) -> Iterator[str]:
    """Yield every text and name in an answer, however deep; Python itself goes no deeper for it."""
    left = [answer]
    while left:
        one = left.pop()
        if isinstance(one, str):
            yield one
        else:
            left.extend(_parts(one))


def _parts(answer: object) -> Iterable[object]:
    if isinstance(answer, dict):
        return (*answer, *answer.values())
    return answer if isinstance(answer, list) else ()
