"""Every era, both kinds and every accident on the way: each count is the true one."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from openssi.errors import SourceError
from openssi.sources import synthetic
from openssi.sources.account import Imported
from openssi.sources.linkedin_archive import read
from openssi.sources.synthetic.files.archive import zip_bytes
from openssi.sources.synthetic.mutations import MUTATIONS

ERAS = range(2021, 2027)
REFUSED = {"spreadsheet": "saved again by a spreadsheet"}


def written(folder: Path, era: int, kind: synthetic.Kind) -> tuple[Path, synthetic.Truth]:
    end = dt.date(era, 11, 15)
    path = folder / synthetic.file_name(end, kind=kind)
    truth = synthetic.write(
        path, years=1, end=end, era=era, kind=kind, connections=200, messages=500
    )
    return path, truth


def kinds(imported: Imported) -> Counter[str]:
    return Counter(imported.tables.activities["kind"].to_pylist())


def expected(truth: synthetic.Truth) -> dict[str, int]:
    mail, done, page, network = truth.mail, truth.activity, truth.profile, truth.network
    return {
        "sent": mail.sent + mail.group_sent + mail.gone_sent,
        "received": mail.received + mail.group_received + mail.gone_received,
        "invitation_sent": network.invitations_sent,
        "invitation_received": network.invitations_received,
        "published": done.shares,
        "article_published": done.articles,
        "comment_made": done.comments_on_own + done.comments_on_others,
        "reaction_given": sum(done.reactions.values()),
        "repost_made": done.reposts,
        "vote_cast": done.votes,
        "search_performed": sum(done.searches.values()),
        "company_followed": done.company_follows,
        "member_followed": done.member_follows,
        "endorsement_received": page.endorsements_received.get("ACCEPTED", 0),
        "endorsement_given": page.endorsements_given,
        "recommendation_received": page.recommendations_received.get("VISIBLE", 0),
        "recommendation_given": page.recommendations_given.get("VISIBLE", 0),
    }


def counted(imported: Imported) -> dict[str, int]:
    found = kinds(imported)
    found["sent"] = found.pop("message_sent", 0) + found.pop("inmail_sent", 0)
    found["received"] = found.pop("message_received", 0) + found.pop("inmail_received", 0)
    found["published"] = found.pop("post_published", 0) + found["article_published"]
    return dict(found)


def assert_true(imported: Imported, truth: synthetic.Truth) -> None:
    assert imported.member_id == truth.slug
    wanted = expected(truth)
    found = counted(imported)
    assert {kind: found.get(kind, 0) for kind in wanted} == wanted
    assert imported.tables.connections.num_rows == truth.network.connections
    assert own_comments(imported) == truth.activity.comments_on_own
    last: Mapping[str, object] = imported.tables.members.to_pylist()[-1]
    for fact in ("positions", "educations", "skills", "certifications", "publications"):
        assert last[fact] == getattr(truth.profile, fact), fact
    assert last["headline_length"] == len(truth.profile.headline)
    assert last["summary_length"] == len(truth.profile.summary)


def own_comments(imported: Imported) -> int:
    rows = imported.tables.activities.select(["kind", "counterpart_id"]).to_pylist()
    own = {"kind": "comment_made", "counterpart_id": imported.member_id}
    return sum(row == own for row in rows)


@pytest.mark.parametrize("kind", ["complete", "basic"])
@pytest.mark.parametrize("era", ERAS)
def test_every_era_gives_the_true_counts(tmp_path: Path, era: int, kind: synthetic.Kind) -> None:
    path, truth = written(tmp_path, era, kind)
    imported = read(path)
    assert imported.kind == kind
    assert imported.seen_to == truth.end
    assert_true(imported, truth)


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_accidents_change_no_count_or_are_refused(tmp_path: Path, name: str) -> None:
    path, truth = written(tmp_path, 2026, "complete")
    changed = tmp_path / "archive.zip.zip"
    changed.write_bytes(zip_bytes(MUTATIONS[name](files_of(path))))
    if name in REFUSED:
        with pytest.raises(SourceError, match=REFUSED[name]):
            read(changed)
    else:
        assert_true(read(changed), truth)


def test_a_resaved_file_is_accepted_on_request(tmp_path: Path) -> None:
    path, truth = written(tmp_path, 2026, "complete")
    changed = tmp_path / "resaved.zip"
    changed.write_bytes(zip_bytes(MUTATIONS["spreadsheet"](files_of(path))))
    imported = read(changed, allow_resaved=True)
    assert_true(imported, truth)
    assert any("spreadsheet" in note for note in imported.notes)
    assert read(path, allow_resaved=True).notes == ()


def test_a_basic_archive_covers_no_posts_and_says_how_to_get_more(tmp_path: Path) -> None:
    path, _ = written(tmp_path, 2026, "basic")
    imported = read(path)
    covered = set(imported.tables.coverage["kind"].to_pylist())
    assert {"message_sent", "connection", "invitation_sent", "endorsement_given"} <= covered
    assert covered.isdisjoint({"post_published", "comment_made", "search_performed"})
    assert any("Complete" in note for note in imported.advisories)


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
