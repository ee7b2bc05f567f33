"""A fictional result of realistic size, built by code: four pillars, 30 signals, years of days."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import Any, Literal

from openssi.result import (
    Adjustment,
    Benchmark,
    BesideOfficial,
    Break,
    Change,
    ChangeStep,
    Curve,
    Description,
    Event,
    Evidence,
    History,
    Member,
    MethodologyRef,
    NetworkYear,
    Official,
    OfficialPoint,
    Part,
    Pillar,
    PillarBeside,
    PillarId,
    Range,
    Reading,
    Result,
    Signal,
    SignalChange,
    Status,
)

AS_OF = dt.date(2026, 11, 20)
TITLES: dict[PillarId, str] = {
    "professional_brand": "Establish your professional brand",
    "find_right_people": "Find the right people",
    "engage_with_insights": "Engage with insights",
    "build_relationships": "Build relationships",
}
HOSTILE = "<script>alert(1)</script> & \"Søn\" 'O\u2019Neil'"
OUR_JUDGEMENT = "Our judgement of November 2026; no public figure is known."


def logarithmic(half: float, full: float) -> Curve:
    return Curve(
        shape="logarithmic", half=half, full=full, floor=None, penalty=0, source=OUR_JUDGEMENT
    )


def linear(floor: float, full: float, penalty: float = 0) -> Curve:
    return Curve(
        shape="linear", half=None, full=full, floor=floor, penalty=penalty, source=OUR_JUDGEMENT
    )


def speed(zero: float, full: float) -> Curve:
    return Curve(shape="speed", half=None, full=full, floor=zero, penalty=0, source=OUR_JUDGEMENT)


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One signal as a row of the fixture; `share` is the share of full marks that it earns."""

    id: str
    title: str
    weight: float
    share: float | None
    value: float | None
    unit: str
    curve: Curve
    evidence: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.MEASURED
    tier: str = "base"


