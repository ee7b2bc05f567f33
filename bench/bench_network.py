"""A small network: the ratios of a run, shown beside their targets."""

from pathlib import Path

from bench.network import Size, measured, table

SMALL = Size(members=20_000)


def test_a_small_network(tmp_path: Path, capsys) -> None:
    found = measured(SMALL, tmp_path / "network")
    assert found["batch"]["hash"] == found["daily"]["hash"]
    with capsys.disabled():
        print(f"\n\n{table({SMALL: found})}\n")  # noqa: T201 - for the person who asked for it
