"""Where more can be seen: each source that a person can lawfully get, and how, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openssi.report.measurable import SEVERAL, whom
from openssi.tables import CONNECTION, FACTS

OFFICIAL_PAGE: Final = "linkedin.com/sales/ssi"
"""The page on which LinkedIn shows members its own index."""

KEEP: Final = "`openssi official add` or `openssi official paste`"
"""How it is kept beside this one: typed, or copied from the page."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A source that shows more."""

    id: str
    """Its name for programs."""
    title: str
    """What it is called."""
    how: str
    """How to get it, in a sentence; `commands` stand in backticks."""
    says: tuple[str, ...] = ()
    """Words by which a signal's `shown_by` names it."""
    shows: frozenset[str]
    """Kinds of activity, profile facts and attributes that it makes known."""
    to_get: bool = True
    """Whether a single person can get it."""


_ARCHIVE: Final = frozenset(
    {
        "post_published", "article_published", "reaction_given", "comment_made", "repost_made",
        "vote_cast", "search_performed", "company_followed", "member_followed", "message_sent",
        "message_received", "invitation_sent", "invitation_received", "endorsement_given",
        "endorsement_received", "recommendation_given", "recommendation_received", CONNECTION,
        "company", "title", *(set(FACTS) - {"has_photo", "has_banner", "followers"}),
    }
)  # fmt: skip
_SEAT: Final = ("advanced_search_performed", "profile_viewed", "lead_saved", "account_saved")

ANALYTICS: Final = Way(
    id="creator_analytics",
    title="LinkedIn's creator analytics",
    how="On linkedin.com: your profile → Analytics → Post impressions, 365 days → Export. "
    "Give the file beside the archive.",
    says=("creator analytics",),
    shows=frozenset({"post_viewed", "engagement_received", "follower_gained"}),
)
CHECKIN: Final = Way(
    id="checkin",
    title="A check-in",
    how="Run `openssi checkin`: two minutes of questions that no file answers. Two of them some "
    "weeks apart also tell the followers gained.",
    says=("your own word", "who viewed your profile"),
    shows=frozenset(
        {
            "has_photo", "has_banner", "followers", "profile_view_received", "search_performed",
            "profile_viewed", whom("profile_viewed"), "group_joined", "group_contribution",
            "lead_saved", "follower_gained",
        }
    ),
)  # fmt: skip
USAGE: Final = Way(
    id="sales_navigator_usage",
    title="Sales Navigator's usage report",
    how="An admin of the team opens Sales Navigator's Reporting → Usage → Export CSV. Give the "
    "file, with a roster if it tells of several seats.",
    says=("usage report",),
    shows=frozenset({"active_day", "search_performed", "account_viewed", "inmail_sent", *_SEAT}),
)
ACTIVITY: Final = Way(
    id="sales_navigator_activity",
    title="Sales Navigator's activity export",
    how="Partners of LinkedIn's Sales Navigator Analytics Services can export it for a team.",
    says=("activity export",),
    shows=frozenset({*_SEAT, whom("profile_viewed")}),
)
COMPLETE: Final = Way(
    id="complete_archive",
    title="The Complete data archive",
    how="On linkedin.com: Settings & Privacy → Data privacy → Get a copy of your data, the "
    "larger archive. It comes within a day or two, and its link lives for 72 hours.",
    says=("data archive",),
    shows=_ARCHIVE,
)
API: Final = Way(
    id="linkedin_api",
    title="LinkedIn's API for members",
    how="In the EEA and Switzerland, `openssi sync linkedin` reads the same as the archive with "
    "a token of your own, whenever you like.",
    shows=_ARCHIVE,
)
ACCOUNTS: Final = Way(
    id="accounts",
    title="A list of companies",
    how="Write a CSV `company,industry,target` of the companies that matter to you, and give it "
    "with `--accounts`.",
    says=("industries of companies",),
    shows=frozenset({"industry"}),
)
PLATFORM: Final = Way(
    id="platform",
    title="A platform's own tables",
    how="No file that one person can get lists it: who runs a platform can score its members.",
    says=("platform's own tables",),
    shows=frozenset({"reaction_received", "comment_received", "repost_received", SEVERAL}),
    to_get=False,
)
WAYS: Final = (COMPLETE, API, ANALYTICS, CHECKIN, USAGE, ACTIVITY, ACCOUNTS, PLATFORM)
"""Every source that shows more."""


def way_of(shown_by: str) -> Way | None:
    """Return the source that a signal's `shown_by` names, the most exact where it names several."""
    words = shown_by.lower()
    exact = (ANALYTICS, CHECKIN, USAGE, ACTIVITY, ACCOUNTS, PLATFORM, COMPLETE)
    return next((way for way in exact if any(said in words for said in way.says)), None)
