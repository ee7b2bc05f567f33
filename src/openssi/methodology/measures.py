"""The kinds of measure: how a signal's number is made from the canonical tables."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from openssi.methodology.base import Flag, Part, each_once, one_of, positive
from openssi.tables import CONNECTION, FACTS, KINDS

Kind = Annotated[str, one_of(KINDS)]
Kinds = Annotated[tuple[Kind, ...], each_once]
Fact = Annotated[str, one_of(FACTS)]

SENT = ("message_sent", "inmail_sent")
"""Kinds with which the member writes to someone."""

RECEIVED = ("message_received", "inmail_received")
"""Kinds with which someone writes to the member."""


Groups = tuple[tuple[str, ...], ...]
"""Kinds that a measure reads. It is observed *wholly* on days when all of them are covered, and *in
part* (a lower bound) when at least one of every group is: a rate needs both its trials and their
outcomes, a count of several kinds makes do with some."""

TALK: Groups = ((SENT[0],), (RECEIVED[0],))
"""Conversations need both sides."""


class Measured(Part):
    """What every measure has."""

    @property
    def most(self) -> float | None:
        """The highest value that there can be, where there is one."""
        return None

    def shown_by(self, kind: str) -> tuple[str, ...]:
        """Return the kinds whose coverage shows a kind of this measure as well as its own."""
        totals: str | None = getattr(self, "totals", None)
        return (totals,) if totals and kind in getattr(self, "kinds", ()) else ()


class ProfilePart(Part):
    """One part of a composed profile fact."""

    fact: Fact
    """The column of ``members`` that it reads."""
    title: str
    """Name to show."""
    full: float = positive()
    """Value at which the part is complete; below it counts in proportion."""
    weight: float = positive()
    """Weight within the signal."""


class State(Measured):
    """A profile fact as it stands: one column, or parts that add up to 100 %."""

    type: Literal["state"]
    fact: Fact | None = None
    """The one column of members that it reads, where it has no 'parts'."""
    parts: tuple[ProfilePart, ...] = ()
    """Several facts, where it has no 'fact': each a table of fact, title, full and weight."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "State":
        if (self.fact is None) == (not self.parts):
            raise ValueError("a state has either 'fact' or 'parts'")
        return self

    @property
    def most(self) -> float | None:
        """Parts add up to 100 %."""
        return 100.0 if self.parts else None

    @property
    def groups(self) -> Groups:
        """A state reads no activities."""
        return ()


class Stock(Measured):
    """A count that stands until it is ended: connections, or different people of some kinds."""

    type: Literal["stock"]
    kinds: Kinds = ()
    """Kinds of activity, counted by distinct counterpart, where it has no 'connections'."""
    distinct: Literal["counterpart"] = "counterpart"
    """What counts once: the other person."""
    connections: Literal["all", "audience", "colleagues", "industry"] | None = None
    """Which connections it counts, where it has no 'kinds'."""

    @model_validator(mode="after")
    def _one_of_both(self) -> "Stock":
        if (self.connections is None) == (not self.kinds):
            raise ValueError("a stock has either 'kinds' or 'connections'")
        return self

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        return (self.kinds or (CONNECTION,),)


class Flow(Measured):
    """A weekly pace that fades: activities, connections made, or conversations held."""

    type: Literal["flow"]
    kinds: Kinds = ()
    """Kinds of activity, where it counts deeds."""
    connections: Literal["all", "audience"] | None = None
    """Which connections made, where it counts those."""
    conversations: Literal["answered", "reopened"] | None = None
    """Which conversations held, where it counts those: answered, or taken up again and answered."""
    with_text: Kinds = ()
    """Kinds that count only with words of the member's own."""
    within_hours: float | None = positive(None)
    """Count only deeds at most so long after their object was made."""
    audience: Flag = False
    """Count only deeds towards the target audience."""
    totals: Kind | None = None
    """Kind that holds undifferentiated totals of ``kinds``: used on days that show none of them."""

    @model_validator(mode="after")
    def _consistent(self) -> "Flow":
        if sum(map(bool, (self.kinds, self.connections, self.conversations))) != 1:
            raise ValueError("a flow has one of 'kinds', 'connections' and 'conversations'")
        strangers = set(self.with_text) - set(self.kinds)
        if strangers:
            raise ValueError(f"'with_text' names {', '.join(sorted(strangers))}, 'kinds' does not")
        return self

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        if self.connections:
            return ((CONNECTION,),)
        return (self.kinds,) if self.kinds else TALK


class Regularity(Measured):
    """Days (or weeks) with at least one deed, as a pace that fades."""

    type: Literal["regularity"]
    kinds: Kinds = Field(min_length=1)
    """Kinds of activity that make a day or week count."""
    per: Literal["day", "week"]
    """What is counted: days or weeks with at least one deed."""

    @property
    def most(self) -> float | None:
        """A week has seven days, and counts itself once."""
        return 7.0 if self.per == "day" else 1.0

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        return (self.kinds,)


class Breadth(Measured):
    """How many different people: each counts once and fades from the last time."""

    type: Literal["breadth"]
    kinds: Kinds = Field(min_length=1)
    """Kinds of activity with the people to count."""

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        return (self.kinds,)


class Rate(Measured):
    """Successes over decided trials, shrunk towards the curve's floor by ``k`` trials."""

    type: Literal["rate"]
    trials: Literal["requests", "openings", "inmails"]
    """Connection requests, conversations opened with a message, or with an InMail."""
    k: float = positive()
    """Trials that the rate is shrunk towards its floor by, for example 5."""
    audience: Flag = False
    """Only trials towards the target audience."""

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        if self.trials == "requests":
            return (("invitation_sent",), (CONNECTION,))
        return TALK if self.trials == "openings" else ((SENT[1],), RECEIVED)

    def shown_by(self, kind: str) -> tuple[str, ...]:
        """An acceptance shows as a new connection, or as one of its own."""
        return ("invitation_accepted",) if kind == CONNECTION else ()


class Mean(Measured):
    """A quantity per occasion, shrunk towards 0 by ``k`` occasions."""

    type: Literal["mean"]
    kinds: Kinds = Field(min_length=1)
    """Kinds of activity whose quantity is divided, for example what posts received."""
    occasions: Kinds = Field(min_length=1)
    """Kinds of activity that it is divided by, for example the posts."""
    totals: Kind | None = None
    """Kind that holds undifferentiated totals of ``kinds``: used on days that show none of them."""
    k: float = positive()
    """Occasions that the mean is shrunk towards 0 by, for example 2."""

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        return (self.kinds, self.occasions)


class Speed(Measured):
    """Typical time to answer, shrunk towards the curve's ``zero`` by ``k`` turns."""

    type: Literal["speed"]
    k: float = positive()
    """Turns that the time is shrunk towards the curve's 'zero' by, for example 3."""

    @property
    def groups(self) -> Groups:
        """Kinds whose coverage decides whether the signal was observed."""
        return TALK


Measure = Annotated[
    State | Stock | Flow | Regularity | Breadth | Rate | Mean | Speed, Field(discriminator="type")
]
