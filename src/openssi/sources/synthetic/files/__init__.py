"""Writes a life down in the files, columns and dialects of LinkedIn's data archive.

Nothing here decides what happened; nothing in `life` knows how it is written.
"""
