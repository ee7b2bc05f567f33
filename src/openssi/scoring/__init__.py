"""Scoring: impulses, folded over time, become values, points and pillars. All of it is SQL.

The stages are written in DuckDB's dialect and built from the methodology; nothing here knows where
the tables come from. Days are whole numbers since 1970-01-01, so that every engine agrees on them.
"""
