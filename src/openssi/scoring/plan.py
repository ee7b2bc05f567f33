"""The plan of a scoring: every stage in its order, and how to run it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import pyarrow as pa

from openssi.engines import Engine
from openssi.scoring import (
    conversations,
    coverage,
    deeds,
    eras,
    few_days,
    fold,
    links,
    people,
    points,
    readings,
    requests,
    rules,
    values,
)
from openssi.scoring.frame import Frame
from openssi.scoring.sql import UNDATED, Stage
from openssi.scoring.worlds import World, asked
from openssi.tables import Tables

_RESULTS: Final = ("pillars", "whole", "links", "folded", "scored")
"""Tables that are read when a network's scoring is done, besides its views."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """A scoring of many members on a few days, of which nothing is asked but scores."""

    days: tuple[int, ...]
    """Day numbers to score, in order; the last is the frame's."""
    connections: links.Known = field(default_factory=partial(links.Known, kept=()))
    """What is known beforehand of the table of connections."""


def stages(frame: Frame) -> list[Stage]:
    """Return every stage; each reads the canonical tables, ``ends`` and the stages before it."""
    return [
        *_before(frame, people.stages(frame), links.stages(frame)),
        *eras.stages(frame),
        *fold.stages(frame),
        *values.stages(frame),
        *points.stages(frame),
        *readings.stages(),
    ]


def stages_of(frame: Frame, network: Network) -> list[Stage]:
    """Return the stages of a network: the same scores, straight to each day asked for."""
    known = links.stages(frame, network.connections)
    every = [
        *_before(frame, people.stages(frame, are_asked=False), known),
        *few_days.stages(frame, network.days),
        *points.wholes(frame),
        *readings.stages(),
    ]
    return _needed(every)


def _needed(every: Sequence[Stage]) -> list[Stage]:
    """Leave out what no result asks for: not every methodology has signals of every sort."""
    asked, kept = set(_RESULTS), []
    for stage in reversed(every):
        if stage.name in asked or stage.is_view:
            kept.append(stage)
            asked |= set(re.findall(r"\w+", stage.select))
    return kept[::-1]


def _before(frame: Frame, members: Sequence[Stage], known: Sequence[Stage]) -> list[Stage]:
    return [
        rules.stage(frame),
        *members,
        *deeds.stages(frame),
        *known,
        *conversations.stages(frame),
        *requests.stages(frame),
        *coverage.stages(frame),
    ]


def run(
    engine: Engine,
    frame: Frame,
    tables: Tables,
    ends: Sequence[int],
    worlds: tuple[World, ...] = (),
) -> None:
    """Score every member of the tables at every day asked for; results stay in the engine.

    Args:
        engine: Where the SQL runs.
        frame: Methodology and day.
        tables: The canonical tables.
        ends: Day numbers to score, in order; the last is ``frame.today``.
        worlds: Versions of members to score beside them, on the last day alone.
    """
    for name, table in tables:
        engine.load(name, table)
    engine.load("ends", _ends(ends))
    engine.load("asked", asked(worlds, frame.today))
    for stage in stages(frame):
        carry_out(engine, stage)


def run_network(
    engine: Engine, frame: Frame, network: Network, *, given: Collection[str] = ()
) -> None:
    """Score every member of the tables that the engine knows already.

    Args:
        engine: Where the SQL runs.
        frame: Methodology and day.
        network: Which days, and what is known of the tables.
        given: Stages whose tables the engine knows as well: made once for several runs, or from
            more members than are scored in this one.
    """
    for stage in stages_of(frame, network):
        if stage.name not in given:
            carry_out(engine, stage)


def carry_out(engine: Engine, stage: Stage) -> None:
    """Make a stage's table in the engine."""
    if stage.rows is not None:
        engine.load(stage.name, stage.rows)
    elif stage.is_view:
        engine.view(stage.name, stage.select)
    else:
        engine.create(stage.name, stage.select)


def _ends(days: Sequence[int]) -> pa.Table:
    """Days to score, each with the one before: what lies between them belongs to the later."""
    after = [UNDATED - 1, *days[:-1]]
    return pa.table({"day": pa.array(days, pa.int32()), "after": pa.array(after, pa.int32())})
