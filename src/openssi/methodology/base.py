"""What every part of a methodology shares: frozen, and closed to keys that it does not know."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict

Flag = Annotated[bool, Strict()]
"""True or false, and nothing that only looks like it."""


class Part(BaseModel):
    """A part of a methodology."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def positive(default: Any = ...) -> Any:  # noqa: ANN401 - pydantic's Field is Any by design
    """Declare a number above zero and at most a million: beyond it lie slips of the pen."""
    return Field(default, gt=0, le=1_000_000, allow_inf_nan=False, strict=True)


def one_of(values: Collection[str]) -> AfterValidator:
    """Declare a text that must be one of the values; a near miss is named in the error."""

    def check(value: str) -> str:
        if value not in values:
            near = get_close_matches(value, values, n=1)
            raise ValueError(
                f"'{value}' is not known" + "".join(f"; did you mean '{n}'?" for n in near)
            )
        return value

    return AfterValidator(check)


def _without_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    repeated = sorted({value for value in values if values.count(value) > 1})
    if repeated:
        raise ValueError(f"'{repeated[0]}' is named more than once")
    return values


each_once = AfterValidator(_without_repeats)
"""Declare a list that names nothing twice."""
