"""Everything that is known of a member, read and put together: files, folders and the store."""

from openssi.intake.enriched import enriched
from openssi.intake.given import How, Steps, unheard
from openssi.intake.sourced import sourced
from openssi.intake.whole import checkup

__all__ = ["How", "Steps", "checkup", "enriched", "sourced", "unheard"]
