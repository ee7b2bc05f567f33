"""How help looks: plain text at once, with the examples as they are typed."""

import inspect
import os
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from openssi.cli.usage import UsageError

WIDTH = 100
"""Columns that a help page takes at most."""
_HEADING = re.compile(r"^(Usage|[A-Z][a-z]+)(?=:)", re.MULTILINE)
_EXAMPLE = re.compile(r"\n+Examples?:(?P<examples>.*)", re.DOTALL)
_COMMAND = re.compile(r"`([^`]+)`")
_DOUBLED = re.compile(r"^\[\[(.*)\]\]|^\{(.*)\}")

Context = Any
"""Typer's context and formatter have no public names."""
Formatter = Any


class _Plain:
    """What the help of verbs and of their families has in common."""

    help: str | None

    def format_help(self, ctx: Context, formatter: Formatter) -> None:
        """Write the page with its headings in bold, unless ``NO_COLOR`` asks for none."""
        super().format_help(ctx, formatter)  # type: ignore[misc]  # of the class mixed in
        if "NO_COLOR" not in os.environ:
            formatter.buffer[:] = [_HEADING.sub(_bold, formatter.getvalue())]

    def format_help_text(self, _ctx: Context, formatter: Formatter) -> None:
        """Write what it does."""
        formatter.write_paragraph()
        formatter.write_text(_told(self.help).replace("`", ""))

    def get_params(self, ctx: Context) -> list[Any]:
        """Name the parameters; a flag that is not given is False, not None.

        To check a None, Typer imports pydantic, which takes longer than all the rest of a page.
        """
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # the same
        for one in found:
            if one.default is None and one.type_descriptor.annotation is bool:
                one.default = False
        return found

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Name arguments as the documentation does: ``ARCHIVE``, and ``[ID]`` where it may lack."""
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]  # the same
        return [_DOUBLED.sub(lambda m: m[2] or f"[{m[1]}]", piece) for piece in pieces]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Say what it does in one line that ends with a word."""
        line = _told(self.help).partition(".")[0]
        while len(line) > limit and (shorter := re.sub(r"[,:;][^,:;]*$", "", line)) != line:
            line = shorter
        return line


class Verb(_Plain, TyperCommand):
    """A verb whose help ends with its examples."""

    def format_options(self, ctx: Context, formatter: Formatter) -> None:
        """Write the arguments and the options, without the types of the programming language."""
        for title in ("argument", "option"):
            own = [one for one in self.get_params(ctx) if one.param_type_name == title]
            rows = [row for one in own if (row := one.get_help_record(ctx))]
            if rows:
                with formatter.section(f"{title.capitalize()}s"):
                    formatter.write_dl([(re.sub(r" <[^|]*>$", "", name), to) for name, to in rows])

    def format_epilog(self, _ctx: Context, formatter: Formatter) -> None:
        """Write the examples, a line each, however long: they are there to be copied."""
        with formatter.section("Examples"):
            formatter.write("".join(f"  {line}\n" for line in examples(self.help)))


class Verbs(_Plain, TyperGroup):
    """The verbs together; one that does not exist is answered with the nearest."""

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - the same
        """Find the verb that was given.

        Raises:
            UsageError: There is none of that name; the hint names the nearest.
        """
        given, known = args[0], self.list_commands(ctx)
        if given in known or given.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(given.lower(), known, n=1)
        lists = f"`{ctx.command_path} --help` lists the commands."
        raise UsageError(
            f"There is no command '{given}'.", hint=f"did you mean '{near[0]}'?" if near else lists
        )


def examples(docstring: str | None) -> Sequence[str]:
    """Return the commands that a verb's docstring gives as its examples, a line each."""
    found = _EXAMPLE.search(docstring or "")
    commands = _COMMAND.findall(found["examples"]) if found else ()
    return tuple(" ".join(command.split()) for command in commands)


def dressed(app: typer.Typer) -> typer.Typer:
    """Give a family of verbs the help and the answers of all others."""
    app.info.cls = Verbs
    app.rich_markup_mode = None
    for verb in app.registered_commands:
        verb.cls = Verb
    return app


def _told(docstring: str | None) -> str:
    return _EXAMPLE.sub("", inspect.cleandoc(docstring or ""))


def _bold(heading: re.Match[str]) -> str:
    return typer.style(heading[0], bold=True)
