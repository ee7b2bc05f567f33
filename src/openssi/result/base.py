"""What every type of the result has in common."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Frozen and closed: a result is what it is, and has no further fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
