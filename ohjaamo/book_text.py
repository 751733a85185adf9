"""Text of cells made plain, and books that are text themselves (.csv, .tsv). Needs no Django."""

import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import islice

from ohjaamo.book_encodings import UNPRINTABLE, decode
from ohjaamo.book_limits import MAX_CELL_LETTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refused

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


def read_csv(content: bytes, chosen: str | None = None) -> tuple[str, str, list[tuple[int, list[str]]]]:
    """Encoding, separator and numbered rows of a text book, its letters read in the chosen way or the likely one.

    Refused when it is no text or can't be read so, has too many rows, a quotation mark stays open, or another count
    finds another number of rows.
    """
    text, encoding = decode(content, chosen)
    separator = guess_separator(text)
    rows = read_rows(text, separator)
    counted = count_rows(text, separator)
    if counted != len(rows):
        raise Refused("recounted", first=len(rows), second=counted)
    return encoding, separator, rows


def read_rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The records that hold anything, numbered as a spreadsheet numbers them.

    Refused when there are too many or a quotation mark stays open.
    """
    rows = []
    places = ended = 0
    csv.field_size_limit(len(text) + 1)
    # Empty rows at the end are no rows.
    lines = io.StringIO(text.rstrip(f" \r\n{separator}"), newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            ended = reader.line_num
            if number > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            cells = [clean(cell) for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            places += len(cells)
            longest = max(map(len, cells), default=0)
            if len(cells) > MAX_COLUMNS or places > MAX_CELLS or longest > MAX_CELL_LETTERS:
                raise Refused("too_complex")
            if cells:
                rows.append((number, cells))
    except csv.Error as error:
        raise Refused("open_quotes", line=ended + 1) from error
    return rows


def count_rows(text: str, separator: str) -> int:
    """How many records hold anything, counted from the text's own quotation marks, separators and line ends."""
    count, holds_anything, place = 0, False, "start"
    for found in re.finditer(rf'"|{separator}|\r\n|[\r\n]|[^"\r\n{separator}]+', text):
        piece = found[0]
        if place == "quoted" and piece == '"':
            place = "after mark"
        elif place == "quoted":
            holds_anything = holds_anything or bool(clean(piece))
        elif place == "start" and piece == '"':
            place = "quoted"
        elif place == "after mark" and piece == '"':
            # Two marks inside marks are one that is meant.
            place, holds_anything = "quoted", True
        elif piece == separator:
            place = "start"
        elif piece in ("\r\n", "\r", "\n"):
            count += holds_anything
            place, holds_anything = "start", False
        else:
            place, holds_anything = "plain", holds_anything or bool(clean(piece))
    return count + holds_anything


def guess_separator(text: str) -> str:
    """Of ; , and tab the one that cuts most rows alike; of equals, the one that cuts them into more cells."""

    def regularity(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = Counter(len(row) for row in islice(reader, SAMPLE_ROWS) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    csv.field_size_limit(len(text) + 1)
    return max(SEPARATORS, key=regularity)
