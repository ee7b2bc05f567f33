"""The machine underneath: its package manager, its browser and its Java."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

BROWSER_ADVICE = (
    "The tests need a browser. Install Chromium, Chrome or Edge, "
    "or set OPENSSI_CHROMIUM to the program's path."
)
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
    # macOS and Windows keep them off the PATH:
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


JAVAS = ("openjdk-17-jre-headless", "default-jre-headless")  # not every Debian has the first
JAVA_ADVICE = "THE TESTS OF SPARK ARE SKIPPED: they need Java 17 or newer. Install it."


def call(*command: str | Path) -> None:
    """Run a command of the set-up, saying so first.

    Raises:
        subprocess.CalledProcessError: where the command fails.
    """
    print("+", *command, flush=True)
    # A company's own certificate is trusted as the rest of the machine trusts it.
    variables = {"UV_SYSTEM_CERTS": "true", **os.environ}
    subprocess.run(command, cwd=ROOT, env=variables, check=True)


def starts(program: str) -> bool:
    """Tell whether a program runs: a version manager may leave only its name on the PATH."""
    try:
        outcome = subprocess.run([program, "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return outcome.returncode == 0


def with_browser(driver: str) -> dict[str, str]:
    """Return the variable that names a real browser to the tests, installing what is missing."""
    missing = []
    if find_browser() is None and "OPENSSI_CHROMIUM" not in os.environ:
        missing += ["chromium", "fonts-liberation"]
    if not starts(driver):
        missing.append("libatomic1")  # the only library it needs that a bare Debian has not
    if missing:
        apt_install(*missing, otherwise=BROWSER_ADVICE)
    browser = find_browser()
    if browser is None:
        sys.exit(BROWSER_ADVICE)
    return {"OPENSSI_CHROMIUM": browser}


def with_java() -> None:
    """Install Java for the tests of Spark where it is missing; where it cannot be, say so."""
    for package in JAVAS:
        if java_starts():
            return
        try:
            apt_install(package, otherwise=JAVA_ADVICE)
        except SystemExit as refused:
            print(f"\n{refused.code}", file=sys.stderr)


def java_starts() -> bool:
    """Tell whether there is a Java, as Spark looks for one."""
    home = os.environ.get("JAVA_HOME")
    return starts(str(Path(home) / "bin" / "java") if home else "java")


def find_browser() -> str | None:
    """Return the path of a browser that the tests can drive."""
    chosen = os.environ.get("OPENSSI_CHROMIUM")
    candidates = [chosen] if chosen else BROWSERS
    return next((path for path in map(shutil.which, candidates) if path), None)


def apt_install(*packages: str, otherwise: str) -> None:
    """Install Debian packages, or end with the advice `otherwise`."""
    advice = f"{otherwise}\nOn Debian, as root: apt-get install {' '.join(packages)}"
    elevate = [] if is_root() else ["sudo"]
    if not all(map(shutil.which, [*elevate, "apt-get"])):
        sys.exit(advice)
    apt = [*elevate, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    try:
        call(*apt, "update")
        call(*apt, "install", "--yes", "--no-install-recommends", *packages)
    except subprocess.CalledProcessError:
        sys.exit(advice)


def is_root() -> bool:
    """Tell whether this process may install packages as it is."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
