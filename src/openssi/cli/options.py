"""Arguments and options that several verbs share."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from openssi.cli.files import existing
from openssi.cli.progress import Steps, progress
from openssi.cli.today import today

if TYPE_CHECKING:
    from openssi.methodology import Methodology
    from openssi.result import Result
    from openssi.sources.account import Checkup, Imported


def day_option(name: str, what: str) -> Any:  # noqa: ANN401 - as Typer declares its options
    """Declare an option that takes a day."""
    return typer.Option(name, formats=["%Y-%m-%d"], metavar="DATE", help=what, show_default=False)


AsOf = Annotated[
    dt.datetime | None,
    day_option(
        "--as-of", "Day to score, to its end (UTC). By default the last day that the archive saw."
    ),
]

MethodologyFile = Annotated[
    Path | None,
    typer.Option(
        "--methodology",
        metavar="FILE",
        help="Your own methodology (TOML). By default the one that ships with OpenSSI.",
        show_default=False,
    ),
]


WorkspaceFile = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="FILE",
        help="The store of your check-ins, official readings and synced data. By default one in "
        "your data folder.",
        show_default=False,
    ),
]


@dataclass(frozen=True, kw_only=True)
class Archives:
    """What every verb that reads archives is given: which, and how to read them."""

    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="SOURCE",
            help="The ZIP that LinkedIn sent (or the folder unpacked from it), and any other "
            "source of the same member, in any mix and order.",
            show_default=False,
        ),
    ] = None
    me: Annotated[
        str | None,
        typer.Option(
            "--me",
            metavar="URL",
            help="Your profile address, where the archive leaves open who you are.",
            show_default=False,
        ),
    ] = None
    allow_resaved: Annotated[
        bool,
        typer.Option(
            "--allow-resaved",
            help="Accept files that a spreadsheet program saved again; times of day are lost.",
        ),
    ] = False
    accounts: Annotated[
        Path | None,
        typer.Option(
            "--accounts",
            metavar="FILE",
            help="Your list of companies (CSV: company,industry,target).",
            show_default=False,
        ),
    ] = None
    map: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="MAP",
            help="What the columns of other tables mean: a TOML file, or one of hubspot, "
            "salesforce_task, salesforce_event.",
            show_default=False,
        ),
    ] = None
    columns: Annotated[
        Path | None,
        typer.Option(
            "--columns",
            metavar="FILE",
            help="Which columns of Sales Navigator's report are what (TOML), where that is wrong.",
            show_default=False,
        ),
    ] = None
    workspace: WorkspaceFile = None

    def read(self, steps: Steps, *, all_members: bool = False) -> "Imported":
        """Read them into the canonical tables."""
        return self.checkup(steps, all_members=all_members).whole

    def checkup(self, steps: Steps, *, all_members: bool = False) -> "Checkup":
        """Read them, and keep the account of each; of several members one has to be chosen."""
        from openssi import intake, workspace  # noqa: PLC0415 - `--help` must not wait for Arrow

        return intake.checkup(
            *map(existing, self.paths or ()),
            steps=steps,
            me=self.me,
            allow_resaved=self.allow_resaved,
            accounts=existing(self.accounts),
            map=self.map,
            columns=existing(self.columns),
            all_members=all_members,
            workspace=self.workspace or workspace.default_path(),
            today=today(),
        )

    @property
    def files(self) -> tuple[Path | None, ...]:
        """What there is to read, and never to be written over."""
        return (*(self.paths or ()), self.accounts, self.columns, self.workspace)

    @property
    def steps(self) -> int:
        """How many steps it takes to read them."""
        return len(self.paths or ()) + 2


@dataclass(frozen=True, kw_only=True)
class Rules:
    """By which rules to score: a methodology, and for whom."""

    methodology: MethodologyFile = None
    audience: Annotated[
        Path | None,
        typer.Option(
            "--audience",
            metavar="FILE",
            help="The people you want to reach (TOML). By default the methodology's audience.",
            show_default=False,
        ),
    ] = None

    @property
    def files(self) -> tuple[Path | None, ...]:
        """What there is to read, and never to be written over."""
        return (self.methodology, self.audience)

    def read(self) -> "Methodology":
        """Read them; every mistake is named with its key and line."""
        from openssi import methodology  # noqa: PLC0415 - `--help` must not wait for pydantic

        return methodology.choose(existing(self.methodology), existing(self.audience))


def result_of(
    archives: Archives,
    as_of: dt.datetime | None,
    rules: "Rules | None" = None,
    *,
    meanwhile: Callable[[], object] = lambda: None,
) -> "Result":
    """Read archives and score their member, with a bar that says how far it is.

    Args:
        archives: What to read, and how.
        as_of: The day to score.
        rules: By which rules.
        meanwhile: Called while the scoring is at work: what does not need the result.
    """
    from openssi import pipeline  # noqa: PLC0415 - `--help` must not wait for DuckDB

    methodology = (rules or Rules()).read()
    day = as_of.date() if as_of else None
    with progress(archives.steps + 1) as steps:
        whole = archives.read(steps)
        steps("Scoring every day")
        return pipeline.score(whole, as_of=day, methodology=methodology, meanwhile=meanwhile)
