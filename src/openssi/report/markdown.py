"""A result in Markdown, to be pasted where people write: tables with the numbers of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openssi.report import numbers, official_words, words
from openssi.report.change_rows import moved, pillar_rows, step_rows
from openssi.report.figures import Figures, figures
from openssi.report.history_rows import HistoryRow, events_within
from openssi.report.markdown_official import official_table
from openssi.report.markdown_text import page, table
from openssi.report.markdown_text import words as plain
from openssi.report.rounding import shown_parts
from openssi.report.terminal_history import SHORT, read_in
from openssi.result import Change, Result, Signal

ESTIMATE = "Independent estimate, unaffiliated with LinkedIn."


def result_markdown(result: Result) -> str:
    """The index, its pillars and every signal."""
    shown = figures(result)
    parts = (_head(result, shown), _pillars(result, shown), official_table(result))
    return page([*(line for part in parts for line in part), *_all_signals(result, shown)])


def _head(result: Result, shown: Figures) -> Iterator[str]:
    yield f"# {plain(result.member.name or 'Your index')}"
    week = numbers.change(shown.change)
    span = words.span(result.range, result.total)
    yield from (
        "",
        f"**{numbers.points(shown.total)}** {words.scale(result)}, range {span}, {week} in 7 days",
    )
    if line := official_words.line(result):
        yield from ("", plain(line))
    yield from ("", _method(result))
    for line in (*result.advisories, *result.notes):
        yield from ("", f"> {plain(line)}")


def _method(result: Result) -> str:
    rules = result.methodology
    audience = f"Audience: {rules.audience}"
    return (
        f"As of {numbers.day(result.as_of)}. {plain(rules.title)}, version {plain(rules.version)}. "
        f"{plain(audience)}. {ESTIMATE}"
    )


def _pillars(result: Result, shown: Figures) -> Iterator[str]:
    yield ""
    yield from table(
        ("Pillar", "Points", "Range", "7 days", "Seen"),
        (
            (
                pillar.title,
                f"{numbers.points(shown.pillars[pillar.id])} of {pillar.max:.0f}",
                words.span(pillar.range, pillar.score),
                numbers.change(shown.changes[pillar.id]),
                numbers.percent(pillar.coverage),
            )
            for pillar in result.pillars
        ),
    )


def _all_signals(result: Result, shown: Figures) -> Iterator[str]:
    for pillar in result.pillars:
        own = [signal for signal in result.signals if signal.pillar == pillar.id]
        yield from ("", f"## {plain(pillar.title)}", "")
        yield from _signals(own, shown)


def _signals(signals: Sequence[Signal], shown: Figures) -> Iterator[str]:
    yield from table(
        ("Signal", "Id", "Value", "Points", "Status", "Next point"),
        (
            (
                signal.title,
                signal.id,
                words.value(signal),
                _earned(signal, shown),
                words.known(signal),
                words.next_point(signal) or "",
            )
            for signal in signals
        ),
    )


def _earned(signal: Signal, shown: Figures) -> str:
    points = shown.signals[signal.id]
    if points is None:
        return numbers.UNKNOWN
    return f"{numbers.points(points)} of {numbers.points(shown.most[signal.id])}"


def explanation_markdown(result: Result, signals: Sequence[Signal]) -> str:
    """Some signals in full: value, evidence, points, and what the next point takes."""
    shown = figures(result)
    told = (line for signal in signals for line in _explained(result, signal, shown))
    return page([f"# {plain(result.member.name or 'Your index')}", "", _method(result), *told])


def _explained(result: Result, signal: Signal, shown: Figures) -> Iterator[str]:
    yield from ("", f"## {plain(signal.title)}", "", plain(signal.headline), "")
    points = words.not_counted(result, signal) or _earned(signal, shown)
    facts = [("Value", words.value(signal)), ("Points", points)]
    facts += [("Status", words.known(signal))]
    facts += [("Evidence", fact) for fact in words.evidence(signal)]
    facts += [("Next", words.next_point(signal) or ""), ("Advice", signal.advice)]
    facts += [("Curve", f"{words.control_points(signal)} {signal.curve.source}")]
    yield from (f"- {name}: {plain(fact)}" for name, fact in facts if fact)


def history_markdown(result: Result, rows: Sequence[HistoryRow]) -> str:
    """The days of a history, and what broke its line."""
    heads = ["To the end of", "Total", "of", "Change", *(SHORT[one] for one in rows[0].pillars)]
    heads += ["LinkedIn"] if any(row.official for row in rows) else []
    lines = [f"# {plain(result.member.name or 'Your index')}", "", _method(result), ""]
    lines += table(heads, (_day(row)[: len(heads)] for row in rows))
    breaks = [one for row in rows for one in row.breaks]
    lines += ["", "Breaks in the line, where days do not compare:", ""] if breaks else []
    lines += [f"- {numbers.day(one.day)}: {plain(one.reason)}" for one in breaks]
    events = events_within(result.history, rows)
    lines += ["", "Meanwhile:", ""] if events else []
    return page([*lines, *(f"- {words.month(e.day)}: {plain(words.event(e))}" for e in events)])


def _day(row: HistoryRow) -> tuple[str, ...]:
    known = [score for score in row.pillars.values() if score is not None]
    parts = iter(shown_parts(known, row.total) if row.total is not None else known)
    return (
        row.day.isoformat(),
        numbers.points(row.total),
        f"{row.measurable:.0f}",
        "break" if row.breaks else numbers.change(row.change),
        *(
            numbers.UNKNOWN if score is None else numbers.points(next(parts))
            for score in row.pillars.values()
        ),
        read_in(row),
    )


def change_markdown(change: Change, *, whole: bool = False) -> str:
    """From where to where, and each step with its reasons."""
    ends = f"{numbers.day(change.from_day)} to {numbers.day(change.to_day)}"
    lines = [f"# {ends}", ""]
    points = moved(change)
    if points is None:
        lines.append("The two days do not compare: not the same pillars are measurable.")
    else:
        span = f"{numbers.points(change.before)} → {numbers.points(change.after)}"
        lines.append(f"{span}, **{numbers.change(points)}** points")
    lines += ["", plain(change.note)] if change.note else []
    pillars = ((title, numbers.change(gain)) for title, gain in pillar_rows(change))
    lines += ["", *table(("Pillar", "Points"), pillars)] if change.pillars else []
    return page([*lines, *(_steps(change, whole=whole) if change.pillars else ())])


def _steps(change: Change, *, whole: bool) -> Iterator[str]:
    for title, points, reasons in step_rows(change, whole=whole):
        yield from ("", f"## {plain(title)}: {numbers.change(points)}")
        if reasons:
            gains = ((reason, numbers.change(gain)) for reason, gain in reasons)
            yield from ("", *table(("Why", "Points"), gains))
