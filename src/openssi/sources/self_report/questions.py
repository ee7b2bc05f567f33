"""The questions of a check-in: what LinkedIn shows to members and gives them in no file."""

from dataclasses import dataclass
from typing import Final

MONTH: Final = 28
"""Days that a question about deeds asks for: four whole weeks, which people can still recall."""

QUARTER: Final = 90
"""Days that LinkedIn's own page counts profile views over."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing to tell."""

    id: str
    """Its name, for ``--set``."""
    ask: str
    """The question in words."""
    where: str
    """Where the member finds the answer."""
    is_flag: bool = False
    """Whether the answer is yes or no; else it is a whole number of at least 0."""
    fact: str = ""
    """The profile fact that it tells."""
    kind: str = ""
    """The kind of activity that it tells the number of."""
    days: int = 0
    """Over how many days, up to the day of the check-in."""
    prospects: bool = False
    """Whether the other side belongs to the member's audience."""


def _deeds(identity: str, ask: str, where: str, kind: str, *, prospects: bool = False) -> Question:
    return Question(
        id=f"{identity}_{MONTH}d",
        ask=f"{ask} in the last {MONTH} days",
        where=where,
        kind=kind,
        days=MONTH,
        prospects=prospects,
    )


SEAT: Final = Question(
    id="sales_navigator",
    ask="Do you have a Sales Navigator seat?",
    where="the menu “For Business” on linkedin.com",
    is_flag=True,
)

QUESTIONS: Final = (
    Question(
        id="has_photo",
        ask="Does your profile have a photo?",
        where="your profile",
        is_flag=True,
        fact="has_photo",
    ),
    Question(
        id="has_banner",
        ask="Does it have a banner of your own behind the photo?",
        where="your profile",
        is_flag=True,
        fact="has_banner",
    ),
    Question(
        id="followers",
        ask="Followers",
        where="your profile, under Activity",
        fact="followers",
    ),
    Question(
        id=f"profile_views_{QUARTER}d",
        ask=f"Profile viewers that LinkedIn shows for the last {QUARTER} days",
        where="your profile, Analytics, “Who viewed your profile”",
        kind="profile_view_received",
        days=QUARTER,
    ),
    _deeds(
        "searches", "Searches for people", "your memory; a rough number will do", "search_performed"
    ),
    _deeds("profiles_viewed", "Profiles of others viewed", "the same", "profile_viewed"),
    _deeds(
        "prospects_viewed",
        "Of these, profiles of people whom you want to reach",
        "the same",
        "profile_viewed",
        prospects=True,
    ),
    _deeds("groups_joined", "Groups joined", "My groups, on linkedin.com/groups", "group_joined"),
    _deeds(
        "group_posts",
        "Posts and comments in groups",
        "the groups themselves",
        "group_contribution",
    ),
    SEAT,
    _deeds("leads_saved", "Leads saved", "Sales Navigator, Lead lists", "lead_saved"),
)
"""Every question, in the order in which it is asked."""

OF_THE_SEAT: Final = ("advanced_search_performed", "lead_saved", "account_saved", "account_viewed")
"""Kinds that only a seat makes possible: without one there were none."""
