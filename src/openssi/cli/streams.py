"""Standard output and error: every encoding can be written to, and a closed pipe is no failure."""

import codecs
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

PLAIN = "openssi.plain"
CLOSED_PIPE = 141
"""What a shell reports of a command whose reader went away."""
_SIGNS = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{RIGHTWARDS ARROW}": ">",
        "\N{MIDDLE DOT}": "-",
        "\N{HORIZONTAL ELLIPSIS}": ".",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{NO-BREAK SPACE}": " ",
    }
)
"""One sign for one sign, so that columns stay in line."""


def in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding lacks with what every encoding has; a lost minus would be a lie."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_plain, lacking)), error.end


def _plain(sign: str) -> str:
    base = unicodedata.normalize("NFKD", sign.translate(_SIGNS))[:1]
    return base if base.isascii() else "?"


def prepare() -> None:
    """Let a terminal or pipe of a narrow encoding show plain signs for what it lacks."""
    codecs.register_error(PLAIN, in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=PLAIN)


@contextmanager
def quiet_when_closed() -> Iterator[None]:
    """End without a word where the reader of the output went away, as with ``| head``."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no real path
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
