"""Read a methodology, or an audience, from TOML; every mistake is named with key and line."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeVar

from pydantic import ValidationError

from openssi.errors import MethodologyError
from openssi.methodology.base import Part
from openssi.methodology.lines import Lines
from openssi.methodology.mistakes import Document, Mistake
from openssi.methodology.model import Audience, Methodology
from openssi.methodology.whole import clashes

SHIPPED: Final = "openssi-1.toml"
"""Name of the methodology that ships with OpenSSI."""

_HINTS: Final[Mapping[type[Part], str]] = {
    Methodology: f"compare with the shipped {SHIPPED}; docs/methodology.md explains every key.",
    Audience: "examples/audience.toml shows every key; docs/methodology.md explains them.",
}

Root = TypeVar("Root", bound=Part)


@cache
def default() -> Methodology:
    """Return the methodology that ships with OpenSSI."""
    return parse(shipped_text(), name=SHIPPED)


def shipped_text() -> str:
    """Return the text of the methodology that ships with OpenSSI."""
    return files("openssi.methodology").joinpath(SHIPPED).read_text("utf-8")


def load(path: Path) -> Methodology:
    """Read a methodology from a file.

    Raises:
        MethodologyError: The file cannot be read, is not TOML, or breaks a rule; its ``details``
            name every mistake.
    """
    return parse(_text(path), name=path.name)


def load_audience(path: Path) -> Audience:
    """Read a target audience from a file with the keys of a methodology's ``[audience]``.

    Raises:
        MethodologyError: As for `load`.
    """
    return _parsed(_text(path), Audience, name=path.name)


def choose(methodology: Path | None, audience: Path | None) -> Methodology:
    """Return the methodology of a file, or the shipped one, for the audience of another file."""
    chosen = load(methodology) if methodology else default()
    if audience is None:
        return chosen
    return chosen.model_copy(update={"audience": load_audience(audience)})


def parse(text: str, *, name: str) -> Methodology:
    """Check the text of a methodology and return it.

    Args:
        text: TOML.
        name: What to call it in an error.
    """
    return _parsed(text, Methodology, name=name)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # editors on Windows begin a file with a mark
    except FileNotFoundError as error:
        raise MethodologyError(
            f"{path}: there is no such file.", hint="look at its name and its folder."
        ) from error
    except UnicodeDecodeError as error:
        raise MethodologyError(
            f"{path.name}: it is not a text in UTF-8.", hint="save it again as UTF-8."
        ) from error
    except OSError as error:
        raise MethodologyError(
            f"{path.name}: it cannot be read ({error.strerror or error}).",
            hint="name a file that you may read.",
        ) from error


def _parsed(text: str, root: type[Root], *, name: str) -> Root:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodologyError(f"{name}: not valid TOML: {error}.", hint=_HINTS[root]) from error
    try:
        return root.model_validate(raw)
    except ValidationError as error:
        document = Document(raw=raw, lines=Lines.of(text), root=root)
        found = sorted({*document.mistakes(error), *_of_the_whole(document)})
        raise _refusal(name, found, _HINTS[root]) from error


def _of_the_whole(document: Document) -> list[Mistake]:
    """The rules across signals, told together with mistakes inside them."""
    raw = document.raw
    pillars, signals = raw.get("pillars"), raw.get("signals")
    if document.root is not Methodology or not isinstance(pillars, list):
        return []
    rows = signals if isinstance(signals, list) else []
    return [document.mistake(path, what) for path, what in clashes(pillars, rows)]


def _refusal(name: str, mistakes: list[Mistake], hint: str) -> MethodologyError:
    count = "one mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
    return MethodologyError(f"{name}: {count}.", hint=hint, details=tuple(map(str, mistakes)))
