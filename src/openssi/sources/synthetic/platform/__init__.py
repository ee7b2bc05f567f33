"""A platform's tables at any size: the fictional network of `population`, and those who sleep.

Of a platform's members a part is active: they live as the published rates say. The others have a
profile and a few connections. So the amounts asked for decide how many are active and how far the
log reaches back, never how much an active member does.
"""

from openssi.sources.synthetic.platform.made import Made
from openssi.sources.synthetic.platform.size import Size
from openssi.sources.synthetic.platform.writing import STEPS, write

__all__ = ["STEPS", "Made", "Size", "write"]
