"""A fictional professional network: members, connections and activities in the canonical tables.

Nobody in it exists. How much its members do follows published figures (``population.toml``); all
else is chance from a seed, by arithmetic that any engine repeats. What a member does is known from
the member's number alone, so a network of any size is made in pieces, in any order.
"""

import datetime as dt
from collections.abc import Iterator

from openssi.engines import DuckDB, Engine
from openssi.errors import OutputError
from openssi.sources.synthetic.population import given, tables
from openssi.sources.synthetic.population.happenings import months
from openssi.sources.synthetic.population.living import calendar, done, stood
from openssi.sources.synthetic.population.persons import persons
from openssi.sources.synthetic.population.plan import Plan
from openssi.tables import Tables, conform

__all__ = ["pieces", "population"]

SMALLEST = 200
"""Members below which companies and industries make no sense."""


def population(*, members: int = 2000, seed: int = 7, as_of: dt.date, periods: int = 10) -> Tables:
    """Return a fictional network in the canonical tables, the same for the same arguments.

    Each deed between two members stands on both sides. Rows carry no ``activity_id``: nothing is
    delivered twice.

    Args:
        members: How many members, all of whom are scored.
        seed: Another number, another network.
        as_of: The last day.
        periods: For how many times four weeks deeds are logged; connections, endorsements and
            recommendations are older.

    Raises:
        OutputError: Too few members or no time.
    """
    (whole,) = pieces(members=members, seed=seed, as_of=as_of, periods=periods, size=members)
    return whole


def pieces(
    *, members: int, seed: int = 7, as_of: dt.date, periods: int = 10, size: int = 2000
) -> Iterator[Tables]:
    """Yield the same network piece by piece, in memory that does not grow with its size.

    A piece holds its members, the connections that they began, and both sides of what they did.
    A pair that both began stands in the pieces of both, and counts once as everywhere in the
    canonical tables. Coverage, which holds for everyone, stands in the first piece.

    Args:
        members: How many members the network has.
        seed: Another number, another network.
        as_of: The last day.
        periods: For how many times four weeks deeds are logged.
        size: Members in a piece, about.

    Raises:
        OutputError: Too few members, no time or an empty piece.
    """
    if members < SMALLEST or periods < 1 or size < 1:
        raise OutputError(
            f"A network of {members} members over {periods} periods cannot be made.",
            hint=f"ask for at least {SMALLEST} members, one period of four weeks and one member "
            "in a piece.",
        )
    count = -(-members // size)
    for piece in range(count):
        yield _piece(
            Plan(
                members=members, seed=seed, as_of=as_of, periods=periods, piece=piece, pieces=count
            )
        )


def _piece(plan: Plan) -> Tables:
    with DuckDB() as engine:
        _live(engine, plan)
        return Tables(
            members=conform("members", engine.fetch(tables.members(plan))),
            connections=conform("connections", engine.fetch(tables.connections(plan))),
            activities=conform("activities", engine.fetch(tables.activities(plan))),
            coverage=conform("coverage", engine.fetch(tables.coverage(plan))),
        )


def _live(engine: Engine, plan: Plan) -> None:
    """Let the members live: who they are, whom they know, and what they do."""
    engine.load("calendar", calendar(plan))
    engine.create("persons", persons(plan))
    engine.create("months", months(plan))
    engine.create("ties", given.ties(plan))
    engine.create("posts", given.posts(plan))
    engine.create("requests", given.requests(plan))
    engine.create("deeds", f"{done(plan)}\nUNION ALL\n{stood(plan)}")
