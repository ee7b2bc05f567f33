"""The words that a reader of a result may want explained."""

GLOSSARY: dict[str, tuple[str, str]] = {
    "index": (
        "Index",
        (
            "The sum of four pillars of 25 points each. It is computed in the open, from your own "
            "data, and is not the number that LinkedIn shows."
        ),
    ),
    "range": (
        "Range",
        (
            "Where the score would lie if all that the data do not show stood at its lowest, or at "
            "full marks. More sources make it narrower."
        ),
    ),
    "coverage": (
        "Coverage",
        (
            "The share of a pillar's weight that the data could show. Below 30% a pillar is called "
            "not measurable rather than zero."
        ),
    ),
    "rank": (
        "Rank",
        (
            "Top N% means that N of a hundred people of the group, rounded up, stand at least as "
            "high. A lower number is better."
        ),
    ),
    "estimated": (
        "Estimated",
        "A proxy or a lower bound; on a pillar: a part of its weight was not seen.",
    ),
    "pending": (
        "Pending",
        (
            "Still open: an invitation or a conversation enters its rate only when its time to be "
            "answered is over."
        ),
    ),
    "bonus": (
        "Bonus signal",
        (
            "A signal that needs a paid seat. It comes on top, under the cap of the pillar; nobody "
            "has to buy their score."
        ),
    ),
    "break": (
        "Break",
        (
            "A day on which the data begin or cease to show something. The scores before and after "
            "it rest on different things, so the line does not connect them."
        ),
    ),
    "fading": (
        "Fading",
        "What you did counts less as it ages: after one half-life it counts half.",
    ),
}
"""Term id: name and explanation."""
