"""What every type of the result has in common."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Model(BaseModel):
    """Frozen and closed: a result is what it is, and has no further fields."""

    # Types are built, and what they say of their fields is read, when first asked for: both would
    # cost every start of the program a tenth of a second.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the fields with what the text below each says."""
        schema = handler(core)
        fields = handler.resolve_ref_schema(schema).get("properties", {})
        for name, meaning in meanings(cls).items():
            fields.get(name, {}).setdefault("description", meaning)
        return schema


def build_types() -> None:
    """Build the types that would be built when first used: for a moment in which others work."""
    for model in Model.__subclasses__():
        model.model_rebuild()


def meanings(model: type[BaseModel]) -> Mapping[str, str]:
    """Return what the text below each field of a type says, those of its bases included."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel) and one is not BaseModel:
            found.update(_told(one))
    return found


def _told(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """A field, and the text on its own that follows it."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(model)))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    for field, text in pairwise(body):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(told))),
            ):
                yield name, inspect.cleandoc(told)
