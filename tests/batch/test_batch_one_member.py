"""One implementation: a member alone, and the same tables as a network of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from random_networks import request, same_signals, scores, signals, written

from openssi import pipeline
from openssi.batch import run
from openssi.methodology import default


def test_one_archive_scores_the_same_either_way(archive: Path, tmp_path: Path) -> None:
    imported = pipeline.read(archive)
    inputs = written(dict(imported.tables), tmp_path / "in")
    day = imported.seen_to
    alone = pipeline.score(imported, methodology=default())
    run(request(inputs, tmp_path / "out", first=day, last=day, today=day))
    row = scores(tmp_path / "out", day)[imported.member_id]
    assert (row["total"], row["measurable"]) == (alone.total, alone.measurable)
    assert (row["total_low"], row["total_high"]) == (alone.range.low, alone.range.high)
    assert row["change_7d"] == alone.change_7d
    for pillar in alone.pillars:
        assert row[pillar.id] == pillar.score
        assert row[f"{pillar.id}_low"] == pillar.range.low
        assert row[f"{pillar.id}_high"] == pillar.range.high
        assert row[f"{pillar.id}_coverage"] == pytest.approx(pillar.coverage)
        assert row[f"{pillar.id}_change_7d"] == pillar.change_7d
    told = signals(tmp_path / "out", day)
    same_signals(alone, told)
    for signal in alone.signals:
        mine = told[imported.member_id, signal.id]
        assert mine["successes"] == signal.evidence.successes
        assert mine["pending"] == signal.evidence.pending
        assert mine["trials"] == signal.evidence.trials
