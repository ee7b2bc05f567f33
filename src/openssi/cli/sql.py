"""``openssi sql``: the whole computation, written down."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

import typer

from openssi.cli.options import Rules, day_option
from openssi.cli.output import never_over
from openssi.cli.printing import Output, put
from openssi.cli.today import today


class Dialect(StrEnum):
    """Whose SQL to write."""

    duckdb = "duckdb"
    spark = "spark"
    snowflake = "snowflake"
    bigquery = "bigquery"
    databricks = "databricks"
    trino = "trino"
    postgres = "postgres"


def sql(
    rules: Rules,
    dialect: Annotated[
        Dialect, typer.Option("--dialect", help="Whose SQL to write.")
    ] = Dialect.duckdb,
    as_of: Annotated[
        dt.datetime | None,
        day_option("--as-of", "Day to score, to its end (UTC). By default today."),
    ] = None,
    out: Output = None,
) -> None:
    """Print the computation of every score and benchmark as one commented SQL script.

    Example: `openssi sql --dialect snowflake --as-of 2026-11-15 -o openssi.sql`
    """
    from openssi.benchmarks import script as comparisons  # noqa: PLC0415 - `--help` must not wait for these
    from openssi.scoring import plan, script  # noqa: PLC0415
    from openssi.scoring.frame import Frame  # noqa: PLC0415
    from openssi.scoring.score import WEEK  # noqa: PLC0415

    never_over(out, *rules.files)
    frame = Frame(methodology=rules.read(), as_of=as_of.date() if as_of else today())
    ends = (frame.today - WEEK, frame.today)
    scoring = plan.stages_of(frame, plan.Network(days=ends))
    stages = (*scoring, *comparisons.stages(frame))
    put(script.script(frame, stages, dialect.value), out)
