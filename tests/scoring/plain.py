"""A plain, slow, readable reference of the measures: no SQL, no code shared with the scoring.

Written from the design's words. Days are dates, tables are lists of dicts, weights are summed one
day at a time.
"""

import datetime as dt
import math
from collections import defaultdict
from functools import cache

DAY = dt.timedelta(days=1)
FAR = 1300  # days back; with a half-life of 30 the rest weighs 2^-43
SENT = {"message_sent", "inmail_sent"}
TALK = SENT | {"message_received", "inmail_received"}


class Plain:
    """Measures of one member on one day; what is known of other people is known as of today."""

    def __init__(self, methodology, rows, member_id, as_of, today):
        self.rules = methodology
        self.as_of = as_of
        self.today = today
        self.me = member_id
        self.members = rows["members"]
        self.profile = sorted(
            (row for row in rows["members"] if row["member_id"] == member_id),
            key=lambda row: row["seen_on"],
        )
        self.coverage = [r for r in rows["coverage"] if r.get("member_id") in (None, member_id)]
        joined = [row["joined_on"] for row in self.profile if row.get("joined_on")]
        self.joined = min(joined) if joined else None
        self.deeds = self._deeds(rows["activities"], as_of)
        self.links = self._links(rows["connections"], as_of)
        self.deeds_today = self._deeds(rows["activities"], today)
        self.links_today = self._links(rows["connections"], today)

    # ---- cleaned rows

    def _deeds(self, activities, until):
        once, kept = {}, []
        for row in activities:
            if row["member_id"] != self.me or row.get("counterpart_id") == self.me:
                continue
            if row["occurred_at"] and row["occurred_at"].date() > until:
                continue
            if row.get("activity_id") is None:
                kept.append(row)
            else:
                once.setdefault(row["activity_id"], row)
        return kept + list(once.values())

    def _links(self, connections, until):
        links = {}
        for row in connections:
            if row["member_id"] != self.me or row["connection_id"] == self.me:
                continue
            if row["connected_on"] is None or row["connected_on"] <= until:
                links[row["connection_id"]] = row
        return links

    def of(self, *kinds):
        return [row for row in self.deeds if row["kind"] in kinds]

    # ---- coverage

    @cache
    def covered(self, kind):
        """Days on which a kind was covered, as ages before the day scored."""
        ages = range(FAR)
        spans = [(r["observed_from"], r["observed_to"]) for r in self.coverage if r["kind"] == kind]
        days = {age: self.as_of - age * DAY for age in ages}
        joined = self.joined or dt.date.min
        return {
            age
            for age, day in days.items()
            if day < joined or any(start <= day <= end for start, end in spans)
        }

    @cache
    def seen(self, groups, level, totals=None):
        """Ages on which all kinds, or at least one of each group, were covered."""
        together = set.intersection if level == "wholly" else set.union
        within = self.covered(totals) if totals else set()
        return set.intersection(
            *(
                together(*(self.covered(k) | (within if n == 0 else set()) for k in group))
                for n, group in enumerate(groups)
            )
        )

    @cache
    def share(self, groups, level, keep, totals=None):
        return sum(keep**age for age in self.seen(groups, level, totals)) * (1 - keep)

    def level(self, groups, keep, totals):
        for level in ("wholly", "partly"):
            if self.share(groups, level, keep, totals) >= self.rules.observed_floor:
                return level
        return None

    # ---- measures

    def value(self, signal):
        """Return (value or None) of a signal."""
        measure = signal.measure
        keep = 2 ** (-1 / (signal.half_life_days or self.rules.half_life_days))
        if measure.type == "state":
            return self.state(measure)
        if self.blind(measure):
            return None
        groups = self.groups(measure)
        if measure.type == "stock":
            begun = [r for r in self.coverage if r["observed_from"] <= self.as_of]
            kinds = {row["kind"] for row in begun}
            return self.stock(measure) if kinds & set(groups[0]) else None
        totals = getattr(measure, "totals", None)
        level = self.level(groups, keep, totals)
        if level is None:
            return None
        amount = base = 0.0
        for since, day, a, b in self.impulses(measure, keep):
            window = range((self.as_of - day).days, (self.as_of - since).days + 1)
            if day <= self.as_of and self.seen(groups, level, totals).issuperset(window):
                weight = keep ** (self.as_of - day).days
                amount, base = amount + a * weight, base + b * weight
        share = self.share(groups, level, keep, totals)
        return self.finish(signal, measure, amount, base, share, keep)

    def finish(self, signal, measure, amount, base, share, keep):
        match measure.type:
            case "flow" | "regularity":
                return 7 * amount / (share / (1 - keep))
            case "breadth":
                return amount
            case "rate":
                return (amount + measure.k * signal.curve.floor) / (base + measure.k)
            case "mean":
                return amount / (base + measure.k)
            case "speed":
                logs = amount + measure.k * math.log(signal.curve.zero)
                return math.exp(logs / (base + measure.k))

    def groups(self, measure):
        talk = (("message_sent",), ("message_received",))
        match measure.type:
            case "stock":
                return (measure.kinds or ("connection",),)
            case "flow":
                if measure.connections:
                    return (("connection",),)
                return (measure.kinds,) if measure.kinds else talk
            case "rate":
                return {
                    "requests": (("invitation_sent",), ("connection",)),
                    "openings": talk,
                    "inmails": (("inmail_sent",), ("message_received", "inmail_received")),
                }[measure.trials]
            case "mean":
                return (measure.kinds, measure.occasions)
            case "speed":
                return talk
            case _:
                return (measure.kinds,)

    def impulses(self, measure, keep):
        match measure.type:
            case "flow":
                return self.flow(measure)
            case "regularity":
                return self.regularity(measure, keep)
            case "breadth":
                return self.breadth(measure, keep)
            case "rate":
                return self.trials(measure)
            case "mean":
                return self.mean(measure)
            case "speed":
                return self.turns()

    def dated(self, *kinds):
        return [row for row in self.of(*kinds) if row["occurred_at"]]

    def flow(self, measure):
        if measure.connections:
            return [
                (row["connected_on"], row["connected_on"], 1.0, 0.0)
                for row in self.links.values()
                if row["connected_on"] and (measure.connections == "all" or self.target(row))
            ]
        if measure.conversations:
            return [
                (o["answered"].date(), o["answered"].date(), 1.0, 0.0)
                for o in self.openings()
                if o["answered"]
                and (
                    o["again"] and o["own"]
                    if measure.conversations == "reopened"
                    else not o["again"]
                )
            ]
        return [
            (row["occurred_at"].date(), row["occurred_at"].date(), quantity(row), 0.0)
            for row in self.dated(*measure.kinds)
            if self.wanted(measure, row)
        ] + self.from_totals(measure)

    def from_totals(self, measure):
        """Totals count on days on which no specific kind is covered by a row of coverage."""
        if not measure.totals:
            return []
        spans = [
            (row["observed_from"], row["observed_to"])
            for row in self.coverage
            if row["kind"] in measure.kinds
        ]
        days = [(row["occurred_at"].date(), quantity(row)) for row in self.dated(measure.totals)]
        return [
            (day, day, amount, 0.0)
            for day, amount in days
            if not any(start <= day <= end for start, end in spans)
        ]

    def wanted(self, measure, row):
        if row["kind"] in measure.with_text and not row.get("has_text"):
            return False
        if measure.within_hours:
            if not row.get("object_at"):
                return False
            age = row["occurred_at"] - row["object_at"]
            if not dt.timedelta(0) <= age <= dt.timedelta(hours=measure.within_hours):
                return False
        return not measure.audience or self.target(self.known(row["counterpart_id"]))

    def known(self, person):
        link = self.links_today.get(person) or {}
        return {"seniority": link.get("seniority") or self.seniority_of_member(person)}

    def target(self, row):
        return row.get("seniority") in self.rules.audience.seniorities

    def regularity(self, measure, keep):
        days = defaultdict(float)
        for row in self.dated(*measure.kinds):
            days[row["occurred_at"].date()] += quantity(row)
        held, out = {}, []  # of each period: what it holds, since which day
        for day in sorted(days):
            period = day if measure.per == "day" else day.isocalendar()[:2]
            so_far, before = held.get(period, (0.0, day))
            full = min(1.0, so_far + days[day])
            left = min(1.0, so_far) * keep ** (day - before).days
            out.append((day, day, full - left, 0.0))
            held[period] = (so_far + days[day], day)
        return out

    def breadth(self, measure, keep):
        contacts = sorted(
            {
                (row["occurred_at"].date(), row["counterpart_id"])
                for row in self.dated(*measure.kinds)
                if row.get("counterpart_id")
            }
        )
        last, out = {}, []
        for day, person in contacts:
            faded = keep ** (day - last[person]).days if person in last else 0.0
            out.append((day, day, 1.0 - faded, 0.0))
            last[person] = day
        return out

    def trials(self, measure):
        if measure.trials == "requests":
            return list(self.requests(measure))
        days = self.rules.windows.answer_within_days
        return [
            (o["at"].date(), o["at"].date() + days * DAY, float(o["answered"] is not None), 1.0)
            for o in self.openings()
            if o["own"] and not o["again"] and o["inmail"] == (measure.trials == "inmails")
        ]

    def requests(self, measure):
        window = self.rules.windows.accept_within_days
        asked = defaultdict(list)
        for row in self.dated("invitation_sent"):
            if row.get("counterpart_id"):
                asked[row["counterpart_id"]].append(row["occurred_at"].date())
        for person, days in asked.items():
            if measure.audience and not self.target_member(person):
                continue
            days.sort()
            for day, again in zip(days, [*days[1:], dt.date.max], strict=True):
                accepted = any(
                    0 <= (yes - day).days <= window and yes < again for yes in self.yeses(person)
                )
                yield day, day + window * DAY, float(accepted), 1.0

    def target_member(self, person):
        return self.seniority_of_member(person) in self.rules.audience.seniorities

    def yeses(self, person):
        for row in self.dated("invitation_accepted"):
            if row["counterpart_id"] == person:
                yield row["occurred_at"].date()
        link = self.links.get(person)
        if link and link["connected_on"]:
            yield link["connected_on"]

    def mean(self, measure):
        once, out = {}, []
        for row in self.dated(*measure.kinds):
            day = row["occurred_at"].date()
            who = (row.get("object_id"), row.get("counterpart_id"))
            if None in who:
                out.append((day, day, quantity(row), 0.0))
            else:
                once[who] = min(once.get(who, day), day)
        out += [(day, day, 1.0, 0.0) for day in once.values()]
        for row in self.dated(*measure.occasions):
            day = row["occurred_at"].date()
            out.append((day, day, 0.0, quantity(row)))
        return out + self.from_totals(measure)

    # ---- conversations

    def threads(self):
        threads = defaultdict(list)
        for row in self.dated(*TALK):
            if row.get("counterpart_id"):
                threads[row.get("object_id") or row["counterpart_id"]].append(
                    (row["occurred_at"], row["kind"] in SENT, row["kind"] == "inmail_sent")
                )
        return [sorted(thread) for thread in threads.values()]

    def openings(self):
        windows, out = self.rules.windows, []
        for thread in self.threads():
            before = None
            for at, own, inmail in thread:
                silent = before is not None and at - before > windows.reopen_after_days * DAY
                if before is None or silent:
                    answers = [t for t, mine, _ in thread if t > at and mine != own]
                    first = min(answers, default=None)
                    late = first is None or first - at > windows.answer_within_days * DAY
                    out.append(
                        {
                            "at": at,
                            "own": own,
                            "inmail": inmail,
                            "again": silent,
                            "answered": None if late else first,
                        }
                    )
                before = at
        return out

    def turns(self):
        limit = self.rules.windows.reply_within_days
        for thread in self.threads():
            own_before = True
            for at, own, _ in thread:
                if not own and own_before:
                    replies = [t for t, mine, _ in thread if mine and t > at]
                    hours = (min(replies) - at) / dt.timedelta(hours=1) if replies else math.inf
                    waited = max(1 / 60, min(hours, limit * 24))
                    yield at.date(), at.date() + limit * DAY, math.log(waited), 1.0
                own_before = own

    # ---- stocks, states, what cannot be known

    def stock(self, measure):
        if measure.kinds:
            return len(
                {r["counterpart_id"] for r in self.of(*measure.kinds) if r.get("counterpart_id")}
            )
        return sum(self.counts(measure, row) for row in self.links.values())

    def counts(self, measure, row):
        if row.get("ended_on") and row["ended_on"] <= self.as_of:
            return False
        match measure.connections:
            case "all":
                return True
            case "audience":
                return self.target(row)
            case "colleagues":
                return same(row.get("company"), latest(self.profile, "company", self.as_of))
            case "industry":
                return same(row.get("industry"), latest(self.profile, "industry", self.as_of))

    def state(self, measure):
        if measure.fact:
            return latest(self.profile, measure.fact, self.as_of)
        top = bottom = 0.0
        for part in measure.parts:
            value = latest(self.profile, part.fact, self.as_of)
            if value is not None:
                top += part.weight * min(1.0, value / part.full)
                bottom += part.weight
        return 100 * top / bottom if bottom else None

    def blind(self, measure):
        links = self.links_today.values()
        asked = getattr(measure, "connections", None)
        if asked == "audience":
            return bool(links) and not any(
                self.known(r["connection_id"])["seniority"] for r in links
            )
        if asked in ("colleagues", "industry"):
            column = "company" if asked == "colleagues" else "industry"
            mine = latest(self.profile, column, self.today)
            return mine is None or (bool(links) and not any(row.get(column) for row in links))
        if getattr(measure, "audience", False):
            kinds = measure.kinds if measure.type == "flow" else ("invitation_sent",)
            people = {row.get("counterpart_id") for row in self.deeds_today if row["kind"] in kinds}
            return not any(self.seniority_of_member(person) for person in people)
        return False

    def seniority_of_member(self, person):
        theirs = [row for row in self.members if row["member_id"] == person]
        return latest(theirs, "seniority", self.today)


def quantity(row):
    return 1.0 if row.get("quantity") is None else row["quantity"]


def same(one, other):
    return bool(one and other) and one.strip().lower() == other.strip().lower()


def latest(rows, column, day):
    known = [row for row in rows if row.get(column) is not None]
    before = [row for row in known if row["seen_on"] <= day]
    if before:
        return max(before, key=lambda row: row["seen_on"])[column]
    return min(known, key=lambda row: row["seen_on"])[column] if known else None
