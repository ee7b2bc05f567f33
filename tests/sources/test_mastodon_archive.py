"""A Mastodon archive: what was done becomes activities, what has no date is set aside."""

from __future__ import annotations

import datetime as dt
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from openssi.errors import SourceError
from openssi.sources import container
from openssi.sources.mastodon_archive import read, recognises
from openssi.sources.mastodon_archive.ordered import items
from openssi.sources.recognise import Source, recognised

ME = "https://social.example/users/ada"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def created(number: int, day: int, **post: Any) -> dict[str, Any]:
    address = f"{ME}/statuses/{number}"
    reach = {"to": post.pop("to", [PUBLIC]), "cc": post.pop("cc", [])}
    return {
        "id": f"{address}/activity",
        "type": "Create",
        "published": f"2026-11-{day:02}T10:00:00Z",
        "object": {"id": address, "type": "Note", "content": "<p>Hi</p>", **reach, **post},
        **reach,
    }


ANNOUNCED = {
    "id": f"{ME}/statuses/9/activity",
    "type": "Announce",
    "published": "2026-11-09T10:00:00Z",
    "to": [PUBLIC],
    "object": "https://other.example/users/zoe/statuses/77",
}
OTHERS_POST = "https://other.example/users/zoe/statuses/78"
OUTBOX = [
    created(1, 1),
    created(2, 2, content="<p> </p>", inReplyTo=None),
    created(3, 3, inReplyTo=OTHERS_POST),
    created(4, 4, inReplyTo=f"{ME}/statuses/1"),
    created(5, 5, to=["https://other.example/users/zoe"], conversation="tag:1"),
    created(6, 6, to=[f"{ME}/followers"]),
    ANNOUNCED,
    ANNOUNCED,
    ANNOUNCED | {"object": f"{ME}/statuses/1"},
    {"type": "Delete", "published": "2026-11-09T10:00:00Z"},
    {"type": "Announce", "object": "https://x.example/1"},
    created(7, 7) | {"published": "soon", "object": {"type": "Note"}},
    "nonsense",
]
ACTOR = {
    "id": ME,
    "type": "Person",
    "name": "Ada Example",
    "summary": "<p>Builds &amp; sells</p>",
    "published": "2024-05-01T00:00:00Z",
    "icon": {"url": "avatar.png"},
}


def collection(listed: list[Any]) -> bytes:
    whole = {"id": "x.json", "type": "OrderedCollection", "totalItems": len(listed)}
    return json.dumps(whole | {"orderedItems": listed}, indent=1).encode()


def files(outbox: list[Any] | None = None) -> dict[str, bytes]:
    return {
        "media_attachments/files/1.png": b"\x89PNG" * 99,
        "outbox.json": collection(OUTBOX if outbox is None else outbox),
        "likes.json": collection([OTHERS_POST, OTHERS_POST + "9"]),
        "bookmarks.json": collection([OTHERS_POST]),
        "actor.json": json.dumps(ACTOR).encode(),
    }


def packed(path: Path, content: dict[str, bytes]) -> Path:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in content.items():
                archive.writestr(name, data)
    elif path.suffix == ".gz":
        with tarfile.open(path, "w:gz") as archive:
            for name, data in content.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    else:
        for name, data in content.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    return path


def claimed(path: Path) -> bool:
    return recognises(path, b"" if path.is_dir() else path.read_bytes()[:65_536])


NAMES = ("archive-20261120101010-ab12.zip", "archive-20261120101010-ab12.tar.gz", "unpacked")


@pytest.mark.parametrize("name", NAMES)
def test_what_was_done_becomes_activities(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, files())
    assert claimed(path)
    one = read(path, member_id="ada")
    done = one.tables.activities.sort_by("occurred_at").to_pylist()
    zoe = "https://other.example/users/zoe"
    assert [(row["kind"], row["counterpart_id"], row["has_text"]) for row in done] == [
        ("post_published", None, True),
        ("post_published", None, False),
        ("comment_made", zoe, True),
        ("message_sent", zoe, True),
        ("post_published", None, True),
        ("repost_made", zoe, False),
    ]
    assert done[3]["object_id"] == "tag:1"
    assert one.seen_to == (dt.date(2026, 11, 9) if name == "unpacked" else dt.date(2026, 11, 20))


def test_every_item_is_accounted_for_and_likes_are_set_aside(tmp_path: Path) -> None:
    one = read(packed(tmp_path / NAMES[0], files()), member_id="ada")
    accounts = {account.file: account for account in one.files}
    outbox = accounts["outbox.json"]
    assert (outbox.rows, outbox.imported, outbox.duplicates) == (13, 6, 1)
    assert outbox.ignored == {
        "goes on in a thread of one's own": 1,
        "a repost of one's own post": 1,
        "an activity of another type than posts and reposts": 1,
    }
    assert [row.line for row in outbox.rejected] == [11, 12, 13]
    assert sum(accounts["likes.json"].ignored.values()) == accounts["likes.json"].rows == 2
    assert accounts["bookmarks.json"].status == "ignored"
    assert "1 attachments" in accounts["media_attachments/"].reason
    assert "2 favourites are set aside" in one.notes[0]


