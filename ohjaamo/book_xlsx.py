"""The own XML of an .xlsx: its sheets, and what stands where in one of them. Needs no Django."""

import re
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from ohjaamo.book_limits import MAX_CELLS, Refused
from ohjaamo.book_text import clean
from ohjaamo.book_xml import Census, Contents, Letters, local, parse

MERGED = re.compile("[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")
# A letter that XML can't hold or a blank that it wouldn't keep: _x000D_.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def xlsx_contents(book: ZipFile, wanted: str | None) -> Contents:
    """The sheets, and the census of the wanted one, or else of the first visible one that holds anything."""
    parts = sheet_parts(book)
    names, hidden = list(parts), [name for name, (_part, is_hidden) in parts.items() if is_hidden]
    if wanted and wanted not in parts:
        raise Refused("unknown_sheet", sheet=wanted)
    blank: set[str] | None = None
    for name in [wanted] if wanted else [name for name in names if name not in hidden]:
        cells = XlsxCells()
        with book.open(parts[name][0]) as part:
            parse(part, cells)
        if cells.census.rows():
            # Only now: a sheet beyond the limits is refused before its strings are looked at.
            blank = blank_strings(book) if blank is None else blank
            for row, string in cells.shared:
                cells.census.filled[row] -= string in blank
        if cells.census.rows():
            return Contents(names, hidden, name, cells.census)
    raise Refused("empty")


def sheet_parts(book: ZipFile) -> dict[str, tuple[str, bool]]:
    """By the name of each sheet of cells, the part that holds it and whether it is hidden."""
    sheets, relations = Attributes("sheet"), Attributes("Relationship")
    with book.open("xl/workbook.xml") as part:
        parse(part, sheets)
    with book.open("xl/_rels/workbook.xml.rels") as part:
        parse(part, relations)
    by_id = {found["Id"]: found for found in relations.found}
    return {
        found["name"]: (part_name(by_id[found["id"]]["Target"]), found.get("state", "visible") != "visible")
        for found in sheets.found
        if by_id[found["id"]]["Type"].endswith("/worksheet")
    }


def part_name(target: str) -> str:
    """The name in the zip of what a relation points at."""
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def blank_strings(book: ZipFile) -> set[str]:
    """Which of the shared strings are blank, by their number; refused when there are more than we read cells."""
    strings = SharedStrings()
    if "xl/sharedStrings.xml" in book.namelist():
        with book.open("xl/sharedStrings.xml") as part:
            parse(part, strings)
    return strings.blank


class Attributes(ContentHandler):
    """Collects the attributes of every element of one name."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self.element = element
        self.found: list[dict[str, str]] = []

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if local(name) == self.element:
            self.found.append({local(key): value for key, value in attrs.items()})


class SharedStrings(ContentHandler):
    """Finds which of the shared strings of an .xlsx are blank."""

    def __init__(self) -> None:
        super().__init__()
        self.blank: set[str] = set()
        self.count = 0
        self.text = Letters()
        self.is_text = False

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if local(name) == "si":
            self.text = Letters()
        self.is_text = local(name) == "t"

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.put(content)

    def endElement(self, name: str) -> None:
        self.is_text = False
        if local(name) == "si":
            if not clean(unescaped(self.text)):
                self.blank.add(str(self.count))
            self.count += 1
            if self.count > MAX_CELLS:
                raise Refused("too_complex")


class XlsxCells(ContentHandler):
    """Counts the cells of one sheet of an .xlsx; `shared` tells where which shared string stands."""

    def __init__(self) -> None:
        super().__init__()
        self.census = Census()
        self.shared: list[tuple[int, str]] = []
        self.row = self.column = 0
        self.kind = ""
        self.is_cell = self.is_text = self.is_formula = False
        self.text = Letters()

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        match local(name):
            case "c":
                self.column = column_number(attrs["r"]) if "r" in attrs else self.column + 1
                self.kind = attrs.get("t", "n")
                self.text = Letters()
                self.is_cell, self.is_formula = True, False
            case "v" | "t":
                self.is_text = self.is_cell
            case "f":
                self.is_formula = True
            case "row":
                self.row = int(attrs["r"]) if "r" in attrs else self.row + 1
                self.column = 0
                if is_hidden(attrs):
                    self.census.hide_rows(self.row, 1)
            case "col" if is_hidden(attrs):
                first, last = int(attrs["min"]), int(attrs["max"])
                self.census.hide_columns(first, last - first + 1)
            case "mergeCell" if MERGED.fullmatch(attrs["ref"]):
                self.census.merge(attrs["ref"])

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.put(content)

    def endElement(self, name: str) -> None:
        self.is_text = False
        if local(name) != "c":
            return
        self.is_cell = False
        text, is_error = clean(unescaped(self.text)), self.kind == "e"
        self.census.add(self.row, self.column, text, is_formula=self.is_formula, is_error=is_error)
        if text and self.kind == "s" and not self.is_formula:
            self.shared.append((self.row, text))


def is_hidden(attrs: "AttributesImpl[str]") -> bool:
    """Whether a row or column isn't shown."""
    return attrs.get("hidden", "0") in ("1", "true")


def unescaped(pieces: list[str]) -> str:
    """The text of a cell with its escaped letters as themselves."""
    text = "".join(pieces)
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_number(reference: str) -> int:
    """The number of the column that a reference names: A1 is 1, AA7 is 27."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number
