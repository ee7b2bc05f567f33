"""The canonical shape: columns in order, absent ones NULL, wrong ones refused."""

import datetime as dt

import pyarrow as pa
import pytest

from openssi.errors import TablesError
from openssi.tables import SCHEMAS, conform

DAY = dt.date(2026, 1, 1)
COVERAGE = {"kind": ["post_published"], "observed_from": [DAY], "observed_to": [DAY]}


def test_absent_columns_are_null_and_the_others_in_order():
    shaped = conform("coverage", pa.table(COVERAGE))
    assert shaped.schema.names == SCHEMAS["coverage"].names
    assert shaped["status"].null_count == shaped["member_id"].null_count == 1


def test_peer_groups_stay_and_strangers_go():
    given = {"member_id": ["m"], "seen_on": [DAY], "peer_group_city": ["Ghent"], "shoe_size": [44]}
    names = conform("members", pa.table(given)).schema.names
    assert "peer_group_city" in names
    assert "shoe_size" not in names


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("coverage", {"kind": ["post_published"]}, "no column 'observed_from'"),
        ("coverage", COVERAGE | {"status": ["guessed"]}, "status 'guessed'"),
        ("members", {"member_id": ["m"], "seen_on": ["soon"]}, "column 'seen_on'"),
    ],
)
def test_what_breaks_the_contract_is_named(name, given, told):
    with pytest.raises(TablesError, match=told):
        conform(name, pa.table(given))
