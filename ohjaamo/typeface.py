"""Noto Sans: the whole family for PDFs, and a small part of it for the screen.

`python -m ohjaamo.typeface FOLDER` writes noto-sans.woff2 (Latin letters, regular to bold, about 70 kB), which
static/css/frame.css asks for. It is made from the fontpkg wheel when Ohjaamo is set up, so no typeface is kept in the
repository. Without it the screen falls back to the system's own.
"""

import logging
import sys
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.varLib.instancer import instantiateVariableFont

LATIN = [*range(0x0020, 0x0250), *range(0x02B0, 0x0300), *range(0x1E00, 0x1F00)]
SIGNS = [
    *range(0x2000, 0x2070),
    0x20AC,
    0x2122,
    *range(0x2190, 0x2194),
    0x2212,
    0x2260,
    0x2264,
    0x2265,
    0x2713,
]


def write_screen_font(folder: Path) -> Path:
    """The part of Noto Sans that our languages in Latin letters need, as woff2."""
    options = Options(flavor="woff2", layout_features=["ccmp", "kern", "locl", "mark", "mkmk", "tnum"])
    font = load_font(str(fontpkg.path("noto-sans")), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN + SIGNS)
    subsetter.subset(font)
    font = instantiateVariableFont(font, {"wdth": 100, "wght": (400, 700)})
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "noto-sans.woff2"
    save_font(font, str(path), options)
    return path


if __name__ == "__main__":
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    print(write_screen_font(Path(sys.argv[1])))
