"""Each key of the shipped methodology taken out, and each value mistyped: named, with a hint."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

import pytest

from openssi.errors import MethodologyError
from openssi.methodology.load import parse, shipped_text

LINES = shipped_text().split("\n")
KEY = re.compile(r"^([a-z_]+) = ")
DETAIL = re.compile(
    r"line (?P<line>\d+), (?P<key>[a-z][^:]*): (?P<what>.+?)"
    r"(?:\. Hint: (?P<hint>\S.+)|(?P<question>did you mean '[^']+'\?))",
    re.DOTALL,
)
OPTIONAL = {
    *("seniorities", "functions", "industries", "companies", "titles"),
    *("distinct", "totals", "audience", "with_text", "within_hours"),
}
"""Keys without which a methodology is another one, and no mistaken one."""

WRONG = {"text": '"zzz"', "number": "-7", "flag": "true", "list": "[[]]", "table": "{ x = 1 }"}
"""Values of every shape; most keys take none of most shapes."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a key stands in the text: its first and last line, and its table's header."""

    key: str
    first: int
    last: int
    table: int

    def with_line(self, *lines: str) -> str:
        """The text with other lines in place of the key's."""
        return "\n".join([*LINES[: self.first], *lines, *LINES[self.last + 1 :]])

    @property
    def sort(self) -> tuple[str, ...]:
        """Keys of one sort are checked alike: the table, the measure's type and the key."""
        below = "\n".join(LINES[self.table : self.last + 1])
        return LINES[self.table], *re.findall(r'(?m)^type = "\w+"', below), self.key


def places() -> list[Place]:
    found, table, number = [], 0, 0
    while number < len(LINES):
        table = number if LINES[number].startswith("[") else table
        match = KEY.match(LINES[number])
        last = end_of_value(number) if match else number
        if match:
            found.append(Place(key=match[1], first=number, last=last, table=table))
        number = last + 1
    return found


def end_of_value(first: int) -> int:
    """The last line of a value that may go over several."""
    for last in range(first, len(LINES)):
        try:
            tomllib.loads("\n".join(LINES[first : last + 1]))
        except tomllib.TOMLDecodeError:
            continue
        return last
    raise AssertionError(LINES[first])


PLACES = places()
ONE_OF_EACH_SORT = list({place.sort: place for place in PLACES}.values())


def refused(text: str) -> tuple[str, ...]:
    """The mistakes of a text; none where it is a methodology."""
    try:
        parse(text, name="mine.toml")
    except MethodologyError as error:
        return error.details
    return ()


def check(details: tuple[str, ...], place: Place) -> None:
    """Every mistake has line, key and hint, and one of them names the key that was touched."""
    named = [DETAIL.fullmatch(detail) for detail in details]
    assert all(named), [d for d, match in zip(details, named, strict=True) if not match]
    assert any(place.key in detail for detail in details)
    lines = {int(match["line"]) for match in named if match}
    assert lines & {place.first + 1, place.table + 1, 1} or place.key in {"id", "pillar", "tier"}


def test_the_whole_file_was_found() -> None:
    assert len(PLACES) > 500
    assert {place.key for place in PLACES} >= {"half_life_days", "kinds", "parts", "penalty"}


@pytest.mark.parametrize(
    "some",
    [ONE_OF_EACH_SORT, pytest.param(PLACES, marks=pytest.mark.deep)],
    ids=["one of each sort", "all"],
)
def test_each_key_taken_out_is_named_with_a_hint(some: list[Place]) -> None:
    for place in some:
        details = refused(place.with_line())
        if place.key in OPTIONAL and not details:
            continue
        assert details, place
        check(details, place)


@pytest.mark.parametrize("shape", WRONG)
def test_each_value_of_another_type_is_named_with_a_hint(shape: str) -> None:
    mistaken = 0
    for place in ONE_OF_EACH_SORT:
        details = refused(place.with_line(f"{place.key} = {WRONG[shape]}"))
        if details:
            check(details, place)
            mistaken += 1
    assert mistaken > len(ONE_OF_EACH_SORT) / 2


def test_each_key_misspelt_is_named_with_the_right_one() -> None:
    for place in ONE_OF_EACH_SORT:
        if place.key == "type":  # without it, nobody knows which keys there are
            continue
        wrong, rest = f"{place.key}s", LINES[place.first].removeprefix(place.key)
        text = place.with_line(wrong + rest, *LINES[place.first + 1 : place.last + 1])
        told = [detail for detail in refused(text) if "there is no such key" in detail]
        assert any(wrong in detail and f"did you mean '{place.key}'?" in detail for detail in told)
