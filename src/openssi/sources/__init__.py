"""Sources: the outside world, read into the canonical tables."""
