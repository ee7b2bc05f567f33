"""The result for notebooks: it shows itself, and gives its numbers as a table or a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openssi import result as types
from openssi.report.charts import Shows, chart
from openssi.report.frames import Rows, frame
from openssi.report.notebook_html import notebook_html

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


class Result(types.Result):
    """A result, with what a notebook asks of it. The numbers are those of `openssi.result`."""

    @classmethod
    def of(cls, result: types.Result) -> Result:
        """Take over a result as it is."""
        return cls.model_construct(**dict(result))

    def __eq__(self, other: object) -> bool:
        """The same numbers are the same result, whoever shows them."""
        return isinstance(other, types.Result) and dict(self) == dict(other)

    __hash__ = types.Result.__hash__

    def to_frame(self, rows: Rows = "signals") -> pd.DataFrame:
        """Return the signals, the pillars or the days as a table of pandas.

        Args:
            rows: ``signals``, ``pillars`` or ``history``.

        Raises:
            openssi.errors.OpenSSIError: The extra ``notebook`` is not installed.
        """
        return frame(self, rows)

    def chart(self, shows: Shows = "history") -> alt.LayerChart:
        """Draw the history, or the pillars with their ranges, with Altair.

        Args:
            shows: ``history`` or ``pillars``.

        Raises:
            openssi.errors.OpenSSIError: The extra ``notebook`` is not installed.
        """
        return chart(self, shows)

    def _repr_html_(self) -> str:
        """What a notebook shows for it: HTML without a script, every text escaped."""
        return notebook_html(self)
