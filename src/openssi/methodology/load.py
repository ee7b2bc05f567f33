"""Read a methodology from TOML; a mistake is named with its key."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from openssi.errors import MethodologyError
from openssi.methodology.model import Methodology

_HINT = "compare with the shipped openssi-1.toml; docs/methodology.md explains every key."


@cache
def default() -> Methodology:
    """Return the methodology that ships with OpenSSI."""
    text = files("openssi.methodology").joinpath("openssi-1.toml").read_text("utf-8")
    return parse(text, name="openssi-1.toml")


def load(path: Path) -> Methodology:
    """Read a methodology from a file.

    Raises:
        MethodologyError: The file cannot be read, is not TOML, or breaks a rule.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MethodologyError(f"{path.name}: cannot be read ({error}).", hint=_HINT) from error
    return parse(text, name=path.name)


def parse(text: str, *, name: str) -> Methodology:
    """Check the text of a methodology and return it.

    Args:
        text: TOML.
        name: What to call it in an error.
    """
    try:
        return Methodology.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MethodologyError(f"{name}: not valid TOML: {error}.", hint=_HINT) from error
    except ValidationError as error:
        raise MethodologyError(f"{name}: {_first(error)}.", hint=_HINT) from error


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"]) or "the whole"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}"
