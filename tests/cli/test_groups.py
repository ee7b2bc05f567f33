"""A group of options, declared once, reaches the verb as one object."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from openssi.cli.groups import ungrouped


@dataclass(frozen=True, kw_only=True)
class Fruit:
    names: Annotated[list[str], typer.Argument()]
    ripe: Annotated[bool, typer.Option("--ripe")] = False


@dataclass(frozen=True, kw_only=True)
class Basket:
    size: Annotated[int, typer.Option("--size")] = 3


def pick(fruit: Fruit, basket: Basket, times: Annotated[int, typer.Option("--times")] = 1) -> None:
    """Pick fruit."""
    typer.echo(f"{fruit} {basket} {times}")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["fig"], "Fruit(names=['fig'], ripe=False) Basket(size=3) 1"),
        (
            ["fig", "--ripe", "plum", "--size", "9", "--times", "2"],
            "Fruit(names=['fig', 'plum'], ripe=True) Basket(size=9) 2",
        ),
    ],
)
def test_groups_arrive_whole(given: list[str], told: str) -> None:
    app = typer.Typer()
    app.command()(ungrouped(pick))
    assert CliRunner().invoke(app, given).output.strip() == told


def test_a_verb_keeps_its_name_and_words() -> None:
    verb = ungrouped(pick)
    assert (verb.__name__, verb.__doc__) == ("pick", "Pick fruit.")
    assert list(inspect.signature(verb).parameters) == ["names", "ripe", "size", "times"]
