"""Exports of creator analytics, made as LinkedIn makes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl

ME = "zoë-brandt"
OWN = 7458194261025673216
"""A post of 2026-05-07 16:41:18 UTC."""

Rows = Sequence[Sequence[object]]
Written = Callable[[dt.date], object]

NAMES = {
    "en": ("DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"),
    "pt": (
        "Descoberta",
        "Engajamento",
        "Publicações mais em alta",
        "Seguidores",
        "Dados demográficos do público",
    ),
}


def american(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def european(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def as_it_is(day: dt.date) -> dt.date:
    return day


def serial(day: dt.date) -> int:
    return (day - dt.date(1899, 12, 30)).days


def post(day: dt.date, hours: float = 9) -> int:
    """Return the id of a post that was made on a day (UTC)."""
    millis = (day - dt.date(1970, 1, 1)).days * 86_400_000 + int(hours * 3_600_000)
    return millis << 22


def link(identity: int, form: str = "share") -> str:
    return f"https://www.linkedin.com/posts/zoe-brandt_some-words-{form}-{identity}-x1Yz"


def urn(identity: int, form: str = "activity") -> str:
    return f"https://www.linkedin.com/feed/update/urn:li:{form}:{identity}"


def days(first: dt.date, count: int) -> list[dt.date]:
    return [first + dt.timedelta(number) for number in range(count)]


def aggregate(  # noqa: PLR0913  # each is one thing that exports differ in
    first: dt.date,
    counts: Iterable[tuple[object, object, object]],
    *,
    written: Written = american,
    posts: Rows = (),
    followers: object = "1,234",
    language: str = "en",
    colon: str = ":",
) -> dict[str, Rows]:
    """Return the sheets of an aggregate export: impressions, engagements and followers by day."""
    told = list(counts)
    range_of = days(first, len(told))
    names = NAMES[language]
    return {
        names[0]: [
            ["Overall Performance", f"{written(first)} - {written(range_of[-1])}"],
            ["Impressions", "12,345"],
            ["Members reached", "2,345"],
        ],
        names[1]: [
            ["Date", "Impressions", "Engagements"],
            *([written(day), *row[:2]] for day, row in zip(range_of, told, strict=True)),
        ],
        names[2]: [
            ["Maximum of 50 posts available to include in this list"],
            [],
            ["Post URL", "Post publish date", "Engagements", "", *_RIGHT],
            *posts,
        ],
        names[3]: [
            [f"Total followers on {written(range_of[-1])}{colon}", followers],
            [],
            ["Date", "New followers"],
            *([written(day), row[2]] for day, row in zip(range_of, told, strict=True)),
        ],
        names[4]: [
            ["Top Demographics", "Value", "Percentage"],
            ["Job titles", "Director", "12%"],
            ["Locations", "Greater Hamburg", "< 1%"],
        ],
    }


_RIGHT = ("Post URL", "Post publish date", "Impressions")

SINGLE: Rows = [
    ["Post URL", urn(OWN, "ugcPost")],
    ["Post Date", "5/7/2026"],
    ["Post Publish Time", "6:41 PM"],
    [],
    ["Impressions", "2,345"],
    ["Members reached", "1,999"],
    ["Profile viewers from this post", "12"],
    ["Followers gained from this post", "3"],
    ["Social engagements", "57"],
    ["Reactions", "40"],
    ["Comments", "12"],
    ["Reposts", "2"],
    ["Saves", "2"],
    ["Sends on LinkedIn", "1"],
    ["Link engagements", "0"],
    ["Premium custom button engagements", "0"],
    [],
    ["Post viewer demographics"],
    ["Category", "Value", "%"],
    ["Job title", "Director", "12%"],
    ["Location", "Greater Hamburg", "menos de 1%"],
]
"""The sheet of a single post's export."""


def book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write sheets into an xlsx file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    workbook.save(path)
    return path
