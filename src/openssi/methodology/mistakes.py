"""What is wrong with a file, in words: every mistake with its key, its line and the next step."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError

from openssi.methodology.base import Part
from openssi.methodology.keys import part_at, plain_path, shown
from openssi.methodology.lines import Lines, Path
from openssi.result.base import meanings


@dataclass(frozen=True, kw_only=True, order=True)
class Mistake:
    """One thing to mend in a file."""

    line: int
    """Line of the key; of a key that is missing, that of its table."""
    key: str
    """The key, with the id of the signal that it belongs to."""
    what: str
    """What is wrong with it."""
    hint: str
    """The next step; empty where what is wrong ends with a question that says it."""

    def __str__(self) -> str:
        said = f"line {self.line}, {self.key}: {self.what}"
        return f"{said}. Hint: {self.hint}" if self.hint else said


@dataclass(frozen=True, kw_only=True)
class Document:
    """A TOML file as it was read, and the part that it should be."""

    raw: Mapping[str, Any]
    lines: Lines
    root: type[Part]

    def mistake(self, path: Path, what: str, hint: str = "") -> Mistake:
        """Name a mistake at a path; without a hint of its own, what the key means is one."""
        key = shown(path, self.raw) or "the file"
        said = "" if what.endswith("?") else hint or self._meaning(path)
        return Mistake(line=self.lines.line(path), key=key, what=what, hint=said)

    def mistakes(self, error: ValidationError) -> list[Mistake]:
        """Name everything that a check found."""
        return [self._one(dict(found)) for found in error.errors(include_url=False)]

    def _one(self, found: dict[str, Any]) -> Mistake:
        path = plain_path(found["loc"], self.raw)
        match found["type"]:
            case "missing":
                return self.mistake(path, "it is missing")
            case "extra_forbidden":
                return self.mistake(path, "there is no such key", self._near(path))
        return self.mistake(path, _words(found), _given(found))

    def _meaning(self, path: Path) -> str:
        """What the key at a path means; of an element, its list; of an unknown key, its table."""
        while path:
            part = part_at(path[:-1], self.raw, self.root)
            meaning = meanings(part).get(str(path[-1])) if part else None
            if meaning:
                return _sentence(meaning)
            path = path[:-1]
        return _WHOLE

    def _near(self, path: Path) -> str:
        part = part_at(path[:-1], self.raw, self.root)
        names = list(part.model_fields) if part else []
        near = get_close_matches(str(path[-1]), names, n=1)
        if near:
            return f"did you mean '{near[0]}'?"
        return f"the keys here are {', '.join(names)}." if names else ""


def _sentence(description: str) -> str:
    """The first line of a key's description, without the marks of its markup."""
    return description.partition("\n")[0].replace("``", "'")


_WHOLE: Final = "docs/methodology.md shows the whole file, key by key."

_CHOICE: Final = re.compile("'([^']+)'")

_Words = Callable[[dict[str, Any]], str]

_WORDS: Final[Mapping[str, _Words]] = {
    "greater_than": lambda c: f"it must be above {c['gt']:g}",
    "greater_than_equal": lambda c: f"it must be at least {c['ge']:g}",
    "less_than": lambda c: f"it must be below {c['lt']:g}",
    "less_than_equal": lambda c: f"it must be at most {c['le']:,.10g}",
    "finite_number": lambda _: "it must be a finite number",
    "float_type": lambda _: "it must be a number",
    "int_type": lambda _: "it must be a whole number",
    "bool_type": lambda _: "it must be true or false",
    "string_type": lambda _: 'it must be a text in "quotes"',
    "string_too_short": lambda _: "it must not be empty",
    "string_pattern_mismatch": lambda _: "small letters, digits and _ only, a letter first",
    "tuple_type": lambda _: "it must be a list in [brackets]",
    "too_short": lambda _: "it must not be empty",
    "model_type": lambda _: "it must be a table",
    "model_attributes_type": lambda _: "it must be a table",
    "dict_type": lambda _: "it must be a table",
    "literal_error": lambda c: f"it must be {c['expected']}",
    "union_tag_invalid": lambda c: f"'{c['tag']}' is no type; there are {c['expected_tags']}",
    "union_tag_not_found": lambda _: "its 'type' is missing",
}


def _words(found: dict[str, Any]) -> str:
    words = _WORDS.get(found["type"])
    if words:
        return words(found.get("ctx", {}))
    return str(found["msg"]).removeprefix("Value error, ")


def _given(found: dict[str, Any]) -> str:
    """What was meant, or what stands there instead; tables and lists are seen in the file."""
    context = found.get("ctx", {})
    choices = _CHOICE.findall(str(context.get("expected") or context.get("expected_tags")))
    given = context.get("tag", found["input"])
    near = get_close_matches(str(given), choices, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"it is {given!r} now." if isinstance(given, str | int | float) else ""
