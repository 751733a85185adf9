"""Text of cells made plain, and books that are text themselves (.csv, .tsv). Needs no Django."""

import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import islice

from ohjaamo.book_encodings import UNPRINTABLE
from ohjaamo.book_limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refused

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphen, zero-width space, byte order mark, marks of direction. Joiners stay: Persian names need them.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SEPARATORS = ";,\t"
SAMPLE_ROWS = 100


def clean(text: str) -> str:
    """The text in one normal form (NFC), without invisible marks and outer blanks; unprintable becomes U+FFFD.

    What is unprintable stays visible so, and the row can be refused.
    """
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    text = INVISIBLE.sub("", SPACES.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", UNPRINTABLE.sub("\ufffd", text))
    return text.strip(" \t\n\u200c\u200d")


def read_rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The records that hold anything, numbered as a spreadsheet numbers them.

    Refused when there are too many, a quotation mark stays open, or another count finds another number of records.
    """
    rows = []
    places = begun = 0
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            begun = reader.line_num
            cells = [clean(cell) for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            places += len(cells)
            if number > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            if len(cells) > MAX_COLUMNS or places > MAX_CELLS:
                raise Refused("too_complex")
            rows.append((number, cells))
    except csv.Error as error:
        raise Refused("open_quotes", line=begun + 1) from error
    return rows


def count_rows(text: str, separator: str) -> int:
    """How many records hold anything, counted from the text itself: quotation marks, separators and line ends."""
    count = 0
    holds_anything = is_quoted = False
    is_start = True  # of a cell: a quotation mark elsewhere is a letter like others
    pieces = re.findall(rf'""|"|{separator}|\r\n|[\r\n]|[^"\r\n{separator}]+', text)
    for place, piece in enumerate(pieces):
        if is_quoted and piece == '"':
            is_quoted = is_start = False
        elif is_quoted:
            holds_anything = holds_anything or bool(clean(piece))
        elif is_start and piece == '"':
            is_quoted = True
        elif is_start and piece == '""':
            # An empty cell in quotation marks, or one that begins with a doubled mark: `"" ""x"` is neither.
            is_start = False
        elif piece == separator:
            is_start = True
        elif piece in ("\r\n", "\r", "\n"):
            count += holds_anything
            holds_anything, is_start = False, True
        else:
            holds_anything = holds_anything or bool(clean(piece))
            is_start = False
    return count + holds_anything


def guess_separator(text: str) -> str:
    """Of ; , and tab the one that cuts most rows alike; of equals, the one that cuts them into more cells."""

    def regularity(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = Counter(len(row) for row in islice(reader, SAMPLE_ROWS) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    csv.field_size_limit(len(text) + 1)
    return max(SEPARATORS, key=regularity)
