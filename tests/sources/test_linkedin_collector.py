"""The search for cycles is as it was after the last reading, however readings overlap."""

from __future__ import annotations

import gc

import pyarrow as pa
import pytest

from openssi.sources.linkedin_archive.collector import Pause


def test_the_last_to_leave_ends_the_pause():
    pause = Pause()
    with pause:
        with pause:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_off_stays_off():
    gc.disable()
    try:
        with Pause():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_ends_the_pause():
    with pytest.raises(ValueError, match="broken"), Pause():
        raise ValueError("broken")
    assert gc.isenabled()


def test_the_memory_of_columns_is_the_systems_for_as_long() -> None:
    before = pa.default_memory_pool().backend_name
    with Pause():
        assert pa.default_memory_pool().backend_name == "system"
    assert pa.default_memory_pool().backend_name == before
