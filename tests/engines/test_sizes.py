"""Sizes as people write them."""

from __future__ import annotations

import pytest

from openssi.engines.on_disk import Limits
from openssi.engines.sizes import bytes_of


@pytest.mark.parametrize(
    ("size", "told"),
    [("8GB", 8 * 10**9), ("512 MiB", 512 * 2**20), ("1.5kb", 1500), (" 2tib ", 2 * 2**40)],
)
def test_thousands_and_powers_of_two(size: str, told: int) -> None:
    assert bytes_of(size) == told


@pytest.mark.parametrize("size", ["", "8", "8G", "GB", "-1GB", "8GBs", "1e3MB"])
def test_what_is_no_size(size: str) -> None:
    with pytest.raises(ValueError, match=size or "^$"):
        bytes_of(size)


def test_an_eighth_is_left_for_what_the_engine_does_not_count() -> None:
    assert Limits(memory="8GB", threads=2).settings() == {
        "memory_limit": f"{7 * 10**9}B",
        "threads": 2,
    }
    assert Limits().settings() == {}
