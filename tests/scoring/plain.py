"""A plain, slow, readable reference of the measures: no SQL, no code shared with the scoring.

Written from the design's words. Days are dates, tables are lists of dicts, weights are summed one
day at a time.
"""

import datetime as dt
import math
import re
from collections import defaultdict
from functools import cache

ATTRIBUTES = ("title", "company", "industry", "seniority", "function")
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
        given = rows["coverage"] or self._occurring(rows)
        self.coverage = [
            row
            for row in given
            if row.get("member_id") in (None, member_id) and row["observed_from"] <= today
        ]
        self.absent = {
            row["kind"] for row in self.coverage if row.get("status") == "not_applicable"
        }
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
        """Each pair once, however it was given; the other side's own profile fills what is open."""
        links = {}
        for row in connections:
            pair = [row["member_id"], row["connection_id"]]
            if self.me not in pair or pair[0] == pair[1]:
                continue
            if row["connected_on"] is None or row["connected_on"] <= until:
                mine = pair[0] == self.me
                link = links.setdefault(pair[mine], {})
                link |= {name: row.get(name) for name in ("connected_on", "ended_on")}
                link |= {name: row.get(name) for name in ATTRIBUTES} if mine else {}
        for person, link in links.items():
            for name, value in self.told(person).items():
                link[name] = link.get(name) or value
        return links

    def _occurring(self, rows):
        """Where nothing is said of what was seen: what occurs, since the earliest day."""
        names = {row["member_id"] for row in rows["members"]}
        first = {}
        for row in rows["activities"]:
            own = row.get("counterpart_id") == row["member_id"]
            if row["member_id"] in names and row["occurred_at"] and not own:
                day = row["occurred_at"].date()
                first[row["kind"]] = min(day, first.get(row["kind"], day))
        made = [row["connected_on"] for row in rows["connections"] if row["connected_on"]]
        first |= {"connection": min(made)} if made else {}
        first = {kind: day for kind, day in first.items() if day <= self.today}
        start = min(first.values(), default=None)
        return [{"kind": k, "observed_from": start, "observed_to": self.today} for k in first]

    def of(self, *kinds):
        return [row for row in self.deeds if row["kind"] in kinds]

    # ---- coverage

    @cache
    def covered(self, kind):
        """Days on which a kind was covered, as ages before the day scored."""
        joined = self.joined or dt.date.min
        ages = set(range(max(0, (self.as_of - joined).days + 1), FAR))
        for row in self.coverage:
            if row["kind"] == kind and row.get("status") != "not_applicable":
                newest = max(0, (self.as_of - row["observed_to"]).days)
                oldest = (self.as_of - row["observed_from"]).days
                ages |= set(range(newest, min(FAR, oldest + 1)))
        return ages

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

    def groups_there(self, measure):
        """The kinds that a measure reads, without those that the platform does not have."""
        return tuple(
            tuple(kind for kind in group if kind not in self.absent)
            for group in self.groups(measure)
        )

    def days_seen(self, signal):
        """How much of what a signal reads was covered, and on which ages."""
        groups = self.groups_there(signal.measure)
        totals = getattr(signal.measure, "totals", None)
        level = self.level(groups, self.keep(signal), totals)
        return level, self.seen(groups, level, totals) if level else set()

    # ---- measures

    def keep(self, signal):
        return 2 ** (-1 / (signal.half_life_days or self.rules.half_life_days))

    def value(self, signal):
        """Return (value or None) of a signal."""
        measure = signal.measure
        if measure.type == "state":
            return self.state(measure)
        if not all(self.groups_there(measure)) or self.blind(measure):
            return None
        if measure.type == "stock":
            return self.stock(measure) if self.begun(measure) else None
        level, seen = self.days_seen(signal)
        if level is None:
            return None
        keep, amount, base = self.keep(signal), 0.0, 0.0
        self.ages = seen
        for since, day, a, b in self.impulses(measure, keep):
            window = range((self.as_of - day).days, (self.as_of - since).days + 1)
            if day <= self.as_of and seen.issuperset(window):
                weight = keep ** (self.as_of - day).days
                amount, base = amount + a * weight, base + b * weight
        weight = sum(keep**age for age in seen)
        return self.finish(signal, measure, amount, base, weight)

    def begun(self, measure):
        """Whether what stands was ever looked at."""
        return any(
            row["kind"] in group and row["observed_from"] <= self.as_of
            for row in self.coverage
            for group in self.groups_there(measure)
        )

    def status(self, signal, value):
        """Return how well a signal is known that has a value, or none."""
        measure = signal.measure
        if measure.type != "state" and not all(self.groups_there(measure)):
            return "not_applicable"
        if value is None:
            return "not_observed"
        if measure.type == "state":
            return "measured"
        told = {
            row.get("status")
            for row in self.coverage
            if row["observed_from"] <= self.as_of
            and row["kind"] in (*sum(self.groups(measure), ()), getattr(measure, "totals", None))
        }
        if self.lower_bound(signal) or "estimated" in told:
            return "estimated"
        return "self_reported" if "self_reported" in told else "measured"

    def lower_bound(self, signal):
        """Whether only a part could be counted."""
        if signal.measure.type == "stock":
            return False
        level, seen = self.days_seen(signal)
        share = sum(self.keep(signal) ** age for age in seen) * (1 - self.keep(signal))
        few = signal.measure.type == "breadth" and share < self.rules.breadth_observed_floor
        return level == "partly" or few

    def straddles(self, signal):
        """Whether what stands for one (person, week, echo of a post) began on an unseen day.

        Such a deed still shortens the gap to the next one, seen or not.
        """
        one = {
            "breadth": lambda row: row.get("counterpart_id"),
            "mean": lambda row: (row.get("object_id"), row.get("counterpart_id")),
            "regularity": lambda row: row["occurred_at"].date().isocalendar()[:2],
        }.get(signal.measure.type)
        if one is None or not all(self.groups_there(signal.measure)):
            return False
        first, last = {}, {}
        _, seen = self.days_seen(signal)
        for row in self.dated(*signal.measure.kinds):
            day = row["occurred_at"].date()
            if (self.as_of - day).days in seen:
                last[one(row)] = max(day, last.get(one(row), day))
            else:
                first[one(row)] = min(day, first.get(one(row), day))
        return any(first[name] < day for name, day in last.items() if name in first)

    def finish(self, signal, measure, amount, base, weight):
        match measure.type:
            case "flow" | "regularity":
                return 7 * amount / weight
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

    def on_seen_days(self, *kinds):
        return [
            row
            for row in self.dated(*kinds)
            if (self.as_of - row["occurred_at"].date()).days in self.ages
        ]

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
            if row["kind"] in measure.kinds and row.get("status") != "not_applicable"
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
        return self.links_today.get(person) or self.told(person)

    @cache
    def told(self, person):
        """What a member tells of themselves, as of today."""
        theirs = [row for row in self.members if row["member_id"] == person]
        return {name: latest(theirs, name, self.today) for name in ATTRIBUTES}

    def asked(self):
        """The lists of the audience that are given, by what they ask about."""
        wanted = self.rules.audience
        lists = zip(
            ("seniority", "function", "industry", "company"),
            (wanted.seniorities, wanted.functions, wanted.industries, wanted.companies),
            strict=True,
        )
        return {name: values for name, values in lists if values}

    def target(self, row):
        lists = self.asked()
        words = [word.lower() for word in self.rules.audience.titles]
        title = re.split(r"[^a-z0-9]+", (row.get("title") or "").lower())
        return all(
            (row.get(name) or "").strip().lower() in {value.strip().lower() for value in values}
            for name, values in lists.items()
        ) and (not words or any(said(word.split(), title) for word in words))

    def tellable(self, row):
        """Whether all is known of a person that the audience asks about."""
        names = [*self.asked(), *(["title"] if self.rules.audience.titles else [])]
        return all(row.get(name) is not None for name in names)

    def regularity(self, measure, keep):
        days = defaultdict(float)
        for row in self.on_seen_days(*measure.kinds):
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
                for row in self.on_seen_days(*measure.kinds)
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
            if o["own"]
            and not o["again"]
            and o["inmail"] == (measure.trials == "inmails")
            and (not measure.audience or self.decided_on(o["person"]))
        ]

    def requests(self, measure):
        window = self.rules.windows.accept_within_days
        asked = defaultdict(list)
        for row in self.dated("invitation_sent"):
            if row.get("counterpart_id"):
                asked[row["counterpart_id"]].append(row["occurred_at"].date())
        for person, days in asked.items():
            if measure.audience and not self.decided_on(person):
                continue
            days.sort()
            for day, again in zip(days, [*days[1:], dt.date.max], strict=True):
                accepted = any(
                    0 <= (yes - day).days <= window and yes < again for yes in self.yeses(person)
                )
                yield day, day + window * DAY, float(accepted), 1.0

    def decided_on(self, person):
        """Whether a person is known to be of the audience, whatever they answered."""
        return self.tellable(self.told(person)) and self.target(self.told(person))

    def yeses(self, person):
        for row in self.dated("invitation_accepted"):
            if row["counterpart_id"] == person:
                yield row["occurred_at"].date()
        link = self.links.get(person)
        if link and link["connected_on"]:
            yield link["connected_on"]

    def mean(self, measure):
        once, out = {}, []
        for row in self.on_seen_days(*measure.kinds):
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

    def threads(self, deeds):
        threads = defaultdict(list)
        for row in deeds:
            if row["kind"] in TALK and row["occurred_at"] and row.get("counterpart_id"):
                threads[row.get("object_id") or row["counterpart_id"]].append(
                    (
                        row["occurred_at"],
                        row["kind"] in SENT,
                        row["kind"] == "inmail_sent",
                        row["counterpart_id"],
                    )
                )
        return [sorted(thread) for thread in threads.values()]

    def openings(self, deeds=None):
        windows, out = self.rules.windows, []
        for thread in self.threads(self.deeds if deeds is None else deeds):
            before = None
            for at, own, inmail, person in thread:
                silent = before is not None and at - before > windows.reopen_after_days * DAY
                if before is None or silent:
                    answers = [t for t, mine, *_ in thread if t > at and mine != own]
                    first = min(answers, default=None)
                    late = first is None or first - at > windows.answer_within_days * DAY
                    out.append(
                        {
                            "at": at,
                            "own": own,
                            "person": person,
                            "inmail": inmail,
                            "again": silent,
                            "answered": None if late else first,
                        }
                    )
                before = at
        return out

    def turns(self):
        limit = self.rules.windows.reply_within_days
        for thread in self.threads(self.deeds):
            own_before = True
            for at, own, *_ in thread:
                if not own and own_before:
                    replies = [t for t, mine, *_ in thread if mine and t > at]
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
        """Whether a measure asks about people of whom nothing is known."""
        links = self.links_today.values()
        asked = getattr(measure, "connections", None)
        if asked == "audience":
            return bool(links) and not any(map(self.tellable, links))
        if asked in ("colleagues", "industry"):
            column = "company" if asked == "colleagues" else "industry"
            mine = latest(self.profile, column, self.today)
            return mine is None or (bool(links) and not any(row.get(column) for row in links))
        if not getattr(measure, "audience", False):
            return False
        if measure.type == "rate" and measure.trials != "requests":
            people = {opening["person"] for opening in self.openings(self.deeds_today)}
        else:
            kinds = measure.kinds if measure.type == "flow" else ("invitation_sent",)
            people = {row.get("counterpart_id") for row in self.deeds_today if row["kind"] in kinds}
        return not any(self.tellable(self.told(person)) for person in people)


def quantity(row):
    return 1.0 if row.get("quantity") is None else row["quantity"]


def said(word, title):
    """Whether the words stand in a title one after the other."""
    return any(title[n : n + len(word)] == word for n in range(len(title)))


def same(one, other):
    return bool(one and other) and one.strip().lower() == other.strip().lower()


def latest(rows, column, day):
    known = [row for row in rows if row.get(column) is not None]
    before = [row for row in known if row["seen_on"] <= day]
    if before:
        return max(before, key=lambda row: row["seen_on"])[column]
    return min(known, key=lambda row: row["seen_on"])[column] if known else None
