"""Text of cells made plain, and books that are text themselves (.csv). Needs no Django."""

import codecs
import csv
import io
import re
import statistics
import unicodedata

from ohjaamo.book_limits import MAX_COLUMNS, MAX_ROWS, Refused

SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphen, zero-width space, byte order mark, marks of direction. Joiners stay: Persian names need them.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What no keyboard types and PostgreSQL refuses. It stays visible, so that the row can be refused.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NOT_TEXT_STARTS = ("%pdf", "{\\rtf", "<!doctype", "<html", "<table", "<?xml", "<head", "<meta")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def clean(text: str) -> str:
    """The text in one normal form (NFC), without invisible marks and outer blanks; unprintable becomes U+FFFD."""
    text = INVISIBLE.sub("", SPACES.sub(" ", text)).replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", UNPRINTABLE.sub("\ufffd", text))
    return text.strip(" \t\n\u200c\u200d")


def read_csv(content: bytes) -> tuple[str, str, list[tuple[int, list[str]]]]:
    """Encoding, separator and numbered rows of a text book.

    Refused when it is no text or in no encoding we know, has too many rows, or a quotation mark stays open.
    """
    text, encoding = decode(content)
    separator = guess_separator(text)
    rows = []
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            cells = [clean(cell) for cell in record]
            while cells and not cells[-1]:
                cells.pop()
            if not cells:
                continue
            if number > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            if len(cells) > MAX_COLUMNS:
                raise Refused("too_complex")
            rows.append((number, cells))
    except csv.Error as error:
        raise Refused("open_quotes", line=reader.line_num) from error
    return encoding, separator, rows


def decode(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was in: by its byte order mark, else UTF-8, else Windows-1252."""
    encodings = [name for bom, name in BOMS if content.startswith(bom)] or ["utf-8", "cp1252"]
    if b"\x00" in content and encodings[0] != "utf-16" and len(content) < 50 * content.count(b"\x00"):
        raise Refused("not_a_spreadsheet")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_like_text(text):
            return text, encoding
        raise Refused("not_a_spreadsheet")
    if looks_like_text(content.decode("latin-1")):
        raise Refused("encoding")
    raise Refused("not_a_spreadsheet")


def looks_like_text(text: str) -> bool:
    """Whether it may be a table: no page, PDF or letter, and hardly any unprintable characters."""
    if text.lstrip()[:20].lower().startswith(NOT_TEXT_STARTS):
        return False
    # The bytes 0x80-0x9f are text of a broken encoding, not the sign of a picture or a program.
    unprintable = sum(1 for character in UNPRINTABLE.findall(text) if character < "\x7f")
    return unprintable * 100 <= len(text)


def guess_separator(text: str) -> str:
    """Of ; , and tab the one that cuts a typical row into most cells."""

    def typical_width(separator: str) -> float:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        return statistics.median([len(row) for row in reader if row] or [0])

    sample = "".join(text.splitlines(keepends=True)[:100])
    csv.field_size_limit(len(text) + 1)
    return max(";,\t", key=typical_width)
