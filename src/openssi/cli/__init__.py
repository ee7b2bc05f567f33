"""The command line: parses, calls the pipeline, prints. One small file for each family of verbs."""

from openssi.cli.main import main

__all__ = ["main"]
