"""The synthetic archive: its formats, and that its truth is what a plain reader counts."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from openssi.errors import OutputError
from openssi.sources.synthetic import Truth, file_name, write

END = dt.date(2026, 11, 15)
ME = "https://www.linkedin.com/in/"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Archive:
    """A reader as plain as can be, which shares no code with the writer."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name).decode() for name in archive.namelist()}

    def text(self, stem: str) -> str:
        (name,) = [name for name in self.files if re.fullmatch(rf"{stem}(_\d{{6,}})?\.csv", name)]
        return self.files[name]

    def rows(self, stem: str, *, skip: int = 0, escapechar: str | None = None) -> list[dict]:
        lines = io.StringIO("".join(self.text(stem).splitlines(keepends=True)[skip:]), newline="")
        return list(csv.DictReader(lines, escapechar=escapechar))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Truth]:
    out = tmp_path_factory.mktemp("synthetic") / file_name(END)
    truth = write(out, years=3, end=END)
    return Archive(out), truth


@pytest.fixture(scope="module")
def archive(made: tuple[Archive, Truth]) -> Archive:
    return made[0]


@pytest.fixture(scope="module")
def truth(made: tuple[Archive, Truth]) -> Truth:
    return made[1]


def snowflake_time(number: str) -> dt.datetime:
    return dt.datetime.fromtimestamp((int(number) >> 22) / 1000, dt.UTC)


def stamp(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=dt.UTC)


def connected_on(row: dict) -> dt.date:
    day, month, year = row["Connected On"].split()
    return dt.date(int(year), MONTHS.index(month) + 1, int(day))


def sent_at(row: dict) -> dt.datetime:
    return dt.datetime.strptime(row["Sent At"], "%m/%d/%y, %I:%M %p").replace(tzinfo=dt.UTC)


def post_id(link: str) -> str:
    found = re.search(r"urn:li:(?:share|ugcPost|activity):(\d+)", unquote(link))
    assert found
    return found[1]


def test_the_name_is_linkedins() -> None:
    assert file_name(END) == "Complete_LinkedInDataExport_11-15-2026.zip"
    assert file_name(END, kind="basic") == "Basic_LinkedInDataExport_11-15-2026.zip"


def test_a_seed_gives_the_same_bytes_and_another_seed_another_person(tmp_path: Path) -> None:
    paths = [tmp_path / f"{i}.zip" for i in range(3)]
    truths = [write(path, seed=seed, years=1) for path, seed in zip(paths, (1, 1, 2), strict=True)]
    assert paths[0].read_bytes() == paths[1].read_bytes() != paths[2].read_bytes()
    assert truths[0] == truths[1] != truths[2]


def test_the_default_archive_is_small_and_of_the_promised_size(tmp_path: Path) -> None:
    out = tmp_path / "default.zip"
    truth = write(out)
    assert out.stat().st_size < 2_000_000
    assert truth.network.connections == 2400
    assert 6_500 < truth.mail.rows < 7_500
    assert 250 < truth.activity.shares < 500
    assert 700 < truth.activity.comments_on_others < 1_200
    assert 2_000 < sum(truth.activity.reactions.values()) < 4_500


def test_seven_files_carry_the_members_number(archive: Archive, truth: Truth) -> None:
    numbered = {name for name in archive.files if name.endswith(f"_{truth.number}.csv")}
    stems = [
        "Comments",
        "InstantReposts",
        "Member_Follows",
        "Reactions",
        "Saved_Items",
        "Shares",
        "Votes",
    ]
    assert numbered == {f"{stem}_{truth.number}.csv" for stem in stems}


def test_nothing_has_a_real_mail_domain_or_a_byte_order_mark(archive: Archive) -> None:
    for name, text in archive.files.items():
        assert not text.startswith("\ufeff"), name
        assert "\r" not in text, name
        assert all(
            domain in {"example.com", "example.org", "example.net"}
            for domain in re.findall(r"[\w.+-]+@([\w-]+\.[\w.]+\w)", text)
        ), name


def test_connections(archive: Archive, truth: Truth) -> None:
    text = archive.text("Connections")
    assert text.startswith('Notes:\n"When exporting your connection data')
    assert text.splitlines()[2] == ""
    rows = archive.rows("Connections", skip=3)
    seen = [row for row in rows if row["URL"]]
    assert len(rows) == truth.network.connections
    assert len(rows) - len(seen) == truth.network.hidden > 0
    assert len({row["URL"] for row in seen}) == len(seen)
    assert sum(bool(row["Email Address"]) for row in seen) == truth.network.with_email
    assert sum(not row["Position"] for row in seen) == truth.network.without_title
    assert truth.network.by_seniority.total() == len(seen) - truth.network.without_title
    days = [connected_on(row) for row in rows]
    assert days == sorted(days, reverse=True)
    assert truth.first <= days[-1] <= days[0] <= truth.end


