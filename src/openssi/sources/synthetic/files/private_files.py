"""The files that every archive has and that no score needs, and the articles."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from openssi.sources.synthetic.content import pulse
from openssi.sources.synthetic.life import Life
from openssi.sources.synthetic.source import data

_ARTICLE = """<html><head><title>{title}</title></head>
<body><h1><a href="https://www.linkedin.com/pulse/{address}">{title}</a></h1>
<p>{text}</p></body></html>
"""


@cache
def _source() -> dict[str, Any]:
    text = resources.files(__package__).joinpath("private.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def private_files(life: Life, *, complete: bool) -> dict[str, str]:
    """Return name and text of the files that a reader leaves closed."""
    source = _source()
    blanks = _blanks(life)
    return {
        name: _fill(text, blanks)
        for name, text in source["files"].items()
        if complete or name in source["basic"]
    }


def _blanks(life: Life) -> dict[str, str]:
    last = life.rhythm.last - dt.timedelta(days=365)
    return {
        "{first}": life.member.first,
        "{last}": life.member.last,
        "{mail}": f"{life.member.slug}@example.com",
        "{start}": f"{life.rhythm.first.year % 100:02d}",
        "{year}": str(last.year),
        "{short}": f"{last.year % 100:02d}",
    }


def _fill(text: str, blanks: dict[str, str]) -> str:
    for blank, value in blanks.items():
        text = text.replace(blank, value)
    return text


def article_files(life: Life) -> dict[str, str]:
    """Return name and text of the member's articles, which say nothing of their day."""
    bodies = data("phrases")["posts"]["body"]
    names = [(title, pulse(title, life.member)) for title in data("profile")["lists"]["articles"]]
    return {
        f"Articles/Articles/{address}.html": _ARTICLE.format(
            title=title, address=address, text=bodies[len(title) % len(bodies)].format(number=12)
        )
        for title, address in names
    }
