"""Articles/Articles/*.html: long posts, whose date is in the file's name or nowhere."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from openssi.sources.linkedin_archive.activities import ActivityLog
from openssi.sources.linkedin_archive.dates import BadDateError, stamp
from openssi.sources.linkedin_archive.ledger import Ledger
from openssi.sources.linkedin_archive.urls import plain, pulse_of

_DATED: Final = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d)[_:](\d\d)[_:](\d\d)(?:\.\d+)?-", re.ASCII)
_HEAD: Final = 1 << 16


class Article(NamedTuple):
    """One article of the member."""

    slug: str
    at: int | None
    ledger: Ledger


def is_article(path: str) -> bool:
    """Say whether a path inside the archive is that of a published article."""
    parts = path.lower().split("/")
    return parts[-1].endswith((".html", ".htm")) and parts[-2:-1] == ["articles"]


def article(name: str, head: bytes, ledger: Ledger) -> Article:
    """Return an article from the name of its file and the beginning of its text."""
    ledger.rows = 1
    stem = name.rpartition(".")[0]
    dated = _DATED.match(stem)
    slug = pulse_of(head[:_HEAD].decode("utf-8", "replace"))
    return Article(
        slug or plain(stem[dated.end() :] if dated else stem).lower(),
        _time(dated) if dated else None,
        ledger,
    )


def tell_articles(articles: list[Article], told: set[str], log: ActivityLog) -> None:
    """Add the articles to the log; without any date they cannot be placed and are left out.

    One that a post announces is counted where it was announced.
    """
    for found in articles:
        if found.slug in told:
            found.ledger.duplicates += 1
        elif found.at is None:
            found.ledger.ignore("no date in its name and no post that shares it")
        elif log.add("article_published", found.at, "article", found.slug, has_text=True):
            found.ledger.date(found.at)
        else:
            found.ledger.duplicates += 1


def incomplete_kinds(articles: list[Article]) -> set[str]:
    """Return the kind of articles where one of them could not be placed in time."""
    return {"article_published" for found in articles if found.ledger.ignored}


def _time(dated: re.Match[str]) -> int | None:
    try:
        return stamp(f"{dated[1]} {dated[2]}:{dated[3]}:{dated[4]}")
    except BadDateError:
        return None
