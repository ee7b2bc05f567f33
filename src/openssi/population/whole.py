"""All members of a network on one day, as what a page shows of them."""

import datetime as dt

from openssi.methodology import Methodology, default
from openssi.population import distributions
from openssi.population.folder import Folder
from openssi.population.groups import groupings
from openssi.population.moves import moves
from openssi.population.rules import check_rules, reference
from openssi.population.signals import signals
from openssi.population.tables import tables
from openssi.result.population import Population


def population(
    folder: Folder, *, as_of: dt.date | None = None, methodology: Methodology | None = None
) -> Population:
    """Return how a network's members are spread, grouped and moved on a day.

    Args:
        folder: Where the runs wrote.
        as_of: The day; by default the last that is stored.
        methodology: The one that scored them; by default the one that ships with OpenSSI.

    Raises:
        OpenSSIError: There are no scores of the day, they are damaged, or other rules made them.
    """
    rules, day = methodology or default(), folder.day(as_of)
    with tables(folder, day) as session:
        scored = session.row(
            "SELECT COUNT(*) AS members, MIN(methodology) AS one, MAX(methodology) AS other "
            "FROM scores"
        )
        by = reference(rules)
        check_rules(folder, by, day, {scored["one"], scored["other"]} - {None})
        return Population(
            methodology=by,
            as_of=day,
            days=len(folder.days),
            members=scored["members"],
            total=distributions.whole(session, rules),
            pillars=distributions.pillars(session, rules),
            groupings=groupings(session),
            moves=moves(session),
            signals=signals(session, rules),
        )
