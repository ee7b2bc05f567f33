"""The virtual environment of this checkout, and the installer that fills it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from tooling import locks
from tooling.system import ROOT, apt_install, call, starts

VENV = ROOT / ".venv"
BOOTSTRAP = ROOT / ".bootstrap"
STAMP = VENV / "installed.stamp"

COMPILED = {"PYTHONPYCACHEPREFIX": str(VENV / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
"""Lets Python keep what it compiled, and out of the sources, where it is told to keep nothing: the
tests start it a hundred times."""


def tool(name: str, venv: Path = VENV) -> str:
    """Return where a virtual environment keeps a tool on this system."""
    return str(venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name)


def install(lock: str) -> None:
    """Make `.venv` hold what the lock says and this project, unless it does already."""
    if is_installed(lock):
        return
    uv, python = find_uv(), tool("python")
    if not Path(python).exists():
        shutil.rmtree(VENV, ignore_errors=True)
        call(uv, "venv", "--quiet", "--python", sys.executable, VENV)
    STAMP.unlink(missing_ok=True)
    pip, into = [uv, "pip"], ["--python", python]
    # Wheels only: nobody needs a compiler, and no package runs code while it is installed. The one
    # exception, PySpark, is put together from its Python and Java files by what the lock says.
    options = ["--require-hashes", *locks.wheels(), "--build-constraints", lock]
    call(*pip, "sync", *into, *options, lock)
    call(*pip, "install", *into, "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(fingerprint(lock), encoding="utf-8")


def is_installed(lock: str) -> bool:
    """Tell whether `.venv` is up to date; one for development also serves to run."""
    if not (STAMP.exists() and Path(tool("python")).exists()):
        return False
    stamp = STAMP.read_text(encoding="utf-8")
    return stamp in {fingerprint(lock), fingerprint(locks.DEVELOP)}


def fingerprint(lock: str) -> str:
    """Return one hash of what an installation depends on: the folder, the project, the lock."""
    files = [ROOT / lock, ROOT / "pyproject.toml"]
    return hashlib.sha256(b"\0".join([bytes(ROOT), *(f.read_bytes() for f in files)])).hexdigest()


def find_uv() -> str:
    """Return the installer: the one on the PATH, else our own, made where it is missing."""
    own = tool("uv", BOOTSTRAP)
    candidates = filter(None, [shutil.which("uv"), own])
    found = next((uv for uv in candidates if starts(uv)), None)
    if found is None:
        make_bootstrap()
    return found or own


def make_bootstrap() -> None:
    """Make a small environment for the installer alone, in the version of its lock."""
    if importlib.util.find_spec("ensurepip") is None:
        apt_install(
            "python3-venv", otherwise="Install Python's venv and ensurepip, then try again."
        )
    call(sys.executable, "-m", "venv", "--clear", BOOTSTRAP)
    pip = [tool("python", BOOTSTRAP), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    call(*pip, "install", "--only-binary", ":all:", "--require-hashes", "-r", locks.INSTALLER)
