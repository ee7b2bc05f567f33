"""Wrong usage of the command line, in the words of every other mistake."""

import re
from difflib import get_close_matches
from typing import Any

import typer

from openssi.errors import OpenSSIError

_CHOICE = re.compile(r"'(?P<given>.*)' is not one of (?P<choices>'.*')")
_DAY = re.compile(r"'(?P<given>.*)' does not match the format")


class UsageError(OpenSSIError):
    """The command line itself is wrong: what was meant cannot be told."""


def mistake(error: typer.TyperException) -> UsageError:
    """Say in one sentence what was wrong with the command line, and what to type instead."""
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        near = sorted(error.possibilities or ())
        what = f"There is no option '{option}'."
        hint = (
            f"did you mean '{near[0]}'?" if near else _after_dashes(option, error) or _help(error)
        )
        return UsageError(what, hint=hint)
    if option:
        return UsageError(f"{option} needs a value.", hint=_help(error))
    named = _names(getattr(error, "param", None))
    if type(error).__name__ == "MissingParameter":
        return UsageError(f"{named} is missing.", hint=_example(error))
    if named:
        return _wrong_value(named, error)
    return UsageError(_sentence(error.format_message()), hint=_help(error))


def _after_dashes(option: str, error: typer.TyperException) -> str:
    """How to give a value that begins with a dash to a verb that takes one without an option."""
    context: Any = getattr(error, "ctx", None)
    params = context.command.params if context and not option.startswith("--") else ()
    taken = [_names(one) for one in params if one.param_type_name == "argument"]
    if not taken:
        return ""
    return (
        f"what begins with a dash comes last, after two: `{context.command_path} … -- {taken[0]}`."
    )


def unanswered() -> OpenSSIError:
    """Say that a question found nobody to answer it, as in a script."""
    hint = "answer it in a terminal, or say it beforehand: `--help` of the command names how."
    return OpenSSIError("There was a question, and no answer.", hint=hint)


def _names(parameter: Any) -> str:  # noqa: ANN401 - a type of no public name
    """How a parameter is written: its long option, or the place that its usage names."""
    if parameter is None:
        return ""
    options = [name for name in parameter.opts if name.startswith("--")]
    return str(options[0] if options else parameter.metavar or parameter.name.upper())


def _wrong_value(named: str, error: typer.TyperException) -> UsageError:
    if choice := _CHOICE.search(error.message):
        choices = re.findall(r"'([^']*)'", choice["choices"])
        near = get_close_matches(choice["given"].lower(), choices, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"give one of {', '.join(choices)}."
        return UsageError(f"{named} cannot be '{choice['given']}'.", hint=hint)
    if day := _DAY.search(error.message):
        hint = "give a day of the calendar as YYYY-MM-DD, such as 2026-06-30."
        return UsageError(f"{named}: '{day['given']}' is not a day.", hint=hint)
    said = f"{error.message[:1].lower()}{error.message[1:]}"
    return UsageError(_sentence(f"{named}: {said}"), hint=_help(error))


def _help(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "openssi"
    return f"`{path} --help` shows what there is."


def _example(error: typer.TyperException) -> str:
    """An example of the verb that was meant, ready to be changed."""
    from openssi.cli.help import examples  # noqa: PLC0415 - help is built on these mistakes

    context = getattr(error, "ctx", None)
    found = examples(context.command.help) if context else ()
    return f"for example `{found[0]}`" if found else _help(error)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
