"""When things happened: by calendar month, and by hour of the week."""

import datetime as dt

from openssi.result.base import Model


class Months(Model):
    """A count for each calendar month, in order."""

    first: dt.date
    """First day of the first month."""
    counts: tuple[int | None, ...]
    """Count of each month (UTC), one step each; None where no day of it was observed."""


class Week(Model):
    """A count for each hour of the week."""

    hours: tuple[tuple[int, ...], ...]
    """Seven rows from Monday to Sunday, of 24 hours each (UTC)."""
