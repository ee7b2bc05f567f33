"""Every measure's SQL against the plain reference, on random small networks and several days."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from lives import AS_OF, networks, tables
from plain import Plain

from openssi.engines import DuckDB
from openssi.methodology import default
from openssi.scoring.frame import Frame
from openssi.scoring.plan import run
from openssi.scoring.sql import day_number

DAYS = [AS_OF - dt.timedelta(days=n) for n in (40, 7, 0)]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks())
def test_measures_agree_with_the_plain_reference(rows):
    frame = Frame(methodology=default(), as_of=AS_OF)
    with DuckDB() as engine:
        run(engine, frame, tables(rows), [day_number(day) for day in DAYS])
        found = engine.fetch("SELECT member_id, signal, day, value FROM signal_values").to_pylist()
    values = {(row["member_id"], row["signal"], row["day"]): row["value"] for row in found}
    for member in {row["member_id"] for row in rows["members"]}:
        for day in DAYS:
            plain = Plain(default(), rows, member, day, AS_OF)
            if plain.joined and day < plain.joined:
                continue
            for signal in default().signals:
                expected = plain.value(signal)
                got = values[member, signal.id, day_number(day)]
                assert agree(got, expected), f"{signal.id} {day}: {got} is not {expected}"


def agree(got, expected):
    if got is None or expected is None:
        return got is expected
    return got == pytest.approx(expected, rel=1e-9, abs=1e-9)
