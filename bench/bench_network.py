"""A small network: the ratios of a run, shown beside their targets."""

from pathlib import Path

from bench.network import measured, table

MEMBERS = 20_000


def test_a_small_network(tmp_path: Path, capsys) -> None:
    found = measured(MEMBERS, tmp_path / "network")
    assert found["batch"]["hash"] == found["daily"]["hash"]
    with capsys.disabled():
        print(f"\n\n{table({MEMBERS: found})}\n")  # noqa: T201 - for the person who asked for it