def test_colleagues_work_where_the_member_worked(archive: Archive, truth: Truth) -> None:
    career = {row["Company Name"] for row in archive.rows("Positions")}
    rows = archive.rows("Connections", skip=3)
    assert sum(row["Company"] in career for row in rows) == truth.network.colleagues > 0


def test_invitations(archive: Archive, truth: Truth) -> None:
    rows = archive.rows("Invitations")
    ways = Counter(row["Direction"] for row in rows)
    assert ways == {
        "OUTGOING": truth.network.invitations_sent,
        "INCOMING": truth.network.invitations_received,
    }
    sent = [row for row in rows if row["Direction"] == "OUTGOING"]
    assert {row["inviterProfileUrl"] for row in sent} == {ME + truth.slug}
    assert sum(bool(row["Message"]) for row in sent) == truth.network.sent_with_note
    assert min(map(sent_at, rows)).date() == truth.network.invitations_from
    assert (END - min(map(sent_at, rows)).date()).days < 560


def test_accepted_invitations_are_connections_within_days(archive: Archive, truth: Truth) -> None:
    on = {row["URL"]: connected_on(row) for row in archive.rows("Connections", skip=3)}
    waits: dict[str, list[int]] = {"OUTGOING": [], "INCOMING": []}
    pending = 0
    for row in archive.rows("Invitations"):
        mine = row["Direction"] == "OUTGOING"
        other = row["inviteeProfileUrl" if mine else "inviterProfileUrl"]
        at = sent_at(row).date()
        if other in on:
            waits[row["Direction"]].append((on[other] - at).days)
        pending += mine and other not in on and (END - at).days < 30
    assert len(waits["OUTGOING"]) == truth.network.sent_accepted > 0
    assert len(waits["INCOMING"]) == truth.network.received_accepted > 0
    assert all(0 <= wait <= 30 for wait in waits["OUTGOING"] + waits["INCOMING"])
    assert pending == truth.network.sent_pending > 0


def message_class(row: dict, me: str) -> str:
    mine = row["SENDER PROFILE URL"] == me
    way = "sent" if mine else "received"
    if row["IS MESSAGE DRAFT"] == "Yes":
        return "drafts"
    if row["FOLDER"] == "SPAM":
        return "spam"
    if "spinmail" in row["CONTENT"]:
        return "sponsored"
    if "LinkedIn Member" in (row["FROM"], row["TO"]):
        return f"gone_{way}"
    if row["RECIPIENT PROFILE URLS"].count(",") > 0:
        return f"group_{way}"
    return way


def test_messages(archive: Archive, truth: Truth) -> None:
    assert archive.text("messages").startswith('"CONVERSATION ID","CONVERSATION TITLE","FROM",')
    rows = archive.rows("messages")
    me = ME + truth.slug
    classes = Counter(message_class(row, me) for row in rows)
    assert classes == {name: getattr(truth.mail, name) for name in classes}
    assert len(classes) == 9
    assert len(rows) == truth.mail.rows
    assert len({row["CONVERSATION ID"] for row in rows}) == truth.mail.conversations
    assert sum(not row["CONTENT"] for row in rows) == truth.mail.without_text
    pairs = [row for row in rows if message_class(row, me) in {"sent", "received"}]
    assert len({row["CONVERSATION ID"] for row in pairs}) == truth.mail.conversations_of_two
    others = {
        url for row in pairs for url in (row["SENDER PROFILE URL"], row["RECIPIENT PROFILE URLS"])
    }
    assert len(others - {me}) == truth.mail.counterparts
    assert sum(bool(row["SUBJECT"]) for row in pairs) == truth.mail.paid_received > 0


def test_messages_are_newest_first_and_follow_the_connection(
    archive: Archive, truth: Truth
) -> None:
    rows = archive.rows("messages")
    times = [stamp(row["DATE"].removesuffix(" UTC")) for row in rows]
    assert times == sorted(times, reverse=True)
    assert times[0].date() <= truth.end
    on = {row["URL"]: connected_on(row) for row in archive.rows("Connections", skip=3)}
    for row, at in zip(rows, times, strict=True):
        known = on.get(row["SENDER PROFILE URL"])
        plain = row["FOLDER"] != "SPAM" and "," not in row["RECIPIENT PROFILE URLS"]
        assert known is None or not plain or known <= at.date()


