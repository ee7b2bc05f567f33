"""Which methodology made the numbers."""

from openssi.result.base import Model


class MethodologyRef(Model):
    """Which methodology made the numbers. Results of different ones are not comparable."""

    id: str
    """Identifier, for example ``openssi``."""
    version: str
    """Version; any change that moves a score bumps it."""
    title: str
    """Name to show."""
    audience: str
    """Label of the target audience that the scoring used."""
    fingerprint: str
    """Hash of the rules and the audience: where it is not the same, other rules made the numbers,
    whatever the version says."""
