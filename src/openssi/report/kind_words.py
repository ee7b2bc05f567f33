"""Kinds of activity, levels and functions as a page names them."""

from __future__ import annotations

from typing import Final

KINDS: Final = {
    "post_published": "Posts",
    "article_published": "Articles",
    "reaction_given": "Reactions",
    "comment_made": "Comments",
    "repost_made": "Reposts",
    "vote_cast": "Votes",
    "search_performed": "Searches",
    "advanced_search_performed": "Advanced searches",
    "profile_viewed": "Profiles viewed",
    "lead_saved": "Leads saved",
    "account_saved": "Accounts saved",
    "account_viewed": "Accounts viewed",
    "company_followed": "Companies followed",
    "member_followed": "People followed",
    "message_sent": "Messages",
    "inmail_sent": "InMails",
    "endorsement_given": "Endorsements",
    "recommendation_given": "Recommendations",
    "group_joined": "Groups joined",
    "group_contribution": "Group posts",
    "active_day": "Other activity",
}
"""Kinds that make their day an active one."""

SHOWN_BY: Final = {
    "search_performed": "the Complete data archive",
    "profile_viewed": "a platform's own tables; no file that one person gets lists them",
    "company_followed": "the Complete data archive",
    "member_followed": "the Complete data archive",
}
"""Which source would show a kind that this data does not."""

_LEVELS: Final = {
    "cxo": "C-level",
    "vp": "Vice president",
    "owner_partner": "Owner or partner",
    "entry": "Entry level",
}


def group_name(attribute: str, name: str) -> str:
    """A group of people by the name that a page shows: ids in words, names as they are.

    >>> group_name("function", "human_resources"), group_name("seniority", "vp")
    ('Human resources', 'Vice president')
    """
    if attribute in {"company", "industry"}:
        return name
    return _LEVELS.get(name) or name.replace("_", " ").capitalize()
