"""The words of a PDF in the order they are drawn, read with the fonts' own tables from glyphs to letters."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

PAIR = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


def text_of(paper: bytes) -> str:
    """All the words, single blanks between them."""
    with pikepdf.open(BytesIO(paper)) as pdf:
        return " ".join(" ".join(_drawn(page) for page in pdf.pages).split())


def _drawn(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    words, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BT":
            words.append(" ")
        elif str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            words += [letters[glyph] for glyph in _glyphs(operands[0])]
    return "".join(words)


def _glyphs(shown: pikepdf.Object) -> Iterator[int]:
    """The glyphs of a text operator: two bytes each, between numbers that only move them."""
    for part in [shown] if isinstance(shown, pikepdf.String) else shown:
        if isinstance(part, pikepdf.String):
            glyphs = bytes(part)
            yield from (int.from_bytes(glyphs[place : place + 2]) for place in range(0, len(glyphs), 2))


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = [pair for block in BLOCK.findall(table) for pair in PAIR.findall(block)]
    return {int(glyph, 16): bytes.fromhex(letters).decode("utf-16-be") for glyph, letters in pairs}
