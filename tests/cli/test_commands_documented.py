"""``docs/commands.md`` names every command and option that there is, and no other."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from openssi.cli.app import app
from openssi.cli.help import examples

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
READS = "## Options of every command that reads an archive"
FORMS = "## Forms"
GLOBAL = "# Commands"
ROOT = get_command(app)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command by the words that call it."""
    for name, one in ROOT.commands.items():
        for inner, verb in getattr(one, "commands", {"": one}).items():
            yield f"openssi {name} {inner}".strip(), verb


COMMANDS = dict(commands())


def sections() -> dict[str, str]:
    parts = re.split(r"^(#+ .*)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def options_told(heading: str) -> set[str]:
    """Options in the first column of a section's tables."""
    cells = re.findall(r"^\| (`-.*?) \| ", sections()[heading], flags=re.MULTILINE)
    return {option for cell in cells for option in re.findall(r"(?<=`)--?[a-z][a-z-]*", cell)}


def options_of(verb: Any) -> set[str]:
    return {name for one in verb.params for name in one.opts if name.startswith("-")}


def section_of(words: str) -> str:
    """``methodology`` has one section for its four commands."""
    return f"## {' '.join(words.split()[:2])}"


def shared(verb: Any) -> set[str]:
    own = options_of(verb)
    reads = options_told(READS) if "--me" in own else set()
    forms = {"--format", "-o", "--out"}
    return reads | (forms if {"--me", "--format"} <= own else set())


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_has_a_section_with_an_example(words: str) -> None:
    body = sections()[section_of(words)]
    blocks = re.findall(r"```sh\n(.*?)```", body, flags=re.DOTALL)
    assert any(line.startswith(words) for block in blocks for line in block.splitlines())


@pytest.mark.parametrize("words", COMMANDS)
def test_every_option_is_documented(words: str) -> None:
    verb = COMMANDS[words]
    missing = options_of(verb) - options_told(section_of(words)) - shared(verb)
    assert not missing


@pytest.mark.parametrize("heading", [one for one in sections() if one.startswith("## openssi")])
def test_nothing_is_documented_that_is_absent(heading: str) -> None:
    called = heading.removeprefix("## ")
    if called == "openssi ARCHIVE...":
        return
    verbs = [verb for words, verb in COMMANDS.items() if section_of(words) == heading]
    assert verbs, f"{called} is no command"
    there = set().union(*map(options_of, verbs))
    assert not options_told(heading) - there


def test_what_commands_share_is_there() -> None:
    for heading in (READS, FORMS):
        assert options_told(heading) <= options_of(COMMANDS["openssi score"])
    assert options_told(GLOBAL) == options_of(ROOT) | {"--help"}


@pytest.mark.parametrize("words", COMMANDS)
def test_help_ends_with_examples_of_itself(words: str) -> None:
    told = examples(COMMANDS[words].help)
    assert told
    assert all(example.startswith(words) for example in told)


def examples_told() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, flags=re.DOTALL)
    helped = [line for verb in COMMANDS.values() for line in examples(verb.help)]
    return sorted({line for block in blocks for line in block.splitlines()} | set(helped))


@pytest.mark.parametrize("line", examples_told())
def test_every_example_is_a_command_line_that_there_is(line: str) -> None:
    _, *given = shlex.split(line.partition(" > ")[0])
    if given[0].endswith(".zip"):
        given = ["report", *given]
    verb, used = ROOT.commands[given[0]], given[1:]
    if hasattr(verb, "commands"):
        verb, used = verb.commands[used[0]], used[1:]
    assert {word for word in used if word.startswith("-")} <= options_of(verb)


def test_a_verb_that_is_not_there_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.replace("## openssi tables", "## openssi tablets")
    monkeypatch.setitem(globals(), "PAGE", page)
    with pytest.raises(AssertionError, match="tablets is no command"):
        test_nothing_is_documented_that_is_absent("## openssi tablets")
    with pytest.raises(KeyError):
        test_every_command_has_a_section_with_an_example("openssi tables")


def test_an_option_that_is_not_there_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PAGE", PAGE.replace("| `--incognito` |", "| `--incognita` |"))
    with pytest.raises(AssertionError):
        test_nothing_is_documented_that_is_absent("## openssi report")
    with pytest.raises(AssertionError):
        test_every_option_is_documented("openssi report")
