"""What the shell offers while a command is being typed; where nothing fits it offers files."""

import typer


def signal_ids(incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of signals that begin so, each with its name."""
    from openssi.methodology import default  # noqa: PLC0415 - only this needs it

    rules = default().signals
    return [(rule.id, rule.title) for rule in rules if rule.id.startswith(incomplete)]


def signal_after_archive(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer files for the first word, and then the ids of signals."""
    return signal_ids(incomplete) if context.params.get("paths") else []