def test_shares_tell_their_time_twice_and_wrap_their_lines(archive: Archive, truth: Truth) -> None:
    rows = archive.rows("Shares")
    assert len(rows) == truth.activity.shares
    assert all(snowflake_time(post_id(r["ShareLink"])).replace(microsecond=0) == stamp(r["Date"])
               for r in rows)  # fmt: skip
    assert sum("/pulse/" in row["SharedUrl"] for row in rows) == truth.activity.articles
    text = next(row["ShareCommentary"] for row in rows if "\n" in row["ShareCommentary"])
    assert '"\n"' in text
    assert '"' not in text.replace('"\n"', "\n").replace('"Measure', "").split("\n")[1]


def test_comments_are_read_with_backslashes(archive: Archive, truth: Truth) -> None:
    rows = archive.rows("Comments", escapechar="\\")
    assert '\\"' in archive.text("Comments")
    own = [snowflake_time(post_id(row["ShareLink"])) for row in archive.rows("Shares")]
    on = Counter[str]()
    for row in rows:
        made_at = snowflake_time(post_id(row["Link"]))
        mine = any(abs(made_at - at) < dt.timedelta(seconds=1) for at in own)
        on["undated" if not row["Date"] else "own" if mine else "others"] += 1
    assert on["own"] == truth.activity.comments_on_own > 0
    assert on["others"] == truth.activity.comments_on_others > 0
    assert on["undated"] == truth.activity.comments_undated
    assert sum("commentUrn" in row["Link"] for row in rows) == truth.activity.comment_replies > 0


@pytest.mark.parametrize("stem", ["Comments", "Reactions", "InstantReposts", "Votes"])
def test_posts_are_older_than_what_is_done_at_them(archive: Archive, stem: str) -> None:
    for row in archive.rows(stem, escapechar="\\"):
        if row["Date"]:
            wait = stamp(row["Date"]) - snowflake_time(post_id(row["Link"]))
            assert dt.timedelta(seconds=-1) < wait < dt.timedelta(days=60)


def test_reactions_reposts_votes_and_saved_items(archive: Archive, truth: Truth) -> None:
    kinds = Counter(row["Type"] for row in archive.rows("Reactions"))
    assert kinds == truth.activity.reactions
    assert len(kinds) == 6
    assert len(archive.rows("InstantReposts")) == truth.activity.reposts > 0
    assert len(archive.rows("Votes")) == truth.activity.votes > 0
    assert len(archive.rows("Saved_Items")) == truth.activity.saved_items > 0


