"""OpenSSI: the open, explainable Social Selling Index. Independent of LinkedIn, and an estimate."""

__version__ = "0.1.0"
