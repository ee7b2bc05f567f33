"""``openssi member``: one member of a network, from what the runs stored."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openssi.cli.files import existing
from openssi.cli.options import Rules, day_option
from openssi.cli.output import never_over, never_within
from openssi.cli.printing import Output, put, show

if TYPE_CHECKING:
    from openssi.result import Result


class Form(StrEnum):
    """How to show the member."""

    text = "text"
    json = "json"
    html = "html"


Stored = Annotated[
    Path,
    typer.Option(
        "--population",
        metavar="DIR",
        help="The folder that `openssi batch --out` wrote.",
        show_default=False,
    ),
]


def member(
    member_id: Annotated[
        str, typer.Argument(metavar="ID", help="The member's id as it is in the tables.")
    ],
    population: Stored,
    rules: Rules,
    as_of: Annotated[
        dt.datetime | None,
        day_option("--as-of", "A day that was scored. By default the last that is stored."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to show it.")] = Form.text,
    out: Output = None,
) -> None:
    """Show one member of a network from what `openssi batch` stored, as `openssi score` would.

    Examples:
        `openssi member 4711 --population scores`
        `openssi member 4711 --population scores --as-of 2026-11-15 --format html -o 4711.html`
    """
    from openssi import population as room  # noqa: PLC0415 - `--help` must not wait for Arrow

    never_over(out, *rules.files)
    never_within(out, population)
    result = room.member(
        room.Folder.at(existing(population)),
        member_id,
        as_of=as_of.date() if as_of else None,
        methodology=rules.read(),
    )
    _deliver(result, form, out)


def _deliver(result: "Result", form: Form, out: Path | None) -> None:
    from openssi import report  # noqa: PLC0415 - the same

    match form:
        case Form.text:
            show(report.text(result), out)
        case Form.json:
            put(report.json_text(result), out)
        case Form.html:
            put(report.html(result), out)
