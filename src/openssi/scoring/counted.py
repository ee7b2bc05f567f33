"""Counts as a sentence says them: "12 comments", "1 comment"."""


def counted(number: float, noun: str) -> str:
    """Return a number of things; where the singular is not plain, none is guessed.

    >>> counted(12, "comments"), counted(1, "weeks with a post")
    ('12 comments', '1 week with a post')
    >>> counted(1, "reactions and comments received")
    '1 of: reactions and comments received'
    """
    if number == 1:
        alone = _singular(noun)
        return f"1 {alone}" if alone else f"1 of: {noun}"
    shown = f"{number:,.0f}" if number == round(number) else f"{number:,.1f}"
    return f"{shown} {noun}"


def _singular(noun: str) -> str | None:
    """The noun with its one plural word made singular; None where not one word is a plural."""
    words = noun.split()
    plurals = [n for n, word in enumerate(words) if word == "people" or _ends_in_s(word)]
    if len(plurals) != 1:
        return None
    words[plurals[0]] = _one(words[plurals[0]])
    return " ".join(words)


def _ends_in_s(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _one(plural: str) -> str:
    if plural == "people":
        return "person"
    if plural.endswith("ies") and len(plural) > len("ties"):
        return f"{plural[:-3]}y"
    if plural.endswith(("ches", "shes", "sses", "xes")):
        return plural[:-2]
    return plural[:-1]
