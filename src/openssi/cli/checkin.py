"""``openssi checkin``: two minutes of questions that no file answers."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.options import WorkspaceFile, day_option
from openssi.cli.store import place, store
from openssi.cli.today import today
from openssi.errors import OpenSSIError

if TYPE_CHECKING:
    from openssi.sources.self_report import CheckIn, Question

Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="QUESTION=ANSWER",
        help="Answer one question without being asked; may be given several times.",
        show_default=False,
    ),
]
Me = Annotated[
    str | None,
    typer.Option(
        "--me",
        metavar="URL",
        help="Your profile address: the store is then used for your sources alone.",
        show_default=False,
    ),
]


def checkin(
    given: Set = None,
    day: Annotated[
        dt.datetime | None, day_option("--day", "The day for which it holds. By default today.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Forget the last check-in.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show what was told so far.")] = False,
    me: Me = None,
    workspace: WorkspaceFile = None,
) -> None:
    """Tell what LinkedIn shows you and gives you in no file: photo, profile views, searches.

    Examples:
        `openssi checkin`
        `openssi checkin --set has_photo=true --set profile_views_90d=120`
        `openssi checkin --undo`
    """
    if undo or listed:
        _undo(workspace) if undo else _list(workspace)
        return
    answers = _asked() if given is None else _parsed(given)
    until = day.date() if day else today()
    if until > today():
        raise OpenSSIError(f"{until} has not come yet.", hint="give an earlier --day.")
    if not answers:
        typer.echo("Nothing was answered, and nothing was kept.")
        return
    with store(workspace, me=me) as found:
        kept = found.check_in(until, answers)
        where = found.path
    typer.echo(f"Check-in {kept.number} of {until} is kept in {where}.")
    typer.echo("It counts in every score from now on; `openssi checkin --undo` forgets it.")


def _parsed(given: list[str]) -> dict[str, int]:
    from openssi.sources.self_report import checked  # noqa: PLC0415 - `--help` must not wait

    pairs = {}
    for one in given:
        name, equals, answer = one.partition("=")
        if not equals:
            raise OpenSSIError(f"--set {one}: no answer.", hint="write it as --set has_photo=true.")
        pairs[name.strip()] = answer
    return checked(pairs)


def _asked() -> dict[str, int]:
    """Ask every question; Enter skips one."""
    from openssi.sources.self_report import QUESTIONS, checked  # noqa: PLC0415 - the same

    if not sys.stdin.isatty():
        raise OpenSSIError(
            "There is nobody to ask.", hint="answer with --set, for example has_photo=true."
        )
    typer.echo("Press Enter to skip a question. Nothing leaves this computer.\n")
    told: dict[str, int] = {}
    for question in QUESTIONS:
        _ask(question, told)
    return checked({name: str(value) for name, value in told.items()})


def _ask(question: "Question", told: dict[str, int]) -> None:
    """Ask until the answer can be read and fits those before it."""
    from openssi.sources.self_report import checked  # noqa: PLC0415 - the same

    choices = "yes/no" if question.is_flag else "number"
    while True:
        typed = typer.prompt(
            f"{question.ask} ({choices}; see {question.where})", default="", show_default=False
        )
        if not typed.strip():
            return
        try:
            before = {name: str(value) for name, value in told.items()}
            told.update(checked(before | {question.id: typed}))
        except OpenSSIError as error:
            typer.echo(f"  {error.what} {error.hint}")
        else:
            return


def _undo(workspace: Path | None) -> None:
    with store(workspace) as found:
        gone = found.undo_check_in()
    if gone is None:
        raise OpenSSIError("There is no check-in to forget.", hint="`openssi checkin` makes one.")
    typer.echo(f"Check-in {gone.number} of {gone.day} is forgotten: {_told(gone)}.")


def _list(workspace: Path | None) -> None:
    from openssi.workspace import stored  # noqa: PLC0415 - `--help` must not wait for it

    kept = stored(place(workspace))
    for one in kept.checkins if kept else ():
        typer.echo(f"{one.number}  {one.day}  {_told(one)}")
    if not kept or not kept.checkins:
        typer.echo("No check-in yet; `openssi checkin` makes one.")


def _told(one: "CheckIn") -> str:
    from openssi.sources.self_report import QUESTIONS  # noqa: PLC0415 - `--help` must not wait

    flags = {question.id for question in QUESTIONS if question.is_flag}
    words = {0: "no", 1: "yes"}
    return ", ".join(
        f"{name}={words[value] if name in flags else value}" for name, value in one.answers.items()
    )
