"""Which letters the bytes of a text book are: chosen by a person, or guessed and told. Needs no Django."""

import codecs
import re

from ohjaamo.book_limits import Refused

# As a person may choose them. The last is UTF-8 once read as Windows-1252 and saved again: "MÃ¤kelÃ¤" for "Mäkelä".
TWICE = "utf-8-twice"
ENCODINGS = ("utf-8", "utf-16", "cp1252", "latin-1", TWICE)

# What no keyboard types and PostgreSQL refuses.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NOT_TEXT_STARTS = ("%pdf", "{\\rtf", "<!doctype", "<html", "<table", "<?xml", "<head", "<meta")
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# No Finn ends a word in Ã or Â and goes on with a sign; other pairs, as in "PÖYTÄ…", could be meant.
GARBLED = re.compile("[ÃÂ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]")
ENOUGH_GARBLED = 3
NOT_ASCII = re.compile("[^\x00-\x7f]")


def decode(content: bytes, chosen: str | None = None) -> tuple[str, str]:
    """The text and its encoding, one of ENCODINGS: the chosen one, or what the bytes themselves say.

    Refused when they are no text, and when they can't be read in the chosen way. What Latin-1 leaves unreadable comes
    as control characters, which `clean` keeps in sight.
    """
    if chosen and chosen not in ENCODINGS:
        raise Refused("encoding")
    try:
        text, encoding = (read_as(content, chosen), chosen) if chosen else guess(content)
    except UnicodeError as error:
        raise Refused("encoding") from error
    if not looks_like_text(text):
        raise Refused("not_a_spreadsheet")
    return text, encoding


def guess(content: bytes) -> tuple[str, str]:
    """By the mark at the start, else UTF-16, UTF-8, Windows-1252, and Latin-1, in which all bytes mean something."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return once_or_twice(read_as(content, encoding), encoding)
    if half_is_empty(content):
        return read_as(content, "utf-16"), "utf-16"
    for encoding in ("utf-8", "cp1252"):
        try:
            return once_or_twice(read_as(content, encoding), encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), "latin-1"


def read_as(content: bytes, encoding: str) -> str:
    """The text in this encoding; a UnicodeError when it can't be."""
    match encoding:
        case "utf-8":
            return content.decode("utf-8-sig")
        case "utf-16":
            has_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            return content.decode("utf-16" if has_mark else f"utf-16-{byte_order(content)}")
        case "utf-8-twice":
            return repaired(content.decode("utf-8-sig"))
        case _:
            return content.decode(encoding)


def half_is_empty(content: bytes) -> bool:
    """Whether it looks like UTF-16 without a mark: NUL is every other byte of many letters, and only of one half."""
    first, second = content[::2].count(0), content[1::2].count(0)
    return len(content) % 2 == 0 and min(first, second) == 0 and max(first, second) * 6 > len(content)


def byte_order(content: bytes) -> str:
    """Where the empty bytes stand, there is the high half of each letter."""
    return "be" if content[::2].count(0) > content[1::2].count(0) else "le"


def once_or_twice(text: str, encoding: str) -> tuple[str, str]:
    """Repaired when all of it was surely encoded twice. Where a part is right nothing is touched: the cells refuse."""
    if encoding != "utf-8" or text.isascii():
        return text, encoding
    try:
        right = repaired(text)
    except UnicodeError:
        return text, encoding
    found = NOT_ASCII.findall(right)
    is_sure = GARBLED.search(text) or len(found) >= ENOUGH_GARBLED
    if is_sure and not any(map(UNPRINTABLE.match, found)):
        return right, TWICE
    return text, encoding


def repaired(text: str) -> str:
    """UTF-8 once read as Windows-1252 or Latin-1, read anew; a UnicodeError when any part was something else."""
    return text.encode("cp1252", errors="ohjaamo.latin-1").decode("utf-8").removeprefix("\ufeff")


def byte_itself(error: UnicodeError) -> tuple[bytes, int]:
    """What Windows-1252 has no byte for, as Latin-1 has it: programs read its five unused bytes as themselves."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("ohjaamo.latin-1", byte_itself)


def looks_like_text(text: str) -> bool:
    """Whether it may be a table: no page, PDF or letter, and hardly any unprintable characters."""
    if text.lstrip("\ufeff \t\r\n")[:20].lower().startswith(NOT_TEXT_STARTS):
        return False
    # The bytes 0x80-0x9f are text of a broken encoding, not the sign of a picture or a program.
    unprintable = sum(1 for character in UNPRINTABLE.findall(text) if character < "\x7f")
    return unprintable * 100 <= len(text)