def test_the_profile_and_the_coverage(tmp_path: Path) -> None:
    one = read(packed(tmp_path / NAMES[0], files()), member_id="ada")
    (member,) = one.tables.members.to_pylist()
    assert (member["name"], member["has_photo"], member["has_banner"]) == (
        "Ada Example",
        True,
        False,
    )
    assert member["summary_length"] == len("Builds & sells")
    assert member["joined_on"] == dt.date(2024, 5, 1)
    covered = one.tables.coverage.to_pylist()
    assert {row["kind"] for row in covered} == {
        "post_published",
        "comment_made",
        "repost_made",
        "message_sent",
    }
    assert {(row["observed_from"], row["observed_to"]) for row in covered} == {
        (dt.date(2024, 5, 1), dt.date(2026, 11, 20))
    }


def test_two_archives_give_the_same_ids(tmp_path: Path) -> None:
    older = read(packed(tmp_path / "a.zip", files(OUTBOX[:3])), member_id="ada")
    newer = read(packed(tmp_path / "b.zip", files()), member_id="ada")
    ids = [set(one.tables.activities["activity_id"].to_pylist()) for one in (older, newer)]
    assert ids[0] < ids[1]


def test_an_account_without_posts_is_one(tmp_path: Path) -> None:
    one = read(packed(tmp_path / NAMES[0], files([])), member_id="ada")
    assert one.tables.activities.num_rows == 0
    with pytest.raises(SourceError, match="nothing in it is dated"):
        read(packed(tmp_path / "x.zip", files([])), member_id="ada")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("outbox.json", b""),
        ("outbox.json", b"[]"),
        ("outbox.json", b'{"orderedItems": [' + b"[" * 100_000),
        ("outbox.json", b'{"orderedItems": [{"type": "Create"'),
        ("outbox.json", b'{"orderedItems": ["' + b"x" * 5_000_000),
        ("outbox.json", b"\xff\xfe\x00" * 1000),
        ("actor.json", b"[]"),
        ("actor.json", b"{" * 100_000),
        ("actor.json", b'{"id": 3}'),
        ("likes.json", b"null"),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = packed(tmp_path / "x.zip", files() | {name: content})
    with pytest.raises(SourceError) as caught:
        read(path, member_id="ada")
    assert caught.value.hint


@pytest.mark.parametrize(
    "item",
    [
        None,
        3,
        [],
        {},
        {"type": "Create", "object": None},
        {"type": "Create", "object": {"type": "Note", "inReplyTo": 3, "to": 5, "cc": [None, {}]}},
        created(1, 1, inReplyTo="https://[bad/users/x/statuses/1"),
        created(1, 1, inReplyTo="x" * 100_000),
        created(1, 1, to="as:Public", cc=None, content=None),
        created(1, 1) | {"published": "9999-12-31T23:59:59+14:00"},
        created(1, 1) | {"id": "\ud800"},
        {"type": "Announce", "object": {"id": []}, "published": "2026-11-01"},
    ],
)
def test_odd_items_cost_only_themselves(tmp_path: Path, item: Any) -> None:
    path = packed(tmp_path / NAMES[0], files([item, created(99, 2)]))
    account = {one.file: one for one in read(path, member_id="ada").files}["outbox.json"]
    assert account.rows == 2
    assert account.imported >= 1


def test_a_long_item_over_many_reads_is_whole() -> None:
    listed = ["x" * 700_000, {"a": [1, 2]}, "]", 12]
    stream = io.BufferedReader(io.BytesIO(collection(listed)))
    assert list(items(stream, "outbox.json")) == listed


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "folder"])
def test_other_archives_are_not_claimed(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, {"Connections.csv": b"First Name\n", "a/likes.json": b"[]"})
    assert not claimed(path)
    with pytest.raises(SourceError, match="not a Mastodon archive"):
        read(path, member_id="ada")


def test_a_packed_tar_is_told_by_its_first_entry_and_not_unpacked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpacked(*_: object) -> None:
        raise AssertionError("it was unpacked")

    path = packed(tmp_path / NAMES[1], files())
    monkeypatch.setattr(container, "tar_entries", unpacked)
    assert recognised(path) is Source.mastodon


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"\x1f\x8b", b"\x1f\x8b\x08" * 9, b"x" * 600])
def test_nothing_is_claimed_of_a_file_that_is_none(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(head)
    assert not recognises(path, head)
    assert not recognises(tmp_path / "gone", head)
