"""The phrases of the data files with all their spellings, written out once for every reading.

``titles.toml`` and ``functions.toml`` are what people read and change. To read them and to spell
their patterns out takes a tenth of a second, so the outcome is stored beside them, in
``title_phrases.json``; a test keeps it up to date, and `pytest --update-golden` writes it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from openssi.enrich.lexicon import Lexicon
from openssi.enrich.title_rules import Area, Rule

STORED = "title_phrases.json"


def written() -> str:
    """Return what belongs into the stored file."""
    told = {"levels": _levels(), "areas": _areas()}
    return (
        json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=sorted, sort_keys=True)
        + "\n"
    )


def _levels() -> dict[str, Any]:
    lexicon: Lexicon[Rule] = Lexicon()
    rules = []
    for entry in _read("titles.toml")["rule"]:
        rule = _rule(entry)
        rules.append(rule)
        lexicon.add(entry["phrases"], rule)
        lexicon.add_affixes(
            rule, endings=entry.get("endings", ()), beginnings=entry.get("beginnings", ())
        )
    return {"meanings": [_told(rule) for rule in rules]} | lexicon.seeds(rules)


def _areas() -> dict[str, Any]:
    lexicon: Lexicon[Area] = Lexicon()
    found = []
    functions = _read("functions.toml")["functions"]
    for key, strong in (("strong", True), ("weak", False)):
        for function, words in functions.items():
            found.append(Area(function=function, strong=strong))
            lexicon.add(words[key], found[-1])
    for area, words in zip(found, functions.values(), strict=False):
        lexicon.add_affixes(
            area, endings=words.get("endings", ()), beginnings=words.get("beginnings", ())
        )
    return {"meanings": [_told(area) for area in found]} | lexicon.seeds(found)


def _rule(entry: Mapping[str, Any]) -> Rule:
    others = ("kind", "seniority", "lowers", "first", "last")
    given: dict[str, Any] = {name: entry[name] for name in others if name in entry}
    given |= {name: frozenset(entry.get(name, ())) for name in ("not_before", "not_beside")}
    return Rule(name=entry["name"], why=entry["why"], **given)


def _told(meaning: Rule | Area) -> dict[str, Any]:
    return {name: getattr(meaning, name) for name in meaning.__slots__}


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
