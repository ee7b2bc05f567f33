"""The methodology: pillars, signals, curves and weights as data, and its loader."""

from openssi.methodology.fingerprint import fingerprint
from openssi.methodology.load import choose, default, load, load_audience
from openssi.methodology.model import Audience, Methodology

__all__ = ["Audience", "Methodology", "choose", "default", "fingerprint", "load", "load_audience"]
