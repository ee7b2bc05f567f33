"""What stands on a day, and what cannot be known: part of the plain reference."""

from __future__ import annotations

from typing import Any

from plain_conversations import openings
from plain_life import Life, contacts
from plain_people import Row, latest, same

PLACES = {"colleagues": "company", "industry": "industry"}


def stock(life: Life, measure: Any) -> int:
    """How many connections stand, or with how many people something was ever done."""
    if measure.kinds:
        people = {row.get("counterpart_id") for row in contacts(life.of(*measure.kinds))}
        return len(people - {None})
    return sum(_counts(life, measure.connections, link) for link in life.links.values())


def _counts(life: Life, which: str, link: Row) -> bool:
    if link["ended_on"] and link["ended_on"] <= life.as_of:
        return False
    if which in PLACES:
        place = PLACES[which]
        return same(link[place], latest(life.profile, place, life.as_of))
    return which == "all" or life.people.target(link)


def state(life: Life, measure: Any) -> Any:
    """A fact, or the known parts of a composed one."""
    if measure.fact:
        return latest(life.profile, measure.fact, life.as_of)
    known = [(latest(life.profile, part.fact, life.as_of), part) for part in measure.parts]
    told = [(value, part) for value, part in known if value is not None]
    top = sum(part.weight * min(1.0, value / part.full) for value, part in told)
    return 100 * top / sum(part.weight for _, part in told) if told else None


def blind(life: Life, measure: Any) -> bool:
    """Whether a measure asks about people of whom nothing is known."""
    asked = getattr(measure, "connections", None)
    links = life.links_today.values()
    if asked == "audience":
        return bool(links) and not any(map(life.people.tellable, links))
    if asked in PLACES:
        place = PLACES[asked]
        nowhere = latest(life.profile, place, life.today) is None
        return nowhere or (bool(links) and not any(link[place] for link in links))
    if not getattr(measure, "audience", False):
        return False
    return not any(map(life.people.tellable, _asked_about(life, measure)))


def _asked_about(life: Life, measure: Any) -> list[Row]:
    """What is known of the people whom the deeds concern.

    A rate takes what they tell whatever they answered: as members, never as connections.
    """
    deeds = contacts(life.deeds_today)
    if measure.type == "flow":
        return [life.known(r["counterpart_id"]) for r in deeds if r["kind"] in measure.kinds]
    if measure.trials == "requests":
        people = {r["counterpart_id"] for r in deeds if r["kind"] == "invitation_sent"}
    else:
        people = {opening.person for opening in openings(life, deeds)}
    return [life.people.told(person) for person in people]
