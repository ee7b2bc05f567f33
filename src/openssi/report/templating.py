"""The template environment: autoescaped, strict, with the project's own way to write numbers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from openssi.report import numbers, words

STYLES = ("tokens.css", "base.css", "parts.css", "pictures.css", "print.css")
SCRIPTS = ("theme.js", "history.js")


@cache
def environment() -> Environment:
    """The environment that renders every page."""
    env = Environment(
        loader=PackageLoader("openssi.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    env.filters |= {
        name: getattr(numbers, name)
        for name in ("points", "change", "trend", "percent", "plain", "exact", "day")
    }
    env.filters |= {
        "value": words.value,
        "evidence": words.evidence,
        "status": words.status,
        "span": words.span,
        "control_points": words.control_points,
        "next_point": words.next_point,
    }
    env.tests["spanning"] = words.has_span
    return env


def assets(names: tuple[str, ...]) -> str:
    """Text of the style or script files, joined.

    Lines end in a bare newline, as a browser reads them before it hashes them for the policy.
    """
    return "\n".join("\n".join(_source(name).splitlines()) for name in names)


def _source(name: str) -> str:
    with files("openssi.report").joinpath("templates", name).open(encoding="utf-8") as file:
        return file.read()
