"""A map as an object: how the columns of some table become the canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from openssi.tables import SCHEMAS

Scalar = str | bool | int | float | dt.date
"""A value that may stand in a map."""

TABLES: Final = tuple(SCHEMAS)
"""The canonical tables, each a section of a map."""

SETTINGS: Final = ("table", "where", "zone", "recorded_at")
"""Keys of a section that are not columns of its canonical table."""


def _scalar(value: Any) -> Any:  # noqa: ANN401 - TOML holds anything
    if isinstance(value, dt.datetime | dt.time) or not isinstance(value, Scalar):
        raise ValueError("it must be a text, a number, a day, true or false")  # noqa: TRY004
    return value


def _listed(value: Any) -> Any:  # noqa: ANN401 - TOML holds anything
    return value if isinstance(value, list | tuple) else [value]


One = Annotated[Any, AfterValidator(_scalar)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(_Part):
    """Where the values of one canonical column come from."""

    column: Texts = ()
    """Name of the table's column; of several, the first that is there."""
    optional: bool = False
    """Whether a table without the column will do: then as if the map said nothing of it, or as if
    every cell were empty where there is a 'default'."""
    constant: One | None = None
    """The same value for every row, instead of a column."""
    values: Mapping[str, One] = {}
    """Value of the table to value of OpenSSI, in any spelling of capitals."""
    ignore: Texts = ()
    """Values whose rows are left out on purpose."""
    others: Literal["reject", "ignore", "keep", "empty"] | None = None
    """What becomes of values that 'values' does not list."""
    default: One | None = None
    """The value where the table's cell is empty."""
    format: Texts = ()
    """How dates are written, for example '%d.%m.%Y %H:%M'; of several, the first that fits."""
    zone: Text | None = None
    """Time zone of dates that name none, for example 'Europe/Berlin'."""
    prefix: Annotated[str, Field(max_length=40)] = ""
    """Put before each id, so that ids of two tables cannot be the same."""
    measure: Literal["present", "length"] | None = None
    """Take only whether there is a text, or how long it is: never the text itself."""

    @model_validator(mode="before")
    @classmethod
    def _from_a_name(cls, given: Any) -> Any:  # noqa: ANN401 - TOML holds anything
        """A text alone is the name of a column."""
        return {"column": given} if isinstance(given, str | list) else given

    @model_validator(mode="after")
    def _from_somewhere(self) -> Column:
        if bool(self.column) == (self.constant is not None):
            raise ValueError("it needs either 'column' or 'constant'")
        return self


class Section(_Part):
    """How rows of the table become rows of one canonical table."""

    table: Text | None = None
    """Name of the table inside a DuckDB file."""
    where: Mapping[str, Annotated[tuple[One, ...], BeforeValidator(_listed)]] = {}
    """Column to the value that a row must have there, or to a list of which it must have one. Of
    several names, parted by ' | ', the first that is there."""
    zone: Text | None = None
    """Time zone of this section's dates that name none."""
    recorded_at: Column | None = None
    """When a row was last written; the newest says up to when the table saw."""
    columns: Mapping[str, Column] = {}
    """Canonical column to where its values come from."""

    @model_validator(mode="before")
    @classmethod
    def _with_columns(cls, given: Any) -> Any:  # noqa: ANN401 - TOML holds anything
        """Whatever is no setting is a column."""
        if not isinstance(given, dict):
            return given
        known = {key: value for key, value in given.items() if key in SETTINGS}
        return known | {"columns": {k: v for k, v in given.items() if k not in SETTINGS}}


class Observed(_Part):
    """What the table could see at all of the members' activity."""

    status: Literal["measured", "estimated"] = "estimated"
    """'measured' where it holds every such deed, 'estimated' where some may be missing."""
    since: dt.date | None = None
    """First day that it shows; by default that of its oldest row."""
    until: dt.date | None = None
    """Last day that it shows; by default that of its newest row."""


Sections = Annotated[tuple[Section, ...], BeforeValidator(_listed)]


class MapFile(_Part):
    """A whole map."""

    name: Text = "any table"
    """What to call the source."""
    about: str = ""
    """What a reader of the map should know."""
    zone: Text = "UTC"
    """Time zone of dates that name none."""
    me: Texts = ()
    """How the table names the member whose data it is read for."""
    observed: Observed = Observed()
    """What the table could see at all."""
    members: Sections = ()
    """Profiles, a row for each member and day."""
    connections: Sections = ()
    """Who knows whom."""
    activities: Sections = ()
    """What was done, a row for each deed."""
    coverage: Sections = ()
    """What was observed of each kind."""

    def sections(self) -> Iterator[tuple[str, int, Section]]:
        """Yield every section with its canonical table and its place among those of it."""
        for table in TABLES:
            for place, section in enumerate(getattr(self, table)):
                yield table, place, section
