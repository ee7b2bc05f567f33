"""The lock files: exact versions with hashes, for every platform, without addresses."""

from __future__ import annotations

from tooling import system

RUN = "requirements.lock"
DEVELOP = "requirements-dev.lock"
INSTALLER = "requirements-uv.lock"

SOURCE_ONLY = ("pyspark", "setuptools")
"""A package that is published without a wheel, and what builds it; both are locked by hash."""

BUILD_GROUP = ("pyproject.toml", "--group", "build")


def write(uv: str, options: list[str]) -> None:
    """Write all lock files; versions that still fit stay, unless `options` ask for an upgrade."""
    compile_lock(uv, INSTALLER, "--group", "pyproject.toml:installer", *options)
    compile_lock(uv, DEVELOP, *BUILD_GROUP, "--group", "dev", *options)
    # The smaller takes its versions from the larger: what a user runs is what was tested.
    compile_lock(uv, RUN, *BUILD_GROUP, "--no-annotate", "--constraints", DEVELOP, *options)


def wheels() -> list[str]:
    """Return the options that take wheels alone, but for the one package that has none."""
    return ["--only-binary", ":all:", "--no-binary", SOURCE_ONLY[0]]


def compile_lock(uv: str, name: str, *arguments: str) -> None:
    """Resolve what `arguments` name into one lock file."""
    platforms = ["--universal", "--python-version", "3.11"]
    contents = ["--generate-hashes", *wheels(), "--annotation-style", "line"]
    header = ["--custom-compile-command", "python3 dev.py lock"]
    options = ["--quiet", *platforms, *contents, *header]
    system.call(uv, "pip", "compile", *options, *arguments, "--output-file", name)
