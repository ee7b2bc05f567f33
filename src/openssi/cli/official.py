"""``openssi official``: LinkedIn's own index, as its page showed it to you."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openssi.cli.checkin import Me
from openssi.cli.files import existing
from openssi.cli.options import WorkspaceFile, day_option
from openssi.cli.store import place, store
from openssi.cli.today import today
from openssi.errors import OpenSSIError

if TYPE_CHECKING:
    from openssi.sources.account import OfficialGroup, OfficialReading

app = typer.Typer(
    name="official",
    help="Keep LinkedIn's own index beside this one: read by you, never fetched.",
    no_args_is_help=True,
)

Day = Annotated[
    dt.datetime,
    typer.Argument(metavar="DATE", formats=["%Y-%m-%d"], show_default=False, help="Day of it."),
]


def _number(name: str, what: str) -> Any:  # noqa: ANN401 - as Typer declares its options
    return typer.Option(name, metavar="N", help=what, show_default=False)


Total = Annotated[float, _number("--total", "The index, 0 to 100.")]
Brand = Annotated[float | None, _number("--brand", "Establish your professional brand, 0 to 25.")]
People = Annotated[float | None, _number("--people", "Find the right people, 0 to 25.")]
Insights = Annotated[float | None, _number("--insights", "Engage with insights, 0 to 25.")]
Relationships = Annotated[float | None, _number("--relationships", "Build relationships, 0 to 25.")]
IndustryTop = Annotated[float | None, _number("--industry-top", "Rank in the industry: top N %.")]
IndustryAverage = Annotated[
    float | None, _number("--industry-average", "Average of the industry, 0 to 100.")
]
NetworkTop = Annotated[float | None, _number("--network-top", "Rank in the network: top N %.")]
NetworkAverage = Annotated[
    float | None, _number("--network-average", "Average of the network, 0 to 100.")
]


@app.command()
def add(
    day: Day,
    total: Total,
    brand: Brand = None,
    people: People = None,
    insights: Insights = None,
    relationships: Relationships = None,
    industry_top: IndustryTop = None,
    industry_average: IndustryAverage = None,
    network_top: NetworkTop = None,
    network_average: NetworkAverage = None,
    me: Me = None,
    workspace: WorkspaceFile = None,
) -> None:
    """Type in what the page showed on a day.

    Example: `openssi official add 2026-11-20 --total 53 --brand 20.97 --people 6.4`
    """
    from openssi.sources.official_ssi import typed  # noqa: PLC0415 - `--help` must not wait

    values = {
        "total": total,
        "brand": brand,
        "people": people,
        "insights": insights,
        "relationships": relationships,
        "industry_top": industry_top,
        "industry_average": industry_average,
        "network_top": network_top,
        "network_average": network_average,
    }
    _keep([typed(values, day=_come(day.date()), member_id="")], workspace, me)


@app.command()
def paste(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="A file with the copied text. By default you paste it, and end with an empty "
            "line and Ctrl-D (Ctrl-Z and Enter on Windows).",
            show_default=False,
        ),
    ] = None,
    day: Annotated[
        dt.datetime | None, day_option("--day", "Day on which you copied it. By default today.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Keep it without asking.")] = False,
    me: Me = None,
    workspace: WorkspaceFile = None,
) -> None:
    """Read the text of the page as you copied it, in five languages, and keep it if it is right.

    Example: `openssi official paste copied.txt --day 2026-11-20`
    """
    from openssi.sources.official_ssi import not_found, pasted  # noqa: PLC0415 - the same

    if file is None and sys.stdin.isatty():
        typer.echo("Paste the text of linkedin.com/sales/ssi, then press Ctrl-D (Ctrl-Z, Enter).")
    text = _text(existing(file)) if file else sys.stdin.read()
    reading = pasted(text, day=_come(day.date() if day else today()), member_id="")
    typer.echo(_shown(reading))
    if missing := not_found(reading):
        typer.echo(f"Not found: {', '.join(missing)}.")
    if not yes and not _agreed():
        typer.echo("Nothing was kept. Keep it with --yes, or type it with `openssi official add`.")
        return
    _keep([reading], workspace, me)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)],
    day: Annotated[
        dt.datetime | None, day_option("--day", "Day of a file that does not say it.")
    ] = None,
    me: Me = None,
    workspace: WorkspaceFile = None,
) -> None:
    """Keep readings from files: the page's JSON, the page saved as HTML, or a CSV of readings.

    Example: `openssi official read ssi.json --day 2026-11-20`
    """
    from openssi.sources import official_ssi  # noqa: PLC0415 - `--help` must not wait for it

    until = day.date() if day else None
    found = [official_ssi.read(existing(one), member_id="", day=until) for one in files]
    for line in dict.fromkeys(note for one in found for note in one.notes):
        typer.echo(line)
    _keep([reading for one in found for reading in one.official], workspace, me)


@app.command(name="list")
def list_(workspace: WorkspaceFile = None) -> None:
    """Show the readings that are kept.

    Example: `openssi official list`
    """
    from openssi.workspace import stored  # noqa: PLC0415 - `--help` must not wait for it

    kept = stored(place(workspace))
    for reading in kept.official if kept else ():
        typer.echo(_shown(reading))
    if not kept or not kept.official:
        typer.echo("No reading yet; `openssi official add` keeps one.")


@app.command()
def remove(day: Day, workspace: WorkspaceFile = None) -> None:
    """Forget the reading of a day.

    Example: `openssi official remove 2026-11-20`
    """
    with store(workspace) as found:
        was_there = found.remove_official(day.date())
    if not was_there:
        raise OpenSSIError(
            f"There is no reading of {day.date()}.", hint="`openssi official list` shows all."
        )
    typer.echo(f"The reading of {day.date()} is forgotten.")


def _keep(readings: "list[OfficialReading]", workspace: Path | None, me: str | None) -> None:
    for one in readings:
        _come(one.day)
    with store(workspace, me=me) as found:
        replaced = found.add_official(readings)
        where = found.path
    many = f"{len(readings)} reading{'s' * (len(readings) != 1)}"
    typer.echo(f"{many} kept in {where}.")
    for one in replaced:
        typer.echo(f"Replaced: {_shown(one)}")


def _come(day: dt.date) -> dt.date:
    if day > today():
        raise OpenSSIError(f"{day} has not come yet.", hint="give the day of the reading.")
    return day


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OpenSSIError(
            f"{path.name}: cannot be read as text.", hint="save the copied text as plain UTF-8."
        ) from error


def _agreed() -> bool:
    """Ask, where there is somebody to ask; a terminal goes on after the end of a paste."""
    return sys.stdin.isatty() and typer.confirm("Is this right?", default=True)


def _shown(one: "OfficialReading") -> str:
    parts = [f"{name} {points:g}" for name, points in one.pillars.items()]
    for word, group in (("industry", one.industry), ("network", one.network)):
        if group:
            parts.append(f"{word} {_group(group)}")
    return f"{one.day}  total {one.total:g}: {', '.join(parts) or 'no parts'} ({one.source})"


def _group(group: "OfficialGroup") -> str:
    top = f"top {group.top} %" if group.top is not None else ""
    average = f"average {group.average:g}" if group.average is not None else ""
    return " ".join(filter(None, (top, average)))
