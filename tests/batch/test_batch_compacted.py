"""A state of many nights: few files, the same scores, and whole whatever stops it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from deliveries import delivered, inputs, parts
from pyarrow import parquet
from random_networks import groups, random_network, request, scores

from openssi.batch import compacting, erase, run
from openssi.batch.state import State
from openssi.engines.on_disk import Session

NIGHTS = 8
FEW = 3


def nights(folder: Path, seed: int, count: int) -> list[int]:
    """Run night by night, and return how many generations there were after each."""
    dealt, held = parts(random_network(seed, lives=1), count, seed), []
    for number in range(1, count + 1):
        delivered(dealt[:number], folder / "in")
        night(folder)
        held.append(len(State.opened(folder / "state").generations))
    return held


def night(folder: Path) -> None:
    run(request(inputs(folder / "in"), folder / "out", state=folder / "state"))


def test_many_nights_are_few_generations_and_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "MOST", FEW)
    held = nights(tmp_path, 31, NIGHTS)
    run(request(inputs(tmp_path / "in"), tmp_path / "full"))
    assert max(held) <= FEW + 1 < NIGHTS
    assert scores(tmp_path / "out") == scores(tmp_path / "full")
    assert groups(tmp_path / "out") == groups(tmp_path / "full")


class StoppedError(Exception):
    pass


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three nights."""
    folder = tmp_path_factory.mktemp("three")
    nights(folder, 32, 3)
    return folder


@pytest.mark.parametrize("let_pass", [1, None], ids=["while it writes", "before it holds"])
def test_a_state_stopped_while_it_is_laid_together_is_as_it_was(
    let_pass: int | None, three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(three, tmp_path, dirs_exist_ok=True)
    expected, before = scores(tmp_path / "out"), State.opened(tmp_path / "state")
    monkeypatch.setattr(compacting, "MOST", 2)
    written, calls = Session.write, list[Path]()

    def some(session: Session, select: str, path: Path, **how: str | None) -> int:
        calls.append(path)
        if len(calls) > (let_pass or len(calls)):
            raise StoppedError
        return written(session, select, path, **how)

    def not_at_all(*_: object) -> None:
        raise StoppedError

    with monkeypatch.context() as stopped:
        stopped.setattr(Session, "write", some)
        if let_pass is None:
            stopped.setattr(State, "written", not_at_all)
        with pytest.raises(StoppedError):
            night(tmp_path)
    assert calls[0].name == "laid.parquet"
    assert State.opened(tmp_path / "state") == before
    night(tmp_path)
    after = State.opened(tmp_path / "state")
    assert len(after.generations) == 2
    assert sorted(p.name for p in (tmp_path / "state").glob("gen*")) == sorted(after.generations)
    assert scores(tmp_path / "out") == expected


def test_who_is_erased_is_gone_from_what_was_laid_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compacting, "MOST", 2)
    nights(tmp_path, 33, 4)
    name, *_ = sorted(scores(tmp_path / "out"))
    numbers = next((tmp_path / "state").rglob("numbers.parquet"))
    own = {row["member_id"]: row["number"] for row in parquet.read_table(numbers).to_pylist()}
    erase([name], tmp_path / "out", tmp_path / "state")
    laid = list((tmp_path / "state").rglob("laid.parquet"))
    assert laid
    for path in laid:
        assert own[name] not in parquet.ParquetFile(path).read()["member_id"].to_pylist()
    night(tmp_path)
    assert name not in scores(tmp_path / "out")
