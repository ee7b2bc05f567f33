"""The real browser that the tests of pages drive."""

import os
import shutil

import pytest

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
LEFT_OUT = (
    # Pages of its own address bar, which cost more in each window than the page under test:
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # What Playwright leaves out by itself: of two lists only the last is heard.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
FLAGS = [
    f"--disable-features={','.join(LEFT_OUT)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PAIRINGS = [
    (360, "light"),
    (1280, "dark"),
    pytest.param(1280, "light", marks=pytest.mark.deep),
    pytest.param(360, "dark", marks=pytest.mark.deep),
]
"""Width and theme of a page: each is read once, the other pairings in the deep run."""

WIDER = """() => [document.documentElement, ...document.querySelectorAll("main > section")]
  .filter((e) => e.scrollWidth > e.clientWidth)
  .map((e) => e.getAttribute("aria-labelledby") ?? e.tagName)"""
"""Parts of a page that are wider than their place: a section keeps to itself what overflows."""


def chromium_path() -> str:
    """A Chromium of this machine; a missing one fails the test rather than skips it."""
    if os.environ.get("OPENSSI_NO_BROWSER") == "1":
        pytest.skip("OPENSSI_NO_BROWSER=1")
    named = os.environ.get("OPENSSI_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "No Chromium was found. Install one, name it in OPENSSI_CHROMIUM, "
            "or leave the browser tests out with OPENSSI_NO_BROWSER=1."
        )
    return found