COMPLETENESS = (
    Part(id="has_photo", title="Photo", share=None, weight=2),
    Part(id="headline_length", title="Headline", share=1, weight=2),
    Part(id="summary_length", title="About", share=0.6, weight=2),
    Part(id="positions", title="Experience", share=1, weight=3),
    Part(id="languages", title="Languages", share=0, weight=1),
)
UNSEEN = Status.NOT_OBSERVED
SPECS: dict[PillarId, tuple[Spec, ...]] = {
    "professional_brand": (
        Spec(id="profile_completeness", title="Profile completeness", weight=5, share=0.8125,
             value=81.25, unit="%", curve=logarithmic(50, 100),
             evidence={"parts": COMPLETENESS, "later_value": True}),
        Spec(id="rich_media", title="Rich media on the profile", weight=1.5, share=0.5, value=2,
             unit="items", curve=logarithmic(2, 8)),
        Spec(id="endorsers", title="People who endorsed you", weight=4, share=0.71, value=38,
             unit="people", curve=logarithmic(15, 99), evidence={"undated": 3, "count": 38}),
        Spec(id="recommendations_received", title="Recommendations received", weight=3,
             share=0.5, value=2, unit="recommendations", curve=logarithmic(2, 8)),
        Spec(id="posts_published", title="Posts and articles", weight=4.5, share=0.6431,
             value=1.24, unit="a week", curve=logarithmic(0.75, 3),
             evidence={"count": 412, "last_28_days": 5, "half_life_days": 30}),
        Spec(id="posting_regularity", title="Weeks with a post", weight=3, share=0.64, value=0.58,
             unit="of weeks", curve=logarithmic(0.45, 0.9), evidence={"half_life_days": 30}),
        Spec(id="engagement_per_post", title="Engagement per post", weight=2.5, share=None,
             value=None, unit="a post", curve=logarithmic(8, 40), status=UNSEEN),
        Spec(id="followers_gained", title="Followers gained", weight=1.5, share=None, value=None,
             unit="a week", curve=logarithmic(2, 15), status=UNSEEN),
    ),
    "find_right_people": (
        Spec(id="people_searches", title="People searches", weight=5, share=0.31, value=1.7,
             unit="a week", curve=logarithmic(4, 20), evidence={"count": 902, "last_28_days": 6}),
        Spec(id="advanced_searches", title="Advanced searches", weight=2, share=None, value=None,
             unit="a week", curve=logarithmic(2, 10), status=UNSEEN, tier="bonus"),
        Spec(id="profile_views_made", title="Profile views made", weight=5, share=None,
             value=None, unit="a week", curve=logarithmic(5, 30), status=UNSEEN),
        Spec(id="days_active", title="Days active", weight=6, share=0.62, value=0.62,
             unit="of days", curve=logarithmic(0.5, 1), evidence={"observed_share": 0.94}),
        Spec(id="target_requests_accepted", title="Decision-makers who accepted", weight=5,
             share=0.44, value=0.36, unit="a week", curve=logarithmic(0.5, 3),
             evidence={"count": 212, "last_28_days": 1}),
        Spec(id="company_follows", title="Companies followed", weight=4, share=0.15, value=0.04,
             unit="a week", curve=logarithmic(0.25, 2), status=Status.ESTIMATED),
        Spec(id="leads_saved", title="Leads saved", weight=2, share=None, value=None,
             unit="a week", curve=logarithmic(2, 20), status=UNSEEN, tier="bonus"),
    ),
    "engage_with_insights": (
        Spec(id="reactions_given", title="Reactions given", weight=4, share=0.85, value=7.3,
             unit="a week", curve=logarithmic(3, 12), evidence={"count": 3120}),
        Spec(id="comments_made", title="Comments made", weight=5, share=0.41, value=1.6,
             unit="a week", curve=logarithmic(2, 10), evidence={"last_28_days": 7}),
        Spec(id="reposts_with_text", title="Reposts with your own words", weight=4, share=0,
             value=0, unit="a week", curve=logarithmic(0.5, 2), evidence={"count": 0}),
        Spec(id="messaging_breadth", title="Breadth of people messaged", weight=5, share=0.73,
             value=21.4, unit="people", curve=logarithmic(10, 50)),
        Spec(id="reply_speed", title="Speed of your replies", weight=4, share=0.534, value=5.2,
             unit="hours", curve=speed(168, 0.25), evidence={"trials": 96, "pending": 11}),
        Spec(id="group_contributions", title="Group contributions", weight=3, share=None,
             value=None, unit="a week", curve=logarithmic(0.5, 3), status=UNSEEN),
        Spec(id="inmail_response_rate", title="InMail response rate", weight=2, share=0.4,
             value=0.22, unit="of InMails", curve=linear(0.1, 0.4), tier="bonus",
             evidence={"successes": 4, "trials": 15, "pending": 2}),
    ),
    "build_relationships": (
        Spec(id="connections", title="Connections", weight=6, share=0.88, value=1843,
             unit="people", curve=logarithmic(500, 3000), evidence={"count": 1843, "undated": 12}),
        Spec(id="decision_makers", title="Decision-makers you know", weight=5, share=0.7,
             value=214, unit="people", curve=logarithmic(100, 600)),
        Spec(id="industry_relevance", title="Industry relevance", weight=3, share=None,
             value=None, unit="of connections", curve=linear(0.1, 0.5), status=UNSEEN),
        Spec(id="colleagues", title="Colleagues connected", weight=2, share=0.92, value=46,
             unit="people", curve=logarithmic(15, 60)),
        Spec(id="acceptance_rate", title="Invitations accepted", weight=3, share=-0.1,
             value=0.19, unit="of invitations", curve=linear(0.2, 0.6, penalty=1),
             evidence={"successes": 12, "trials": 68, "pending": 7}),
        Spec(id="reply_rate", title="Replies to your messages", weight=4, share=0.32, value=0.3,
             unit="of conversations", curve=linear(0.1, 0.7),
             evidence={"successes": 12, "trials": 40, "pending": 7}),
        Spec(id="two_way_conversations", title="Two-way conversations", weight=1.5, share=0.8,
             value=3.9, unit="a week", curve=logarithmic(1.5, 6)),
        Spec(id="reopened_ties", title="Reopened ties", weight=0.5, share=0.33, value=0.2,
             unit="a week", curve=logarithmic(0.4, 2)),
    ),
}  # fmt: skip


