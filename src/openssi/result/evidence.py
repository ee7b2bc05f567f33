"""What a signal's value rests on."""

from __future__ import annotations

from typing import Any

from pydantic import GetJsonSchemaHandler, SerializerFunctionWrapHandler, model_serializer
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from openssi.result.base import Model


class Part(Model):
    """One part of a composed signal such as profile completeness."""

    id: str
    """The profile fact that this part reads."""
    title: str
    """Name to show."""
    share: float | None
    """How much of the part is there, 0 to 1; None: not seen, so left out of the denominator."""
    weight: float
    """Weight within the signal."""


class Evidence(Model):
    """What a signal's value rests on. Fields that do not apply to its measure are left out."""

    successes: int | None = None
    """Rates: decided trials that succeeded, unfaded."""
    trials: int | None = None
    """Rates: decided trials, unfaded. Speed: turns whose 30 days are over."""
    pending: int | None = None
    """Rates and speed: trials whose window is not over or was not wholly observed."""
    faded_successes: float | None = None
    """Rates: successes as they weigh today, older ones faded."""
    faded_trials: float | None = None
    """Rates and speed: decided trials as they weigh today, older ones faded."""
    pull: float | None = None
    """Rates and speed: trials at the curve's floor (or zero) mixed in, so that little evidence
    says little: value = (faded_successes + pull * floor) / (faded_trials + pull)."""
    count: float | None = None
    """Everything that counted up to the day, unfaded."""
    last_28_days: float | None = None
    """What counted in the last 28 days, unfaded."""
    occasions: int | None = None
    """Means: number of occasions (posts), unfaded."""
    observed_share: float | None = None
    """Share of the fading window's weight that the sources saw, 0 to 1."""
    half_life_days: float | None = None
    """Days after which a deed counts half."""
    undated: int | None = None
    """Stocks: entries without a date, counted as always there."""
    parts: tuple[Part, ...] | None = None
    """Composed signals: each part."""
    later_value: bool | None = None
    """True where a value seen only after the day had to stand in for it."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the fields: what the serializer leaves out does not change what they are."""
        plain = {key: v for key, v in core.items() if key != "serialization"}
        return super().__get_pydantic_json_schema__(plain, handler)

    @model_serializer(mode="wrap")
    def _only_what_applies(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}
