"""The user's own word on the columns of a report: a TOML file, whose every mistake is named."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from openssi.errors import SourceError
from openssi.sources.bounded import shown
from openssi.sources.container import unreadable
from openssi.sources.linkedin_archive.declared import normal_column
from openssi.sources.sales_navigator.columns import KEYS, TOLD, WHO, Columns, columns_of
from openssi.sources.totals import Days

_SECTIONS: Final = ("columns", "period")
_ENDS: Final = ("from", "to")
_MAX_BYTES: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """What the user says of a report."""

    where: str
    """The file's name."""
    columns: Mapping[str, str]
    """The column of each key; an empty text: none of them."""
    period: Days | None = None
    """The days of which the report tells, where it does not say so itself."""


def read_corrections(path: Path) -> Corrections:
    """Read the file; what it says of columns is checked against a report by `corrected`.

    Raises:
        SourceError: It cannot be read, is not TOML, or has keys or values that mean nothing.
    """
    where = shown(path.name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise SourceError(f"{where}: too large for a list of columns.")
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unreadable(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{where}: not TOML ({error}).", hint=_hint()) from error
    if mistakes := list(_mistakes(told)):
        raise _wrong(where, mistakes)
    return Corrections(where=where, columns=told.get("columns", {}), period=_period(told))


def corrected(header: list[str], corrections: Corrections | None) -> Columns:
    """Return what the columns of a report are, by their names and by the user's word on them.

    Raises:
        SourceError: The user names a column that is not there, or one column twice.
    """
    found = columns_of(header)
    if corrections is None:
        return found
    if mistakes := list(_misplaced(header, corrections.columns)):
        listed = ", ".join(f"'{shown(name)}'" for name in header if name.strip())
        raise _wrong(corrections.where, [*mistakes, f"the report has the columns {listed}"])
    named = {key: _place(header, name) for key, name in corrections.columns.items() if name.strip()}
    guessed = {
        key: place
        for key, place in found.places.items()
        if key not in corrections.columns and place not in named.values()
    }
    both = guessed | named
    return Columns(header=tuple(header), places={key: both[key] for key in KEYS if key in both})


def fits(header: list[str], corrections: Corrections | None) -> bool:
    """Say whether a row may be the header that the user speaks of: it has one of the columns."""
    cells = {normal_column(cell) for cell in header}
    named = {normal_column(name) for name in corrections.columns.values()} if corrections else set()
    return len(header) > 1 and not cells.isdisjoint(named - {""})


def _mistakes(told: Mapping[str, object]) -> Iterator[str]:
    for section in told:
        if section not in _SECTIONS:
            yield f"{shown(section)}: no such section{_like(section, _SECTIONS)}"
    for section in _SECTIONS:
        if not isinstance(told.get(section, {}), dict):
            yield f"{section}: not a section, write [{section}] on a line of its own"
    columns, period = (told.get(section, {}) for section in _SECTIONS)
    if isinstance(columns, dict):
        yield from _wrong_columns(columns)
    if isinstance(period, dict) and period:
        yield from _wrong_period(period)


def _wrong_columns(columns: Mapping[str, object]) -> Iterator[str]:
    for key, name in columns.items():
        if key not in KEYS:
            yield f"columns.{shown(key)}: no such key{_like(key, KEYS)}"
        elif not isinstance(name, str):
            yield f"columns.{key}: not the name of a column in quotes"


def _wrong_period(period: Mapping[str, object]) -> Iterator[str]:
    for key in period:
        if key not in _ENDS:
            yield f"period.{shown(key)}: no such key{_like(key, _ENDS)}"
    ends = [_day(period.get(key)) for key in _ENDS]
    for key, end in zip(_ENDS, ends, strict=True):
        if end is None:
            yield f"period.{key}: not a day like 2026-10-01"
    if ends[0] and ends[1] and ends[0] > ends[1]:
        yield "period.from: later than period.to"


def _misplaced(header: list[str], columns: Mapping[str, str]) -> Iterator[str]:
    taken: dict[int, str] = {}
    for key, name in columns.items():
        place = _place(header, name)
        if name.strip() and place < 0:
            yield f"columns.{key}: no column '{shown(name)}'{_like(name, header)}"
        elif place >= 0 and place in taken:
            yield f"columns.{key}: '{shown(name)}' is {taken[place]} already"
        elif place >= 0:
            taken[place] = key


def _place(header: list[str], name: str) -> int:
    exact = [place for place, cell in enumerate(header) if cell.strip() == name.strip()]
    alike = (
        place for place, cell in enumerate(header) if normal_column(cell) == normal_column(name)
    )
    return exact[0] if exact else next(alike, -1) if normal_column(name) else -1


def _like(name: str, known: tuple[str, ...] | list[str]) -> str:
    written = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), written, n=1)
    return f"; did you mean '{shown(written[near[0]])}'?" if near else ""


def _period(told: Mapping[str, Mapping[str, object]]) -> Days | None:
    first, last = (_day(told.get("period", {}).get(key)) for key in _ENDS)
    return (first, last) if first and last else None


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _wrong(where: str, mistakes: list[str]) -> SourceError:
    return SourceError(
        f"{where}: {len(mistakes)} mistake{'s' * (len(mistakes) != 1)}."
        if len(mistakes) > 1
        else f"{where}: {mistakes[0]}{'' if mistakes[0].endswith('?') else '.'}",
        details=tuple(mistakes) if len(mistakes) > 1 else (),
        hint=_hint(),
    )


def _hint() -> str:
    return (
        f"[columns] may name {', '.join(WHO)}, from, to, day, {', '.join(TOLD)}; "
        "[period] from and to."
    )