def signal(spec: Spec, pillar: PillarId, scale: float) -> Signal:
    points = None if spec.share is None else spec.share * spec.weight * scale
    return Signal(
        id=spec.id,
        title=spec.title,
        headline=headline(spec),
        pillar=pillar,
        tier="bonus" if spec.tier == "bonus" else "base",
        status=spec.status,
        value=spec.value,
        unit=spec.unit,
        weight=spec.weight,
        points=points,
        max_points=spec.weight * scale,
        curve=spec.curve,
        evidence=Evidence(**spec.evidence),
        description=f"{spec.title}, as far as your own data show them. Older deeds fade.",
        shown_by="The data archive",
        advice=f"A little more each week does most for “{spec.title.lower()}”: keep it steady.",
    )


def headline(spec: Spec) -> str:
    if spec.share is None:
        return "Your data do not show this"
    return "Going well" if spec.share >= 0.6 else "Room to grow here"


def signals_of(pillar: PillarId) -> tuple[Signal, ...]:
    specs = SPECS[pillar]
    seen = sum(s.weight for s in specs if s.share is not None and s.tier == "base")
    return tuple(signal(spec, pillar, 25 / seen if spec.tier == "base" else 1.0) for spec in specs)


def pillar_of(pillar: PillarId, signals: tuple[Signal, ...]) -> tuple[Pillar, Adjustment | None]:
    raw = sum(s.points for s in signals if s.points is not None)
    score = round(raw, 6)
    base = [s for s in SPECS[pillar] if s.tier == "base"]
    seen = sum(s.weight for s in base if s.share is not None) / sum(s.weight for s in base)
    adjustment = Adjustment(pillar=pillar, kind="rounding", points=score - raw)
    return (
        Pillar(
            id=pillar,
            title=TITLES[pillar],
            status=Status.MEASURED if seen == 1 else Status.ESTIMATED,
            score=score,
            range=Range(low=score * seen, high=min(25.0, score * seen + 25 * (1 - seen))),
            max=25,
            coverage=seen,
            change_7d={
                "professional_brand": 0.421337,
                "find_right_people": -0.318,
            }.get(pillar, 0.0 if pillar == "engage_with_insights" else 0.155),
        ),
        adjustment if score != raw else None,
    )


def wave(day: int, days: int, final: float, phase: float) -> float:
    """Scores that grow, swing with the seasons and end at the final one."""
    growth = 0.25 + 0.75 * day / max(1, days - 1)
    swing = 0.12 * math.sin(day / 58 + phase) + 0.04 * math.sin(day / 6.3 + phase)
    tail = min(1.0, (days - 1 - day) / 40)
    return round(max(0.0, min(25.0, final * (growth + swing * tail))), 6)


