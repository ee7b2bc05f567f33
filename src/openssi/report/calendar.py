"""Reminders as a calendar file (RFC 5545)."""

import datetime as dt
from typing import Any

_MORNING = dt.time(9)
_QUARTER_OF_AN_HOUR = dt.timedelta(minutes=15)

_WEEKLY = (
    "Read LinkedIn's own index",
    (
        "Open https://www.linkedin.com/sales/ssi and keep what it shows: copy the page and run "
        "`openssi official paste`, or type it with `openssi official add`. A check-in takes two "
        "minutes more: `openssi checkin`."
    ),
)
_MONTHLY = (
    "Ask LinkedIn for a fresh archive",
    (
        "On linkedin.com open Settings & Privacy, Data privacy, Get a copy of your data, and "
        "choose the larger archive. The second mail comes within a day or two; the link in it "
        "lives for 72 hours. Then run `openssi report` on all your archives together."
    ),
)


def reminders(first: dt.date) -> str:
    """Return a calendar with a weekly and a monthly reminder, in the local time of whoever reads.

    Args:
        first: The day of the first weekly one; the monthly one is on the same day of the month, at
            most the 28th, which every month has.
    """
    from icalendar import Calendar  # noqa: PLC0415 - only this verb needs it

    calendar = Calendar()
    calendar.add("prodid", "-//OpenSSI//reminders//EN")
    calendar.add("version", "2.0")
    monthly = first.replace(day=min(first.day, 28))
    calendar.add_component(_event("official", _WEEKLY, first, {"freq": "weekly"}))
    calendar.add_component(_event("archive", _MONTHLY, monthly, {"freq": "monthly"}))
    text: str = calendar.to_ical().decode()
    return text


def _event(name: str, told: tuple[str, str], first: dt.date, rule: dict[str, str]) -> Any:  # noqa: ANN401 - the library's own
    from icalendar import Alarm, Event  # noqa: PLC0415 - the same

    title, words = told
    start = dt.datetime.combine(first, _MORNING)
    event = Event()
    event.add("uid", f"{name}@openssi")
    event.add("dtstamp", start.replace(tzinfo=dt.UTC))
    event.add("dtstart", start)
    event.add("duration", _QUARTER_OF_AN_HOUR)
    event.add("rrule", rule)
    event.add("summary", title)
    event.add("description", words)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(0))
    event.add_component(alarm)
    return event
