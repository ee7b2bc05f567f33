"""The files about the member: profile, career, education, skills and what else stands there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openssi.sources.synthetic.files import dates
from openssi.sources.synthetic.files.sheets import Row, Sheet
from openssi.sources.synthetic.life import Life, Member
from openssi.sources.synthetic.source import data


def profile_sheets(life: Life) -> Iterator[Sheet]:
    """Yield the files about the member."""
    yield _profile(life.member)
    yield _list("Profile Summary.csv", ("Profile Summary",), [(life.member.summary,)])
    yield _positions(life.member)
    yield _education()
    yield from _lists(data("profile")["lists"])
    yield Sheet(
        name="Rich_Media.csv",
        columns=("Date/Time", "Media Description", "Media Link"),
        rows=[
            (f"You uploaded a {one.what} on {dates.prose(one.at)}", "", one.link)
            for one in reversed(life.uploads)
        ],
    )


def _profile(member: Member) -> Sheet:
    source = data("profile")["profile"]
    values = {
        "First Name": member.first,
        "Last Name": member.last,
        "Maiden Name": "",
        "Address": "",
        "Birth Date": "Mar 3",
        "Headline": member.headline,
        "Summary": member.summary,
        "Industry": source["industry"],
        "Zip Code": source["zip"],
        "Geo Location": source["location"],
        "Twitter Handles": "",
        "Websites": source["websites"].format(slug=member.slug),
        "Instant Messengers": "",
    }
    return Sheet(name="Profile.csv", columns=tuple(values), rows=[tuple(values.values())])


def _positions(member: Member) -> Sheet:
    location = data("profile")["profile"]["location"]
    return Sheet(
        name="Positions.csv",
        columns=(
            "Company Name",
            "Title",
            "Description",
            "Location",
            "Started On",
            "Finished On",
        ),
        rows=[
            (
                one.company,
                one.title,
                one.description,
                location,
                dates.month(one.start),
                dates.month(one.stop),
            )
            for one in reversed(member.positions)
        ],
    )


def _education() -> Sheet:
    return Sheet(
        name="Education.csv",
        columns=("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"),
        rows=[
            (one["school"], one["start"], one["end"], "", one["degree"], one["activities"])
            for one in data("profile")["education"]
        ],
    )


def _lists(lists: dict[str, Any]) -> Iterator[Sheet]:
    span = ("Started On", "Finished On")
    yield _list("Skills.csv", ("Name",), [(skill,) for skill in lists["skills"]])
    yield _list("Languages.csv", ("Name", "Proficiency"), lists["languages"])
    yield _list(
        "Certifications.csv",
        ("Name", "Url", "Authority", *span, "License Number"),
        [
            (name, "", authority, start, "", "")
            for name, authority, start in lists["certifications"]
        ],
    )
    yield _list(
        "Publications.csv",
        ("Name", "Published On", "Description", "Publisher", "Url"),
        [(name, on, "", publisher, "") for name, on, publisher in lists["publications"]],
    )
    yield _list("Honors.csv", ("Title", "Description", "Issued On"), lists["honors"])
    yield _list("Courses.csv", ("Name", "Number"), lists["courses"])
    yield _list("Projects.csv", ("Title", "Description", "Url", *span), lists["projects"])
    yield _list(
        "Volunteering.csv",
        ("Company Name", "Role", "Cause", *span, "Description"),
        lists["volunteering"],
    )


def _list(name: str, columns: Row, rows: list[Row]) -> Sheet:
    return Sheet(name=name, columns=columns, rows=rows)
