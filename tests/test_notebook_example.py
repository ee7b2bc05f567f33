"""``examples/notebook.ipynb`` runs, and holds what it shows: outputs of a fictional archive."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[1] / "examples" / "notebook.ipynb"
DRAWN = ("text/html", "image/svg+xml")


@pytest.fixture(scope="module")
def saved() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return document


def code(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in document["cells"] if cell["cell_type"] == "code"]


def test_it_was_run_without_a_failure(saved: dict[str, Any]) -> None:
    kinds = {output["output_type"] for cell in code(saved) for output in cell["outputs"]}
    assert kinds == {"execute_result"}
    assert sum(bool(cell["outputs"]) for cell in code(saved)) >= 6


def test_it_tells_nothing_of_the_machine_that_ran_it(saved: dict[str, Any]) -> None:
    text = json.dumps(saved)
    assert not re.search(r"(?:/home|/root|/Users|/tmp|[A-Z]:\\\\)", text)
    assert sys.prefix not in text


def test_what_it_shows_loads_nothing(saved: dict[str, Any]) -> None:
    shown = [output["data"] for cell in code(saved) for output in cell["outputs"]]
    pages = ["".join(text) for data in shown for kind, text in data.items() if kind in DRAWN]
    assert len(pages) >= 5
    for page in pages:
        assert "<script" not in page
        assert not re.search(r"(?:src|href)\s*=", page)


@pytest.mark.deep
def test_its_outputs_are_what_its_code_gives(
    saved: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    again = executed(tmp_path, monkeypatch)
    if update_golden:
        NOTEBOOK.write_text(json.dumps(again, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return
    for before, after in zip(code(saved), code(again), strict=True):
        assert before["outputs"] == after["outputs"], before["source"]


def executed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Run the notebook in a kernel of its own, away from the user's settings."""
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("altair")
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(folder / name))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    place = {"metadata": {"path": str(folder)}}
    client.NotebookClient(notebook, kernel_name="python3", resources=place, timeout=300).execute()
    return stable(json.loads(nbformat.writes(notebook)))


def stable(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out what differs from run to run; plain text of objects names their addresses."""
    document["metadata"] = {
        "kernelspec": document["metadata"]["kernelspec"],
        "language_info": {"name": "python"},
    }
    for cell in code(document):
        cell["execution_count"] = None
        cell["metadata"] = {}
        for output in cell["outputs"]:
            output["execution_count"] = None
            data = output.get("data", {})
            if not data.keys().isdisjoint(DRAWN):
                data["text/plain"] = ["A table or a chart."]
    return document
