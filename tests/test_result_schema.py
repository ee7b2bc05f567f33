"""The published schema of the result is that of the code, and real results fit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from openssi.result import Result

SCHEMA = Path(__file__).parents[1] / "docs" / "result.schema.json"
HOW = "it is not that of the code; run: pytest tests/test_result_schema.py --update-golden"


def published() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return schema


def test_published_schema_is_that_of_the_code(*, update_golden: bool) -> None:
    schema = Result.model_json_schema(mode="serialization")
    schema = {"$schema": Draft202012Validator.META_SCHEMA["$id"], **schema}
    if update_golden:
        text = json.dumps(schema, indent=2) + "\n"
        SCHEMA.write_text(text, encoding="utf-8", newline="\n")
    assert published() == schema, HOW


def test_schema_is_one_and_explains_every_field() -> None:
    Draft202012Validator.check_schema(published())
    models = [m for m in published()["$defs"].values() if m["type"] == "object"]
    for model in [published(), *models]:
        for name, field in model.get("properties", {}).items():
            assert "description" in field or "$ref" in field, f"{model['title']}.{name}"


def test_evidence_is_spelled_out() -> None:
    assert "successes" in published()["$defs"]["Evidence"]["properties"]


def test_a_real_result_fits(told: dict[str, Any]) -> None:
    Draft202012Validator(published()).validate(told)


@pytest.mark.parametrize("change", [{"total": "many"}, {"surprise": 1}, {"pillars": None}])
def test_what_is_no_result_does_not_fit(told: dict[str, Any], change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(published()).validate({**told, **change})
