"""The template environment: autoescaped, strict, with the project's own way to write numbers."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from openssi.report import numbers, words
from openssi.report.origins import origin

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_SPACE = re.compile(r"\s*([{};,])\s*|(?<=[\w-])(:)\s+")
BACKTICKS = re.compile(r"`([^`]+)`")
VENDOR = "vendor/uplot"
STYLES = (
    f"{VENDOR}/uPlot.min.css",
    *(
        f"templates/{name}.css"
        for name in (
            "tokens",
            "base",
            "parts",
            "pictures",
            "today",
            "chart",
            "official",
            "described",
        )
    ),
    "templates/print.css",
)
SCRIPTS = tuple(
    f"templates/{name}.js" for name in ("locale", "theme", "terms", "sections", "folds", "live")
)
LIVE = (
    f"{VENDOR}/LICENSE",
    f"{VENDOR}/uPlot.iife.min.js",
    *(f"templates/{name}.js" for name in ("history", "chart")),
)
"""The live history, which the page carries as text until it comes into sight."""


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates that are kept where that is possible."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; a full disk is no reason to have no report."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> FileSystemBytecodeCache | None:
    """Compiled templates in the user's own temporary folder: a fifth of a second for each report.

    Jinja makes the folder for this user alone and refuses one that others may write.
    """
    try:
        return _Compiled()
    except (OSError, RuntimeError):
        return None


@cache
def environment() -> Environment:
    """The environment that renders every page."""
    env = Environment(
        loader=PackageLoader("openssi.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    env.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    env.filters |= {
        name: getattr(numbers, name)
        for name in (
            "points",
            "change",
            "trend",
            "percent",
            "plain",
            "exact",
            "day",
            "rank_change",
            "short_day",
        )
    }
    env.filters |= {
        "value": words.value,
        "evidence": words.evidence,
        "status": words.status,
        "origin": origin,
        "span": words.span,
        "control_points": words.control_points,
        "next_point": words.next_point,
        "event": words.event,
        "month": words.month,
        "code": code,
    }
    env.filters["place"] = place
    env.tests["spanning"] = words.has_span
    return env


def place(percent: float) -> str:
    """A place in a picture in percent, in as few digits as it has.

    >>> place(100.0), place(4.13)
    ('100%', '4.1%')
    """
    return f"{round(percent, 1):g}%"


def code(text: str) -> Markup:
    """A text whose `commands` are set as code; everything else in it stays text."""
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 -- escaped


def assets(names: tuple[str, ...]) -> str:
    """Text of the style or script files, joined; a licence goes along as a comment.

    Lines end in a bare newline, as a browser reads them before it hashes them for the policy.
    """
    return "\n".join(map(_source, names))


@cache
def _source(name: str) -> str:
    with files("openssi.report").joinpath(name).open(encoding="utf-8") as file:
        lines = (line.strip() for line in file)
        text = "\n".join(line for line in lines if line and not line.startswith("//"))
    if name.endswith("LICENSE"):
        return f"/*! {text} */"
    return _tight(text) if name.startswith("templates/") and name.endswith(".css") else text


def _tight(css: str) -> str:
    """A style sheet without comments, and without the space that means nothing."""
    return CSS_SPACE.sub(r"\1\2", CSS_COMMENT.sub("", css)).replace(";}", "}").strip()
