"""The methodology: pillars, signals, curves and weights as data, and its loader."""

from openssi.methodology.load import default, load
from openssi.methodology.model import Methodology

__all__ = ["Methodology", "default", "load"]
