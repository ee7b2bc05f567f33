"""Text from outside, on its way to a terminal."""


def printable(text: str) -> str:
    r"""Take control characters out of text that came from outside.

    >>> printable("a\x1b[31mb")
    'a[31mb'
    """
    return "".join(character for character in text if character.isprintable())
