"""A short name for the rules themselves, whatever id and version they carry."""

import json
from hashlib import blake2b
from typing import Any

from openssi.methodology.model import Methodology

_BYTES = 8
_TEXTS = frozenset(
    (
        *("title", "label", "unit", "noun", "good", "poor"),
        *("description", "advice", "shown_by", "source"),
    )
)
"""Keys that no score rests on: other words are not other rules."""


def fingerprint(methodology: Methodology) -> str:
    """Return a hash of all that moves a score: the numbers, the signals and the audience."""
    rules = _without_texts(methodology.model_dump(mode="json"))
    canonical = json.dumps(rules, sort_keys=True, separators=(",", ":"))
    return blake2b(canonical.encode(), digest_size=_BYTES).hexdigest()


def _without_texts(part: Any) -> Any:  # noqa: ANN401 - TOML holds anything
    if isinstance(part, dict):
        return {key: _without_texts(value) for key, value in part.items() if key not in _TEXTS}
    return [_without_texts(one) for one in part] if isinstance(part, list) else part
