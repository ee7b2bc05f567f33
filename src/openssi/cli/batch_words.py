"""What ``openssi batch`` says when it is done."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from openssi.cli.text import printable

if TYPE_CHECKING:
    from openssi.batch import Checked, Record
    from openssi.batch.tally import Tally
    from openssi.batch.titles import Titles


def record_text(record: "Record", out: str) -> str:
    """Return what a run read and wrote."""
    return "\n".join(
        (
            *_rows(record.staged.tallies),
            *_titles(record.staged.titles),
            *record.notes,
            *_days(record, out),
        )
    )


def _days(record: "Record", out: str) -> Iterator[str]:
    seconds = sum(lap.seconds for lap in record.laps)
    for day in record.days:
        nobody = "" if day.members else "; nobody had joined by then, or all opted out"
        yield f"{day.as_of}: {day.members:,} members scored{nobody}"
    yield f"In {out} after {seconds:,.0f} seconds; details in run.json"


def checked_text(checked: "Checked") -> str:
    """Return what a sample shows: the mapping, the rows, signals and pillars."""
    return "\n".join(
        (
            *_origins(checked.origins),
            "",
            f"A sample of {checked.members:,} members, and all that concerns them:",
            *_rows(checked.tallies),
            *_titles(checked.titles),
            *(f"derived from the giver's side: {kind}" for kind in checked.derived),
            "",
            *_signals(checked),
            "",
            *_pillars(checked),
        )
    )


def _origins(origins: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for table, columns in origins.items():
        told = ", ".join(
            name if name == origin else f"{name} from {origin or 'a constant'}"
            for name, origin in columns.items()
        )
        yield printable(f"{table}: {told}")


def _rows(tallies: Mapping[str, "Tally"]) -> Iterator[str]:
    for table, tally in tallies.items():
        later = f", {tally.later:,} later" if tally.later else ""
        yield f"{table}: {tally.read:,} rows, {tally.taken:,} taken{later}"
        yield from (f"  {count:,} ignored: {why}" for why, count in tally.ignored.items())
        yield from (f"  {count:,} rejected: {why}" for why, count in tally.rejected.items())


def _titles(titles: "Titles") -> Iterator[str]:
    if titles.different:
        share = titles.rows_understood / titles.rows
        yield (
            f"titles: {titles.different:,} different without a seniority or function beside them, "
            f"{titles.understood:,} understood, in {share:.0%} of {titles.rows:,} rows"
        )


def _signals(checked: "Checked") -> Iterator[str]:
    wide = max(len(signal.title) for signal in checked.signals)
    yield f"{'Signal':{wide}}  observed  mean points"
    for signal in checked.signals:
        points = "" if signal.points is None else f"{signal.points:11.2f}"
        yield f"{signal.title:{wide}}  {signal.observed:8.0%}  {points}".rstrip()


def _pillars(checked: "Checked") -> Iterator[str]:
    wide = max(len(pillar.title) for pillar in checked.pillars)
    yield f"{'Pillar':{wide}}  measurable  mean of 25"
    for pillar in checked.pillars:
        mean = "" if pillar.mean is None else f"{pillar.mean:10.1f}"
        yield f"{pillar.title:{wide}}  {pillar.measurable:10.0%}  {mean}".rstrip()
