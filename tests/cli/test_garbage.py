"""A command does not look for garbage in cycles, and leaves the search as it was."""

import gc

import pytest

from openssi.cli.garbage import uncollected


def failing() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise RuntimeError


def test_the_search_goes_on_even_after_a_command_that_fails() -> None:
    assert gc.isenabled()
    with pytest.raises(RuntimeError):
        failing()
    assert gc.isenabled()


def test_one_within_another_leaves_it_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
