"""Weights follow the order in which LinkedIn ranked activities in 2014, within each pillar."""

import pytest

from openssi.methodology import default

RANKED = {
    "professional_brand": ("endorsements_received", "profile_completeness", "content_published",
                           "rich_media"),
    "find_right_people": ("people_searches", "inbound_profile_views", "profile_views_made",
                          "prospect_views", "follows"),
    "engage_with_insights": ("engagement_received", "comments_made", "reactions_given", "sharing",
                             "groups"),
    "build_relationships": ("acceptance_rate", "colleagues", "decision_makers", "connections"),
}  # fmt: skip
"""Base signals that the 2014 list ranks, the most predictive first."""

UNSEEN = ("engager_breadth", "target_acceptance_rate")
"""Base signals that no source of a single person shows."""


@pytest.mark.parametrize("pillar", RANKED)
def test_a_signal_ranked_higher_weighs_at_least_as_much(pillar):
    weights = [default().signal(name).weight for name in RANKED[pillar]]
    assert weights == sorted(weights, reverse=True)
    assert {default().signal(name).pillar for name in RANKED[pillar]} == {pillar}


def test_what_no_person_can_see_weighs_little():
    weights = [default().signal(name).weight for name in UNSEEN]
    assert max(weights) <= 2
    assert sum(weights) <= 4
