"""Files of Sales Navigator for three fictional seats, and the roster of two of them."""

from __future__ import annotations

from pathlib import Path

ME = "zoë-brandt"

ROSTER = (
    "name,email,seat,profile URL,team\n"
    "Zoë Brandt,zoe@nordlicht.example,101,https://www.linkedin.com/in/zo%C3%AB-brandt,North\n"
    "Ada Okafor,Ada@Nordlicht.example,102,https://www.linkedin.com/in/ada-okafor/,South\n"
)

HEADER = (
    "Seat holder name,Email,Coach Level,Days Active,Searches Performed,Profile Views,Leads saved,"
    "Leads saved (total),Accounts saved,Lists created,InMails sent,SSI,"
    "SSI - Establish your professional brand,SSI - Find the right people,"
    "SSI - Engage with insights,SSI - Build relationships\n"
)

USAGE = (
    "Usage report\n"
    "Date range: 2026-10-01 - 2026-10-30\n"
    "\n"
    + HEADER
    + "Zoë Brandt,zoe@nordlicht.example,Expert,15,60,90,30,400,0,1,6,53.25,20.97,6.4,10.25,15.63\n"
    'Ada Okafor,ada@nordlicht.example,Beginner,3,"1,200",12,,9,3,0,0,,,,,\n'
    "Ivo Král,ivo@nordlicht.example,Beginner,1,1,1,1,1,1,1,1,40,10,10,10,10\n"
    "Linh Trần,linh@nordlicht.example,,,,,,,,,,,,,,\n"
    "Total,,,19,1261,103,31,410,4,2,7,,,,,\n"
)

ACTIVITIES = (
    "activityId,activityType,createdAt,seatId,memberIdentityKey\n"
    "a1,SEARCH_PERFORMED,10-01-2026 08:00:00,101,\n"
    "a2,PROFILE_VIEWED,10-01-2026 08:01:00,101,k1\n"
    "a3,SAVED_LEAD,10-02-2026 08:01:00,101,k1\n"
    "a4,SAVED_ACCOUNT,10-02-2026 08:02:00,102,\n"
    "a5,INMAIL_SENT,10-03-2026 08:01:00,101,k1\n"
    "a6,MESSAGE_SENT,10-03-2026 08:02:00,101,k2\n"
    "a7,CONNECTION_MADE,10-04-2026 08:02:00,101,k2\n"
    "a8,TEA_DRUNK,10-04-2026 08:02:00,101,k2\n"
    "a2,PROFILE_VIEWED,10-01-2026 08:01:00,101,k1\n"
    "a9,PROFILE_VIEWED,13-01-2026 08:01:00,101,k1\n"
    ",PROFILE_VIEWED,10-05-2026 08:01:00,101,k1\n"
    "a10,PROFILE_VIEWED,10-31-2026 23:59:59,103,k1\n"
)


def written(path: Path, text: str) -> Path:
    """Write a text into a file."""
    path.write_text(text, encoding="utf-8", newline="")
    return path
