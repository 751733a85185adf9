"""The colours of static/css/tokens.css: contrast (WCAG 2.2 AA) worked out from the file itself, in both themes."""

import re
from pathlib import Path

import pytest

TEXT = Path("static/css/tokens.css").read_text()
LIGHT, DARK, AUTO = (
    dict(re.findall(r"--oj-([\w-]+): (#[0-9A-F]{6})", part))
    for part in re.split(r"\[data-bs-theme=dark\] \{|@media \(prefers-color-scheme: dark\)", TEXT)
)
THEMES = {"light": LIGHT, "dark": LIGHT | DARK}
READ, SEEN = 4.5, 3.0
PAIRS = [
    ("text", "bg", READ),
    ("text", "surface", READ),
    ("text", "soft", READ),
    ("text", "sunken", READ),
    ("muted", "bg", READ),
    ("muted", "surface", READ),
    ("muted", "soft", READ),
    ("primary", "bg", READ),
    ("primary", "surface", READ),
    ("primary", "soft", READ),
    ("primary-hover", "surface", READ),
    ("on-primary", "primary", READ),
    ("on-primary", "primary-hover", READ),
    ("err", "surface", READ),
    ("err", "bg", READ),
    *((kind, f"{kind}-soft", READ) for kind in ("ok", "warn", "err", "off")),
    *(("on-chart", f"c{number}", READ) for number in range(1, 8)),
    *((f"c{number}", "surface", SEEN) for number in range(1, 8)),
    ("control", "surface", SEEN),
    ("control", "bg", SEEN),
    ("ring", "surface", SEEN),
    ("ring", "bg", SEEN),
    ("halo", "primary", SEEN),
]


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground", "needed"), PAIRS)
def test_colour_on_its_ground_has_the_contrast_it_needs(theme, front, ground, needed):
    colours = THEMES[theme]

    assert contrast(colours[front], colours[ground]) >= needed


def test_dark_by_choice_and_dark_by_the_machine_are_the_same():
    assert DARK == AUTO


def test_dark_names_only_colours_that_light_has():
    assert set(DARK) == set(LIGHT)
