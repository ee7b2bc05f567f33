"""The slice by hand, for Polars' streaming engine: `python polars_slice.py FOLDER OUT`.

It needs Polars and nothing of this project. It takes for granted what the sample populations are:
one coverage for everyone, members seen once, activities within the coverage whole.
"""

import datetime as dt
import json
import resource
import sys
import time
from pathlib import Path

import polars as pl

AS_OF = dt.date(2026, 11, 15)
KEEP = 2 ** (-1 / 30)
WINDOW = 30
FLOWS = {
    "content_published": (("post_published", "article_published"), 0.1, 5.0, 12.5),
    "people_searches": (("search_performed",), None, None, 12.5),
    "profile_views_made": (("profile_viewed",), None, None, 12.5),
    "reactions_given": (("reaction_given",), None, None, 15.0),
}
PILLARS = {
    "professional_brand": ("endorsements_received", "content_published"),
    "find_right_people": ("people_searches", "profile_views_made"),
    "engage_with_insights": ("reactions_given", "people_messaged"),
    "build_relationships": ("connections", "acceptance_rate"),
}


def number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days


def main(folder: Path, out: Path, curves: dict[str, dict[str, float]]) -> None:
    today = number(AS_OF)
    days = (today - 7, today)
    members = pl.scan_parquet(folder / "members.parquet").select(
        "member_id", "industry", joined=pl.col("joined_on").cast(pl.Int32)
    )
    opened = number(pl.read_parquet(folder / "coverage.parquet")["observed_from"].min())
    deeds = (
        pl.scan_parquet(folder / "activities.parquet")
        .filter(
            pl.col("counterpart_id").is_null() | (pl.col("counterpart_id") != pl.col("member_id"))
        )
        .select(
            "member_id",
            "kind",
            "counterpart_id",
            "quantity",
            day=pl.col("occurred_at").cast(pl.Date).cast(pl.Int32),
        )
        .filter(pl.col("day") <= today)
    )
    links = ties(folder, today)
    values = [
        flows(deeds, days, opened),
        breadth(deeds, days, opened),
        endorsed(deeds, days),
        known(links, days),
        accepted(deeds, links, days, opened),
    ]
    told = members
    for each in values:
        told = told.join(each, on="member_id", how="left")
    placed = compared(scored(told, days, opened, curves), days)
    placed.sink_parquet(out, engine="streaming")


def ties(folder: Path, today: int) -> pl.LazyFrame:
    """Both sides of each pair, once, from its first day."""
    pairs = pl.scan_parquet(folder / "connections.parquet").select(
        "member_id", "connection_id", since=pl.col("connected_on").cast(pl.Int32)
    )
    back = pairs.select(member_id="connection_id", connection_id="member_id", since="since")
    return (
        pl.concat([pairs, back])
        .filter((pl.col("since") <= today) & (pl.col("member_id") != pl.col("connection_id")))
        .group_by("member_id", "connection_id")
        .agg(pl.col("since").min())
    )


def flows(deeds: pl.LazyFrame, days: tuple[int, ...], opened: int) -> pl.LazyFrame:
    """What is left of each quantity on either day."""
    kinds = [kind for given, *_ in FLOWS.values() for kind in given]
    seen = deeds.filter(pl.col("kind").is_in(kinds) & (pl.col("day") >= opened))
    return seen.group_by("member_id").agg(
        *(
            (pl.col("quantity") * KEEP ** (day - pl.col("day")))
            .filter(pl.col("kind").is_in(given) & (pl.col("day") <= day))
            .sum()
            .alias(f"{name}_{day}")
            for name, (given, *_) in FLOWS.items()
            for day in days
        )
    )


def breadth(deeds: pl.LazyFrame, days: tuple[int, ...], opened: int) -> pl.LazyFrame:
    """People, each fading from the last contact."""
    contacts = deeds.filter(
        pl.col("kind").is_in(["message_sent", "inmail_sent"])
        & (pl.col("day") >= opened)
        & pl.col("counterpart_id").is_not_null()
        & (pl.col("quantity") > 0)
    )
    last = contacts.group_by("member_id", "counterpart_id").agg(
        *(pl.col("day").filter(pl.col("day") <= day).max().alias(f"last_{day}") for day in days)
    )
    return last.group_by("member_id").agg(
        *(
            (KEEP ** (day - pl.col(f"last_{day}"))).sum().alias(f"people_messaged_{day}")
            for day in days
        )
    )


def endorsed(deeds: pl.LazyFrame, days: tuple[int, ...]) -> pl.LazyFrame:
    """Different people who endorsed."""
    first = (
        deeds.filter((pl.col("kind") == "endorsement_received") & (pl.col("quantity") > 0))
        .group_by("member_id", "counterpart_id")
        .agg(pl.col("day").min())
    )
    return first.group_by("member_id").agg(
        *((pl.col("day") <= day).sum().alias(f"endorsements_received_{day}") for day in days)
    )


