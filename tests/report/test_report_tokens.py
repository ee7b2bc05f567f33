from __future__ import annotations

import re
from pathlib import Path

import pytest

from openssi.report.templating import assets

SHEET = assets(("templates/tokens.css",))
TOKENS = dict(re.findall(r"--([\w-]+):light-dark\((#\w{6},#\w{6})\)", SHEET))
PILLARS = (
    "professional_brand", "find_right_people", "engage_with_insights", "build_relationships",
)  # fmt: skip
GROUNDS = ("ground", "surface")
THEMES = {"light": 0, "dark": 1}
# How people with red-green blindness see linear RGB (Machado, Oliveira and Fernandes 2009).
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
}


def linear(name: str, theme: str) -> list[float]:
    text = TOKENS[name].split(",")[THEMES[theme]]
    channels = [int(text[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(name: str, theme: str) -> float:
    red, green, blue = linear(name, theme)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: str) -> float:
    low, high = sorted((luminance(one, theme), luminance(other, theme)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", [*GROUNDS, "raised"])
@pytest.mark.parametrize("ink", ["ink", "soft"])
def test_text_can_be_read(ink: str, ground: str, theme: str) -> None:
    assert contrast(ink, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", [*PILLARS, "good", "bad", "focus"])
def test_coloured_text_and_pictures_can_be_read(ink: str, ground: str, theme: str) -> None:
    assert contrast(ink, ground, theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_edges_and_filled_bars_stand_out(theme: str) -> None:
    assert contrast("edge", "surface", theme) >= 3
    assert all(contrast(pillar, "track", theme) >= 3 for pillar in PILLARS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", EYES)
def test_pillars_differ_for_every_eye(eye: str, theme: str) -> None:
    seen = [
        [sum(a * b for a, b in zip(row, linear(name, theme), strict=True)) for row in EYES[eye]]
        for name in PILLARS
    ]
    for n, one in enumerate(seen):
        for other in seen[n + 1 :]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.12


def test_the_visual_language_tells_the_contrasts_of_the_tokens() -> None:
    text = (Path(__file__).parents[2] / "docs/visual-language.md").read_text(encoding="utf-8")
    told = re.findall(r"\| `(\w+)` on `(\w+)` \| ([\d.]+) \| ([\d.]+) \|", text)
    assert len(told) > 15
    for one, other, *ratios in told:
        assert [f"{contrast(one, other, theme):.1f}" for theme in THEMES] == ratios, one
