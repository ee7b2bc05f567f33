"""Every measure's compiled SQL against its hand-written twin over the raw tables."""

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from lives import AS_OF, networks, tables
from runs import scored
from twins import TWINS

from openssi.methodology import default


def test_every_measure_has_a_twin():
    measured = {default().signal(name).measure.type for name in TWINS}
    assert measured == {signal.measure.type for signal in default().signals}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks(members=("m0",), seen=True))
def test_measures_agree_with_their_twins(rows):
    for row in rows["members"]:
        row["joined_on"] = None
    given = tables(rows)
    run = scored(given)
    with duckdb.connect() as raw:
        for name, table in given:
            raw.register(name, table)
        for signal, query in TWINS.items():
            expected = raw.execute(query).fetchone()[0]
            found = run.value("m0", signal, AS_OF)
            if expected is None:
                assert found is None, signal
            else:
                assert found == pytest.approx(expected, rel=1e-9, abs=1e-9), signal
