"""The member scored."""

from openssi.result.base import Model


class Member(Model):
    """The member scored: they brought their own data."""

    id: str
    """The id in the canonical tables; for an archive the last part of the profile address."""
    name: str | None
    """Full name, where the source gives it."""
    title: str | None
    """Current job title."""
    company: str | None
    """Current company."""
    industry: str | None
    """Industry as the profile states it."""