def known(links: pl.LazyFrame, days: tuple[int, ...]) -> pl.LazyFrame:
    """Connections."""
    return links.group_by("member_id").agg(
        *((pl.col("since") <= day).sum().alias(f"connections_{day}") for day in days)
    )


def accepted(
    deeds: pl.LazyFrame, links: pl.LazyFrame, days: tuple[int, ...], opened: int
) -> pl.LazyFrame:
    """Requests whose window is over, and those of them that were accepted in it."""
    asked = (
        deeds.filter((pl.col("kind") == "invitation_sent") & pl.col("counterpart_id").is_not_null())
        .select("member_id", "counterpart_id", "day")
        .with_columns(
            again=pl.col("day").shift(-1).over(["member_id", "counterpart_id"], order_by="day")
        )
        .with_row_index("request")
    )
    yes = pl.concat(
        [
            deeds.filter(pl.col("kind") == "invitation_accepted").select(
                "member_id", "counterpart_id", yes="day"
            ),
            links.select("member_id", counterpart_id="connection_id", yes="since"),
        ]
    )
    won = (
        asked.join(yes, on=["member_id", "counterpart_id"])
        .filter(
            pl.col("yes").is_between(pl.col("day"), pl.col("day") + WINDOW)
            & (pl.col("again").is_null() | (pl.col("yes") < pl.col("again")))
        )
        .select("request")
        .unique()
        .with_columns(won=pl.lit(1.0))
    )
    trials = asked.join(won, on="request", how="left").filter(pl.col("day") >= opened)
    decided = pl.col("day") + WINDOW
    return trials.group_by("member_id").agg(
        *(
            (what * KEEP ** (day - decided)).filter(decided <= day).sum().alias(f"{name}_{day}")
            for name, what in (("trials", pl.lit(1.0)), ("won", pl.col("won").fill_null(0.0)))
            for day in days
        )
    )


def scored(
    told: pl.LazyFrame, days: tuple[int, ...], opened: int, curves: dict[str, dict[str, float]]
) -> pl.LazyFrame:
    """Pillars and totals on either day."""
    pillars = {}
    for day in days:
        share = 1.0 - KEEP ** (day - opened + 1) + KEEP ** (day - pl.col("joined") + 1)
        for pillar, names in PILLARS.items():
            points = sum(of(name, day, share, curves[name]) for name in names)
            pillars[f"{pillar}_{day}"] = points.clip(0.0, 25.0).round(6)
    told = told.with_columns(**pillars)
    return told.with_columns(
        **{
            f"total_{day}": pl.sum_horizontal(f"{p}_{day}" for p in PILLARS).round(6)
            for day in days
        }
    )


def of(name: str, day: int, share: pl.Expr, curve: dict[str, float]) -> pl.Expr:
    """The points of one signal."""
    if name == "acceptance_rate":
        return rate(day, curve)
    value = pl.col(f"{name}_{day}").fill_null(0.0).cast(pl.Float64)
    if name in FLOWS:
        value = 7.0 * value * (1.0 - KEEP) / share
    half, full = curve["half"], curve["full"]
    if full == 2 * half:
        return curve["weight"] * (value / full).clip(0.0, 1.0)
    a = half**2 / (full - 2 * half)
    return curve["weight"] * ((value / a).log1p() / pl.lit(full / a).log1p()).clip(0.0, 1.0)


def rate(day: int, curve: dict[str, float]) -> pl.Expr:
    """A rate, drawn to its floor; under it points are taken away."""
    trials, won = (pl.col(f"{name}_{day}").fill_null(0.0) for name in ("trials", "won"))
    floor, full, weight = curve["floor"], curve["full"], curve["weight"]
    value = floor + (won - trials * floor) / (trials + curve["k"])
    above = weight * ((value - floor) / (full - floor)).clip(upper_bound=1.0)
    return pl.when(value < floor).then(-curve["penalty"] * (floor - value) / floor).otherwise(above)


def compared(told: pl.LazyFrame, days: tuple[int, ...]) -> pl.LazyFrame:
    """Beside the industry."""
    then, now = (f"total_{day}" for day in days)
    size, place = (
        pl.len().over("industry"),
        pl.col(now).rank("min", descending=True).over("industry"),
    )
    return told.select(
        "member_id",
        total=now,
        change_7d=(pl.col(now) - pl.col(then)).round(6),
        **{pillar: f"{pillar}_{days[1]}" for pillar in PILLARS},
        industry_average=pl.col(now).mean().over("industry"),
        industry_rank_percent=(100 * place + size - 1) // size,
    )


if __name__ == "__main__":
    began, worked = time.perf_counter(), time.process_time()
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
    took = {"wall": time.perf_counter() - began, "cpu": time.process_time() - worked}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**took, "peak_mb": peak, "version": pl.__version__}))  # noqa: T201 - its result
