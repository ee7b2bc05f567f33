from __future__ import annotations

import sys
from pathlib import Path

SCORING = Path(__file__).parents[1] / "scoring"
"""Where the plain reference of the scores is."""

if str(SCORING) not in sys.path:
    sys.path.append(str(SCORING))
