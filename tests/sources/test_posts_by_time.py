"""One post under two ids counts once."""

from __future__ import annotations

import datetime as dt

import pytest

from openssi import tables
from openssi.sources.linkedin_archive.urls import Post
from openssi.sources.posts_by_time import KnownPosts, post_in, same_post, without_known_posts

OWN = 7458194261025673216
AT = dt.datetime.combine(dt.date(2026, 5, 7), dt.time(16, 41, 18, 377000))


def later(milliseconds: int) -> str:
    return str(OWN + (milliseconds << 22))


def post(identity: str) -> Post:
    found = post_in(f"urn:li:activity:{identity}")
    assert found is not None
    return found


def row(kind: str, identity: str | None, member: str = "me", **more: object) -> dict[str, object]:
    at = None if identity is None else AT + dt.timedelta(milliseconds=(int(identity) - OWN) >> 22)
    told = {"member_id": member, "kind": kind, "object_id": identity, "object_at": at}
    return {"activity_id": f"{kind}{identity}", "quantity": 1.0} | told | more


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.linkedin.com/posts/zoe-brandt_a-share-1-of-2-share-{OWN}-x1Yz",
        f"https://www.linkedin.com/posts/zoe-brandt_words-ugcPost-{OWN}-aB_c?utm_source=x",
        f"https://www.linkedin.com/feed/update/urn:li:activity:{OWN}",
        f"https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A{OWN}/",
    ],
)
def test_a_post_is_found_in_every_form_of_its_address(link: str) -> None:
    assert post_in(link) == Post(str(OWN), 1778172078377000)


@pytest.mark.parametrize("link", ["", "https://www.linkedin.com/in/zoe", "a-share-12-b", "\0"])
def test_other_addresses_name_no_post(link: str) -> None:
    assert post_in(link) is None


@pytest.mark.parametrize("milliseconds", [0, 700, 5000, -4000])
def test_ids_five_seconds_apart_are_one_post(milliseconds: int) -> None:
    assert same_post(post(str(OWN)), post(later(milliseconds)))
    assert same_post(post(later(milliseconds)), post(str(OWN)))
    assert not same_post(post(str(OWN)), post(later(5001)))
    assert not same_post(Post("12", None), Post("13", None))


def test_the_nearest_post_is_meant() -> None:
    known = KnownPosts([post(later(0)), post(later(4000)), Post("12", None)])
    assert known.id_of(post(later(2500))) == later(4000)
    assert known.id_of(post(later(-300))) == later(0)
    assert known.id_of(Post("12", None)) == "12"
    assert known.id_of(Post("13", None)) is None
    assert KnownPosts([]).id_of(post(later(0))) is None


def test_a_known_post_is_not_published_again_and_gives_its_id() -> None:
    known = tables.from_rows("activities", [row("post_published", str(OWN))])
    told = tables.from_rows(
        "activities",
        [
            row("post_published", later(400)),
            row("post_published", later(60_000)),
            row("reaction_received", later(400), quantity=40.0),
            row("post_published", later(400), member="another"),
            row("follower_gained", None),
        ],
    )
    left = without_known_posts(told, known).to_pylist()
    assert [(one["kind"], one["object_id"], one["member_id"]) for one in left] == [
        ("post_published", later(60_000), "me"),
        ("reaction_received", str(OWN), "me"),
        ("post_published", later(400), "another"),
        ("follower_gained", None, "me"),
    ]
    assert without_known_posts(without_known_posts(told, known), known).to_pylist() == left


def test_nothing_known_changes_nothing() -> None:
    told = tables.from_rows("activities", [row("post_published", later(400))])
    assert without_known_posts(told, told.slice(0, 0)) is told