def history(pillars: tuple[Pillar, ...], *, as_of: dt.date = AS_OF, days: int = 2922) -> History:
    first = as_of - dt.timedelta(days=days - 1)
    lines: dict[PillarId, tuple[float | None, ...]] = {}
    for number, pillar in enumerate(pillars):
        starts = days // 5 if pillar.id == "engage_with_insights" else 0
        lines[pillar.id] = tuple(
            None if pillar.score is None or day < starts
            else wave(day, days, pillar.score, number * 1.7)
            for day in range(days)
        )  # fmt: skip
    known = [[line[day] for line in lines.values() if line[day] is not None] for day in range(days)]
    breaks = ((days // 5, "Comments and reactions come into view"),
              (days * 3 // 5, "Searches come into view"))  # fmt: skip
    return History(
        days=tuple(first + dt.timedelta(days=day) for day in range(days)),
        total=tuple(round(sum(x for x in v if x is not None), 6) if v else None for v in known),
        measurable=tuple(25.0 * len(v) for v in known),
        pillars=lines,
        breaks=tuple(Break(day=first + dt.timedelta(days=d), reason=r) for d, r in breaks),
        events=(
            Event(
                day=first + dt.timedelta(days=days // 2), kind="job",
                title="Head of Partnerships", company="Halvorsen & Adeyemi",
            ),
        ),
    )  # fmt: skip


def change(pillars: tuple[Pillar, ...], *, as_of: dt.date = AS_OF) -> Change | None:
    """Two steps that sum to the week's change; none where a pillar has no score."""
    moved = {pillar.id: pillar.change_7d for pillar in pillars if pillar.change_7d is not None}
    if len(moved) < len(pillars):
        return None
    aged = dict.fromkeys(moved, -0.5)
    active = {pillar: points + 0.5 for pillar, points in moved.items()}
    return Change(
        from_day=as_of - dt.timedelta(days=7),
        to_day=as_of,
        before=sum(pillar.score or 0.0 for pillar in pillars) - sum(moved.values()),
        after=sum(pillar.score or 0.0 for pillar in pillars),
        points=sum(moved.values()),
        pillars=moved,
        steps=(
            step("aged", "Time passed", aged, "your comments of early October are fading"),
            step("activity", "What was done", active, "12 searches since 14 November"),
        ),
        revision=None,
    )


def step(
    name: Literal["aged", "activity"], title: str, points: dict[PillarId, float], reason: str
) -> ChangeStep:
    moves = (
        SignalChange(
            id=f"signal_{pillar}", title=reason, pillar=pillar, points=value, reason=reason
        )
        for pillar, value in points.items()
    )
    return ChangeStep(
        id=name,
        title=title,
        total=sum(points.values()),
        pillars=points,
        signals=tuple(moves),
        adjustments=dict.fromkeys(points, 0.0),
    )


def unmeasurable(pillar: Pillar) -> Pillar:
    return pillar.model_copy(
        update={
            "status": Status.NOT_MEASURABLE,
            "score": None,
            "range": Range(low=0, high=25),
            "coverage": 0.2,
            "change_7d": None,
        }
    )


def without_score(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """All but the first were not seen; that one has a value but, alone, earns no points."""
    alone = signals[0].model_copy(update={"points": None})
    unseen = {"status": UNSEEN, "value": None, "points": None, "evidence": Evidence()}
    return (alone, *(s.model_copy(update=unseen) for s in signals[1:]))


BENCHMARKS = (
    Benchmark(group="industry", title="Your industry", status="not_comparable", average=None,
              reason="Your archive holds no scores of others. Type in the averages from your own "
              "page to compare.", pillar_averages={}, size=None, rank_percent=None, band=None,
              source=""),
    Benchmark(group="reference", title="Published reference", status="shown", reason="",
              average=34.0, pillar_averages={"professional_brand": 11.8}, size=None,
              rank_percent=None, band=(10, 20), source="Industry averages published 2016 to 2025"),
    Benchmark(group="team", title="Your team", status="shown", reason="", average=47.3,
              pillar_averages={}, size=12, rank_percent=25, band=None, source="Team of 12"),
)  # fmt: skip


def sample_result(
    *, name: str | None = "Ngozi Lindqvist-Ferreira", days: int = 2922,
    missing: PillarId | None = None,
) -> Result:  # fmt: skip
    """A whole result; `missing` names a pillar that is not measurable."""
    by_pillar = {pillar: signals_of(pillar) for pillar in TITLES}
    pillars, adjustments = [], []
    for pillar_id, signals in by_pillar.items():
        pillar, adjustment = pillar_of(pillar_id, signals)
        if pillar_id == missing:
            pillar, by_pillar[pillar_id] = unmeasurable(pillar), without_score(signals)
        elif adjustment:
            adjustments.append(adjustment)
        pillars.append(pillar)
    scores = [p.score for p in pillars if p.score is not None]
    return Result(
        methodology=MethodologyRef(
            id="openssi", version="1.0.0", title="OpenSSI 1", audience="director and above",
            fingerprint="0f1e2d3c4b5a6978",
        ),
        as_of=AS_OF,
        member=Member(
            id="ngozi-lf", name=name, title="Head of Partnerships", company="Halvorsen & Adeyemi",
            industry="Computer Software",
        ),
        total=round(sum(scores), 6) if scores else None,
        measurable=25.0 * len(scores),
        range=Range(
            low=sum(p.range.low for p in pillars), high=sum(p.range.high for p in pillars)
        ),
        change_7d=round(sum(p.change_7d or 0 for p in pillars), 6),
        pillars=tuple(pillars),
        signals=tuple(s for signals in by_pillar.values() for s in signals),
        adjustments=tuple(adjustments),
        history=history(tuple(pillars), days=days),
        change=change(tuple(pillars)),
        description=Description(
            connections=1843,
            decision_makers=214,
            network_growth=tuple(NetworkYear(year=2018 + n, gained=90 + 40 * n) for n in range(9)),
            kinds={"message_sent": 5120, "comment_made": 801, "reaction_given": 3120},
            first_day=dt.date(2018, 11, 21),
            last_active_day=dt.date(2026, 11, 19),
        ),
        benchmarks=BENCHMARKS,
        notes=(
            "The archive shows no profile views; three signals rest on sources not given.",
            "Profile facts before 20 November 2026 stand in from a later day.",
        ),
    )  # fmt: skip


def point(
    day: dt.date, total: float, pillars: tuple[float, ...] = (), source: str = "typed in"
) -> OfficialPoint:
    return OfficialPoint(
        day=day, total=total, pillars=dict(zip(TITLES, pillars, strict=False)), source=source
    )


def official_result(result: Result | None = None, *, later: int = 0) -> Result:
    """A result with readings of LinkedIn's own index, the newest `later` days after the data."""
    whole = result or sample_result()
    newest = point(AS_OF + dt.timedelta(later), 53, (20.97, 6.4, 10.25, 15.38))
    ours = {one.id: one.score for one in whole.pillars}
    beside = BesideOfficial(
        official=newest,
        day=AS_OF,
        ours=whole.total,
        difference=None if None in ours.values() else (whole.total or 0.0) - newest.total,
        pillars=tuple(
            PillarBeside(
                pillar=name,
                official=told,
                ours=ours[name],
                difference=None if (own := ours[name]) is None else own - told,
                why=f"LinkedIn sees what no source shows of “{TITLES[name]}”.",
            )
            for name, told in newest.pillars.items()
        ),
    )
    readings = (point(dt.date(2025, 6, 30), 44.3), point(dt.date(2026, 5, 4), 49.3), newest)
    told = {
        "official": Official(readings=readings, beside=beside),
        "benchmarks": (*official_groups(newest), *whole.benchmarks[1:]),
        "signals": tuple(map(with_sources, whole.signals)),
    }
    return whole.model_copy(update=told)


def official_groups(read: OfficialPoint) -> tuple[Benchmark, ...]:
    """The industry and the network of LinkedIn's page."""
    return tuple(
        Benchmark.model_validate(
            {
                **dict.fromkeys(("size", "band")),
                "group": name,
                "title": name,
                "status": "shown",
                "reason": "",
                "source": "",
                "average": average,
                "pillar_averages": {},
                "rank_percent": rank,
                "reading": Reading(day=read.day, total=read.total),
            }
        )
        for name, average, rank in (("industry", 35.0, 10), ("network", 36.0, 12))
    )


def with_sources(signal: Signal) -> Signal:
    if signal.value is None and signal.points is None:
        return signal
    told = ("LinkedIn data archive", "Check-in")[: 2 if signal.id == "days_active" else 1]
    return signal.model_copy(update={"sources": told})


def hostile_result() -> Result:
    """Strings that strangers control, as a spreadsheet or a browser would hate them."""
    result = sample_result(name=HOSTILE, days=60)
    formula = '=HYPERLINK("http://example.invalid","x")'
    poisoned = result.signals[0].model_copy(update={"title": formula, "unit": "</script><b>"})
    breaks = (Break(day=result.history.days[20], reason="</script><img src=x onerror=alert(1)>"),)
    return result.model_copy(
        update={
            "signals": (poisoned, *result.signals[1:]),
            "member": result.member.model_copy(update={"company": "@SUM(A1)", "title": HOSTILE}),
            "history": result.history.model_copy(update={"breaks": breaks}),
            "notes": (HOSTILE,),
        }
    )
