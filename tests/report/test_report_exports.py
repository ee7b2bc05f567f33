from __future__ import annotations

import csv
import io
import json

from sample_result import hostile_result, sample_result

from openssi import report
from openssi.report.csv_rows import csv_rows
from openssi.result import Result

RESULT = sample_result(days=30)


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(report.csv_text(result))))


def test_json_is_the_whole_result() -> None:
    text = report.json_text(RESULT)
    assert text.endswith("}\n")
    assert Result.model_validate_json(text) == RESULT
    assert list(json.loads(text)) == list(Result.model_fields)


def test_csv_has_a_row_for_each_part_and_the_total() -> None:
    kinds = [row["row"] for row in rows(RESULT)]
    assert kinds.count("signal") == len(RESULT.signals)
    assert kinds.count("pillar") == 4
    assert kinds[-1] == "total"


def test_csv_parts_sum_to_the_total_with_full_precision() -> None:
    parts = [r for r in rows(RESULT) if r["row"] in {"signal", "adjustment"} and r["points"]]
    assert (
        abs(sum(float(row["points"]) for row in parts) - float(rows(RESULT)[-1]["points"])) < 1e-9
    )


def test_formulas_are_text_and_numbers_stay_numbers() -> None:
    first = rows(hostile_result())[0]
    assert first["title"].startswith("'=HYPERLINK(")
    loss = next(row for row in rows(RESULT) if row["id"] == "acceptance_rate")
    assert float(loss["points"]) < 0


def test_every_dangerous_start_is_neutralised() -> None:
    for start in "=+-@\t\r\uff1d\uff0b\uff0d\uff20":
        poisoned = RESULT.signals[0].model_copy(update={"title": f"{start}1"})
        result = RESULT.model_copy(update={"signals": (poisoned, *RESULT.signals[1:])})
        text = report.csv_text(result)
        title = next(csv.DictReader(io.StringIO(text, newline="")))["title"]
        assert title == f"'{start}1".replace("\r", " ")


def test_unknown_is_empty_not_zero() -> None:
    unseen = next(row for row in rows(RESULT) if row["status"] == "not_observed")
    assert unseen["points"] == ""
    assert unseen["value"] == ""


def test_numbers_of_every_table_stay_numbers_and_texts_are_neutral() -> None:
    table = csv_rows(
        ("what", "points"),
        [{"what": "=1+1", "points": -2.5}, {"what": "-x", "points": None}, {"what": "a\nb"}],
        text={"what"},
    )
    assert table == "what,points\n'=1+1,-2.5\n'-x,\na b,\n"


def test_a_change_sums_in_its_rows() -> None:
    change = sample_result().change
    assert change is not None
    told = list(csv.DictReader(io.StringIO(report.change_csv(change))))
    for step in change.steps:
        own = [float(row["points"]) for row in told if row["step"] == step.id]
        assert abs(sum(own) - step.total) < 1e-6


def test_some_signals_have_the_columns_of_all() -> None:
    few = report.explanation_csv(RESULT, RESULT.signals[:2])
    assert few.splitlines() == report.csv_text(RESULT).splitlines()[:3]
