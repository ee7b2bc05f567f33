"""Files of other sources than the archive, as large as they come: made once, then measured."""

import csv
import datetime as dt
import random
from pathlib import Path

END = dt.date(2026, 11, 15)
ME = "https://www.linkedin.com/in/ana-moreno"
MESSAGES = ACTIVITIES = 100_000

_SPAN = 365
_POSTS = ("Post URL", "Post publish date")
_KINDS = ("SEARCH_PERFORMED", "PROFILE_VIEWED", "SAVED_LEAD", "SAVED_ACCOUNT", "INMAIL_SENT")
_HEADER = ("activityId", "activityType", "createdAt", "seatId", "memberIdentityKey")


def analytics(out: Path) -> None:
    """Write an export of creator analytics of 365 days, with the 50 posts that it lists at most."""
    import openpyxl  # noqa: PLC0415 - only here

    days = [END - dt.timedelta(number) for number in reversed(range(_SPAN))]
    span = f"{_american(days[0])} - {_american(days[-1])}"
    posts = [[_post(day), _american(day), 40, "", _post(day), _american(day), 900] for day in days]
    sheets: dict[str, list[list[object]]] = {
        "DISCOVERY": [["Overall Performance", span], ["Impressions", "12,345"]],
        "ENGAGEMENT": [
            ["Date", "Impressions", "Engagements"],
            *([_american(day), 900 + day.day, day.day] for day in days),
        ],
        "TOP POSTS": [
            ["Maximum of 50 posts available to include in this list"],
            [],
            [*_POSTS, "Engagements", "", *_POSTS, "Impressions"],
            *posts[-50:],
        ],
        "FOLLOWERS": [
            [f"Total followers on {_american(END)}:", "1,234"],
            [],
            ["Date", "New followers"],
            *([_american(day), day.day % 4] for day in days),
        ],
    }
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    book.save(out)


def _american(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _post(day: dt.date) -> str:
    number = ((day - dt.date(1970, 1, 1)).days * 86_400_000 + 32_400_000) << 22
    return f"https://www.linkedin.com/feed/update/urn:li:activity:{number}"


def activities(out: Path) -> None:
    """Write an activity export of Sales Navigator, and the roster of its one seat beside it."""
    chance = random.Random(7)  # noqa: S311 - fictional data
    begin = dt.datetime.combine(END - dt.timedelta(_SPAN - 1), dt.time())
    with out.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(_HEADER)
        for number in range(ACTIVITIES):
            moment = begin + dt.timedelta(seconds=chance.randrange(_SPAN * 86_400))
            who = f"k{chance.randrange(9_000)}"
            kind = chance.choice(_KINDS)
            lines.writerow([f"a{number}", kind, f"{moment:%m-%d-%Y %H:%M:%S}", 101, who])
    roster(out).write_text(
        f"name,email,seat,profile URL,team\nAna Moreno,ana@orso.example,101,{ME},North\n",
        encoding="utf-8",
    )


def roster(out: Path) -> Path:
    """Return where the roster of an activity export lies."""
    return out.with_name("roster.csv")


def synced(out: Path) -> None:
    """Write a store into which a mailbox was synced from LinkedIn's interface."""
    from openssi import workspace  # noqa: PLC0415 - only here
    from openssi.sources.linkedin_api import DuckDBStore  # noqa: PLC0415
    from openssi.sources.linkedin_api.domains import DOMAINS  # noqa: PLC0415
    from openssi.sources.linkedin_api.redacted import redacted  # noqa: PLC0415
    from openssi.sources.linkedin_api.store import Fetch  # noqa: PLC0415

    told = {"PROFILE": [{"First Name": "Ana", "Last Name": "Moreno"}], "INBOX": _letters()}
    began = int(dt.datetime.combine(END, dt.time(), dt.UTC).timestamp() * 1000)
    with workspace.opened(out) as found:
        store = DuckDBStore(found.connection)
        for domain in DOMAINS:
            rows = told.get(domain.name, [])
            fetch = Fetch(domain=domain.name, spelled=domain.name, began=began)
            store.begin(fetch)
            for first in range(0, len(rows), 500):
                fetch = store.keep_chunk(fetch, redacted(domain, rows[first : first + 500]))
            store.finish(fetch, "rows" if rows else "none")


def _letters() -> list[dict[str, str]]:
    chance = random.Random(7)  # noqa: S311 - fictional data
    ends = ("FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS")
    rows = []
    for number in range(MESSAGES):
        other = chance.randrange(2_000)
        me = ("Ana Moreno", ME)
        them = (f"Bo Berg {other}", f"https://www.linkedin.com/in/bo-berg-{other}")
        sides = me + them if chance.random() < 0.5 else them + me
        moment = dt.datetime(2017, 1, 1) + dt.timedelta(minutes=40 * number)  # noqa: DTZ001 - as LinkedIn writes them
        text = {"CONVERSATION ID": f"2-{other}", "CONTENT": "Hello", "FOLDER": "INBOX"}
        rows.append(
            text | dict(zip(ends, sides, strict=True)) | {"DATE": f"{moment:%Y-%m-%d %H:%M:%S} UTC"}
        )
    return rows
