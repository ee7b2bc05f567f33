"""Dates, addresses and names as archives write them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pytest

from openssi.errors import SourceError
from openssi.sources.linkedin_archive import dates
from openssi.sources.linkedin_archive.catalog import declared_as, stem_of, why_ignored
from openssi.sources.linkedin_archive.connections import CONNECTIONS
from openssi.sources.linkedin_archive.dates import BadDateError
from openssi.sources.linkedin_archive.ledger import IgnoredRowError
from openssi.sources.linkedin_archive.messages import MESSAGES
from openssi.sources.linkedin_archive.people import Me, People, identified, with_older_addresses
from openssi.sources.linkedin_archive.posts import SHARES
from openssi.sources.linkedin_archive.urls import post_of, pulse_of, slug_of

IN = "https://www.linkedin.com/in"


def moment(*parts: int) -> int:
    return int(dt.datetime(*parts, tzinfo=dt.UTC).timestamp()) * 1_000_000  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (dates.stamp, "2026-05-07 16:41:18", moment(2026, 5, 7, 16, 41, 18)),
        (dates.stamp, "2025-06-01 14:03:22 UTC", moment(2025, 6, 1, 14, 3, 22)),
        (dates.stamp, "2024/02/29 15:02:55 UTC", moment(2024, 2, 29, 15, 2, 55)),
        (dates.day_month_year, "08 Feb 2026", moment(2026, 2, 8)),
        (dates.month_year, "Jan 2024", moment(2024, 1, 1)),
        (dates.month_year, "2024", moment(2024, 1, 1)),
        (dates.american, "1/29/26, 2:37 PM", moment(2026, 1, 29, 14, 37)),
        (dates.american, "1/29/26, 12:05\u202fAM", moment(2026, 1, 29, 0, 5)),
        (dates.american, "03/29/26", moment(2026, 3, 29)),
        (dates.american, "08/19/24, 11:04 PM", moment(2024, 8, 19, 23, 4)),
        (dates.java, "Sat Sep 05 08:12:14 UTC 2026", moment(2026, 9, 5, 8, 12, 14)),
    ],
)
def test_each_format_is_read(read: Callable[[str], int], text: str, expected: int) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (dates.stamp, ""),
        (dates.stamp, "2026-05-07"),
        (dates.stamp, "2026-05/07 16:41:18"),
        (dates.stamp, "2026-02-30 16:41:18"),
        (dates.stamp, "2026-05-07 24:41:18"),
        (dates.stamp, "2026-05-07 16:41:60"),
        (dates.stamp, "2026-05-07 16:41:18 CET"),
        (dates.stamp, "٢٠٢٦-05-07 16:41:18"),
        (dates.day_month_year, "08 févr. 2026"),
        (dates.day_month_year, "31 Feb 2026"),
        (dates.month_year, "2024-01"),
        (dates.american, "29/1/26, 2:37 PM"),
        (dates.american, "1/29/26, 14:37 PM"),
        (dates.american, "1/29/26, 2:77 PM"),
        (dates.java, "Sat Sep 05 08:12:14 CET 2026"),
    ],
)
def test_other_formats_are_never_guessed(read: Callable[[str], int], text: str) -> None:
    with pytest.raises(BadDateError):
        read(text)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        (f"{IN}/ivo-kr%C3%A1l", "ivo-král"),
        ("http://fr.linkedin.com/in/Ivo-Kr%c3%a1l/?x=1", "ivo-král"),
        ("www.linkedin.com/in/ivo-kra\u0301l/", "ivo-král"),
        ("https://www.linkedin.com/company/vltava", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_normal_form(url: str, slug: str) -> None:
    assert slug_of(url) == slug


@pytest.mark.parametrize(
    "link",
    [
        "https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7458194261025673216",
        (
            "https://www.linkedin.com/feed/update/urn:li:activity:7458194261025673216?commentUrn="
            "urn%3Ali%3Acomment%3A%28activity%3A7458194261025673216%2C7458194261025673299%29"
        ),
        "urn:li:comment:(urn:li:activity:7458194261025673216,7458194261025673299)",
    ],
)
def test_a_post_is_known_by_its_number_and_tells_its_time(link: str) -> None:
    post = post_of(link)
    assert post is not None
    assert post.id == "7458194261025673216"
    assert post.at == moment(2026, 5, 7, 16, 41, 18) + 377_000


def test_old_numbers_do_not_tell_a_time_and_other_links_are_no_posts() -> None:
    old = post_of("urn:li:activity:5700000000")
    assert old is not None
    assert old.at is None
    assert post_of("https://example.com/a") is None
    assert pulse_of("https://www.linkedin.com/pulse/My-Plan-zo%C3%AB/?x=1") == "my-plan-zoë"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Shares_123456789.csv", "shares"),
        ("Job Applications_3.csv", "job_applications"),
        ("Connections (1).csv", "connections"),
        ("Profile Summary.csv", "profile_summary"),
        ("Endorsement Received Info.csv", "endorsement_received_info"),
    ],
)
def test_a_files_name_has_one_normal_form(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_names_are_matched_whole() -> None:
    assert declared_as("messages.csv") is MESSAGES
    assert declared_as("guide_messages.csv") is None
    assert why_ignored("guide_messages.csv")
    assert declared_as("Shares_123456789.csv") is SHARES
    assert declared_as("Connections.csv") is CONNECTIONS
    assert declared_as("MyConnections.csv") is None


KNOWN = """
Account Status History, Ad_Targeting, Ads Clicked, Calendar, Causes You Care About, Certifications,
Comments_1, Company Follows, Connections, Contact Settings, Contacts, Courses, Education,
Email Addresses, Endorsement_Given_Info, Endorsement_Received_Info, Engagements, Events, Groups,
Hashtag_Follows, Honors, ImportedContacts, Inferences_about_you, Inferred Credibility Scores,
InstantReposts_1, Invitations, Job Applicant Saved Answers, Job Applications_5,
Job Applicant Saved Screening Question Responses_1, Job Seeker Preferences, LAN Ads Engagement,
Languages, Learning, LearningCoachMessages, Logins, Member Hashtags, Member_Follows_1, Notes,
Online Job Postings, Opprtunities, Organizations, Patents, PhoneNumbers, Positions,
Private_identity_asset, Profile, Profile Summary, Projects, Providers, Publications, Reactions_1,
Receipts, Receipts_v2, Recommendations_Given, Recommendations_Received, Registration, Reviews,
Rich Media, Rich_Media, Saved Items, Saved Jobs, SavedJobAlerts, Saved_Items_1, SearchQueries,
Security Challenges, Shares, Shares_1, Skills, TestScores, Verifications, Volunteer Experiences,
Volunteering, Votes_1, Whatsapp Phone Numbers, coach_messages, guide_messages,
learning_coach_messages, learning_role_play_messages, messages, saved_articles
"""


@pytest.mark.parametrize("stem", KNOWN.replace("\n", " ").strip().split(", "))
def test_every_file_known_to_occur_is_parsed_or_ignored_for_a_reason(stem: str) -> None:
    name = f"{stem.strip()}.csv"
    assert (declared_as(name) is None) != (why_ignored(name) is None)


def who(**known: object) -> Me:
    nothing: dict[str, object] = {
        "me": None,
        "name": "",
        "invited_as": (),
        "wrote_as": (),
        "conversations": Counter,
    }
    return identified(**(nothing | known))  # type: ignore[arg-type]


def test_the_member_is_found_by_the_best_witness_there_is() -> None:
    wrote = [("Zoë Brandt", "zoe-b"), ("Ivo Král", "ivo")]
    talks = Counter({"zoe-c": 9, "ivo": 2})
    assert who(invited_as=["zoe-a", "zoe-a", "old"], wrote_as=wrote).member_id == "zoe-a"
    assert who(invited_as=["zoe-a", "zoe-a", "old"]).slugs == {"zoe-a", "old"}
    assert who(name="ZOË  Brandt", wrote_as=wrote).member_id == "zoe-b"
    assert who(conversations=lambda: talks).member_id == "zoe-c"
    assert who(name="Zoë Brandt").member_id == "name:zoë brandt"
    assert who(me=f"{IN}/Zoe-D/", invited_as=["zoe-a"]).slugs == {"zoe-a", "zoe-d"}


def test_nobody_is_guessed() -> None:
    with pytest.raises(SourceError, match="does not tell whose"):
        who(conversations=lambda: Counter({"zoe": 3, "ivo": 3}))


def test_an_older_address_of_the_member_is_found_but_not_a_namesake() -> None:
    me = who(name="Zoë Brandt", invited_as=["zoe"])
    ivo = frozenset({"ivo"})
    letters = [
        ("Zoë Brandt", "zoe-old", "Ivo Král", ivo),
        ("Zoë Brandt", "namesake", "Zoë Brandt", frozenset({"zoe"})),
        ("Ivo Král", "ivo", "Zoë Brandt", frozenset({"zoe-older"})),
    ]
    assert with_older_addresses(me, letters).slugs == {"zoe", "zoe-old", "zoe-older"}


def test_a_name_stands_for_an_address_only_where_it_is_the_only_one() -> None:
    people = People()
    people.learn("ivo král", "ivo")
    people.learn("ada okafor", "ada-1")
    people.learn("ada okafor", "ada-2")
    people.learn("linkedin member", "gone")
    assert people.id_of("Ivo Král") == "ivo"
    assert people.id_of("Ada Okafor") == "name:ada okafor"
    assert people.id_of("Mia Lindgren") == "name:mia lindgren"
    assert people.id_of("LinkedIn Member") is None
    assert people.id_of("") is None


@pytest.mark.parametrize(
    "given", ["https://www.linkedin.com/company/acme", "https://example.com/x", "a@b.example"]
)
def test_what_is_no_profile_address_is_nobody(given):
    with pytest.raises(SourceError, match="not a profile address"):
        who(me=given, name="Zoë Brandt")


def test_a_blank_row_is_no_hidden_connection():
    with pytest.raises(IgnoredRowError, match="blank"):
        CONNECTIONS.parse("", "", "", "", "")
