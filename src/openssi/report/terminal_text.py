"""Text of others made safe for a terminal."""

from rich.text import Text


def plain_text(words: str, style: str = "") -> Text:
    """The words as they stand: no markup is read in them, and no control character gets through."""
    kept = (letter if letter.isprintable() else " " for letter in words)
    return Text("".join(kept), style=style)
