"""Engines: run the scoring's SQL and move tables in and out."""

from openssi.engines.base import Engine
from openssi.engines.duckdb import DuckDB

__all__ = ["DuckDB", "Engine"]