def test_searches_and_follows(archive: Archive, truth: Truth) -> None:
    searches = archive.rows("SearchQueries")
    assert len(searches) == truth.activity.searches.total() > 0
    assert all(re.fullmatch(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d UTC", r["Time"]) for r in searches)
    firms = archive.rows("Company Follows")
    assert len(firms) == truth.activity.company_follows > 0
    assert re.fullmatch(
        r"\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}", firms[0]["Followed On"], re.ASCII
    )
    status = Counter(row["Status"] for row in archive.rows("Member_Follows"))
    assert status["Active"] == truth.activity.member_follows
    assert status["Unfollow"] == truth.activity.member_unfollows


def test_endorsements_and_recommendations(archive: Archive, truth: Truth) -> None:
    rows = archive.rows("Endorsement_Received_Info")
    status = Counter(row["Endorsement Status"] for row in rows)
    assert status == truth.profile.endorsements_received
    accepted = [row for row in rows if row["Endorsement Status"] == "ACCEPTED"]
    assert len({row["Endorser Public Url"] for row in accepted}) == truth.profile.endorsers
    assert rows[0]["Endorser Public Url"].startswith("www.linkedin.com/in/")
    given = archive.rows("Endorsement_Given_Info")
    assert len(given) == truth.profile.endorsements_given
    for way in ("received", "given"):
        rows = archive.rows(f"Recommendations_{way.capitalize()}")
        expected = getattr(truth.profile, f"recommendations_{way}")
        assert Counter(row["Status"] for row in rows) == expected


def test_profile(archive: Archive, truth: Truth) -> None:
    (row,) = archive.rows("Profile")
    assert f"{row['First Name']} {row['Last Name']}" == truth.name
    assert (row["Headline"], row["Summary"]) == (truth.profile.headline, truth.profile.summary)
    assert len(archive.rows("Positions")) == truth.profile.positions
    assert len(archive.rows("Education")) == truth.profile.educations
    for stem in ("Skills", "Certifications", "Publications", "Languages"):
        assert len(archive.rows(stem)) == getattr(truth.profile, stem.lower())
    assert len(archive.rows("Rich_Media")) == truth.profile.media_items


def test_the_present_job_began_at_the_job_change(archive: Archive, truth: Truth) -> None:
    now, *before = archive.rows("Positions")
    assert now["Finished On"] == ""
    assert all(row["Finished On"] for row in before)
    assert (
        now["Started On"]
        == f"{truth.job_change:%Y} {MONTHS[truth.job_change.month - 1]}"[5:]
        + f" {truth.job_change:%Y}"
    )


def test_files_that_no_score_needs_are_there(archive: Archive) -> None:
    fingerprint = [
        "Ad_Targeting",
        "SearchQueries",
        "Inferences_about_you",
        "Logins",
        "Registration",
    ]
    assert all(f"{stem}.csv" in archive.files for stem in fingerprint)
    assert archive.text("LearningCoachMessages") == "No conversations found\n"
    assert archive.text("Learning").splitlines()[0].endswith(",")
    header = archive.text("Ad_Targeting").splitlines()[0].split(",")
    assert Counter(header)["Company Names"] == Counter(header)["Job Titles"] == 3


def test_every_table_has_as_many_fields_as_columns(archive: Archive) -> None:
    for name, text in archive.files.items():
        if not name.endswith(".csv") or name == "LearningCoachMessages.csv":
            continue
        body = text.split("\n\n", 1)[1] if name == "Connections.csv" else text
        escape = "\\" if name.startswith("Comments") else None
        header, *rows = csv.reader(io.StringIO(body, newline=""), escapechar=escape)
        assert all(len(row) == len(header) for row in rows), name


def weekly(rows: list[dict], column: str, first: dt.date, last: dt.date) -> float:
    """How many rows a week fall between two days."""
    days = [dt.date.fromisoformat(row[column][:10].replace("/", "-")) for row in rows]
    return sum(first <= day <= last for day in days) / ((last - first).days + 1) * 7


def test_the_life_tells_its_story(archive: Archive, truth: Truth) -> None:
    searches = archive.rows("SearchQueries")
    days = dt.timedelta(days=1)

    def pace(first: dt.date, last: dt.date) -> float:
        return weekly(searches, "Time", first, last)

    quiet = pace(truth.first, truth.first + 120 * days)
    burst = pace(truth.job_change, truth.job_change + 30 * days)
    away = pace(truth.end - 126 * days, truth.end - 91 * days)
    good = pace(truth.end - 83 * days, truth.end)
    assert quiet < 3 < burst
    assert away < 1.5
    assert good > 6


def test_every_summer_has_a_holiday(truth: Truth) -> None:
    assert all(truth.first <= day <= truth.end for day in truth.holidays)
    for year in range(truth.first.year + 1, truth.end.year + 1):
        assert sum(day.year == year and day.month in {7, 8} for day in truth.holidays) >= 14


def test_the_member_sleeps_and_has_weekends(archive: Archive, truth: Truth) -> None:
    rows = [row for row in archive.rows("messages") if row["SENDER PROFILE URL"] == ME + truth.slug]
    times = [stamp(row["DATE"].removesuffix(" UTC")) for row in rows]
    assert not any(at.hour in {0, 1, 2, 3} for at in times if at.date() != truth.end)
    weekend = sum(at.weekday() >= 5 for at in times) / len(times)
    assert 0.02 < weekend < 0.2


def test_a_burst_of_connections_follows_the_new_job(archive: Archive, truth: Truth) -> None:
    days = Counter(connected_on(row) for row in archive.rows("Connections", skip=3))
    burst = sum(days[truth.job_change + dt.timedelta(days=i)] for i in range(45)) / 45
    assert burst > 2.5 * truth.network.connections / ((truth.end - truth.first).days + 1)


@pytest.mark.parametrize("mistake", [{"years": 0}, {"connections": 0}, {"era": 2019}])
def test_what_cannot_be_made_is_refused(tmp_path: Path, mistake: dict[str, int]) -> None:
    with pytest.raises(OutputError, match="Hint"):
        write(tmp_path / "x.zip", **mistake)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write(tmp_path / "missing" / "x.zip", years=1)
