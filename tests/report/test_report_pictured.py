"""The pictures of the report in the README show what `openssi demo` shows now."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser

from openssi import report, score
from openssi.cli.demo import END
from openssi.result import Result
from openssi.sources import synthetic

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 900
MOST_BYTES: Final = 250_000

Theme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """What `openssi demo` scores."""
    archive = tmp_path_factory.mktemp("demo") / f"openssi-demo-{synthetic.file_name(END)}"
    synthetic.write(archive, seed=7, years=8, end=END)
    return score(archive)


def picture(theme: Theme) -> Path:
    return PICTURES / f"report-{theme}.png"


def size(png: Path) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png.read_bytes()[16:24])
    return wide, high


@pytest.mark.deep
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_can_be_taken_again(
    theme: Theme, demo: Result, tmp_path: Path, browser: Browser, *, update_golden: bool
) -> None:
    page_file = tmp_path / "report.html"
    page_file.write_text(report.html(demo), encoding="utf-8")
    taken = picture(theme) if update_golden else tmp_path / "report.png"
    taken.parent.mkdir(exist_ok=True)
    with browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme=theme,
        locale="en-GB",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_timeout(1000)
        page.screenshot(path=taken)
    assert size(taken) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_readme_shows_a_picture(theme: Theme) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert picture(theme).relative_to(ROOT).as_posix() in readme
    assert size(picture(theme)) == (WIDTH, HEIGHT)
    assert picture(theme).stat().st_size <= MOST_BYTES


def test_its_words_tell_the_number_of_the_demo(demo: Result) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = re.search(r'alt="[^"]*an index of ([\d.]+) of 100', readme)
    assert said is not None
    assert said[1] == f"{demo.total:.1f}"
