"""The day that it is."""

import datetime as dt


def today() -> dt.date:
    """Return the day that it is (UTC)."""
    return dt.datetime.now(dt.UTC).date()
