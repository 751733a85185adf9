"""A sheet's own XML, read beside calamine: where formulas are, how many cells each row holds. Needs no Django."""

from collections import Counter
from dataclasses import dataclass, field
from typing import IO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from defusedxml import sax

from ohjaamo.book_limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Refused
from ohjaamo.book_text import clean

CHUNK = 1 << 16


@dataclass
class Census:
    """What stands where: rows and columns counted from 1. Formula and error cells aren't in `filled`."""

    filled: Counter[int] = field(default_factory=Counter)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0

    def add(self, row: int, column: int, text: str, *, is_formula: bool, is_error: bool) -> None:
        """Count one cell; refused when it lies beyond what we read."""
        if not (is_formula or is_error or text):
            return
        self.cells += 1
        if row > MAX_ROWS:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        if column > MAX_COLUMNS or self.cells > MAX_CELLS:
            raise Refused("too_complex")
        if is_formula:
            self.formulas.add((row, column))
        elif is_error:
            self.errors[row, column] = text
        else:
            self.filled[row] += 1

    def rows(self) -> set[int]:
        """The rows that hold anything."""
        return {*self.filled, *(row for row, column in (*self.formulas, *self.errors))}

    def columns(self) -> set[int]:
        """The columns of formula and error cells."""
        return {column for row, column in (*self.formulas, *self.errors)}


def parse(part: IO[bytes], handler: ContentHandler) -> None:
    """Stream a part through the handler; document types and entities are forbidden."""
    parser = sax.make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    while chunk := part.read(CHUNK):
        parser.feed(chunk)
    parser.close()


def local(name: str) -> str:
    """The name without its namespace prefix."""
    return name.rpartition(":")[2]


def xlsx_census(book: ZipFile, sheet: str) -> Census:
    """Count the named sheet of an .xlsx."""
    strings = SharedStrings()
    if "xl/sharedStrings.xml" in book.namelist():
        with book.open("xl/sharedStrings.xml") as part:
            parse(part, strings)
    counter = XlsxCells(strings.blank)
    with book.open(sheet_part(book, sheet)) as part:
        parse(part, counter)
    return counter.census


def sheet_part(book: ZipFile, sheet: str) -> str:
    """The name of the part that holds the named sheet."""
    sheets, relations = Attributes("sheet"), Attributes("Relationship")
    with book.open("xl/workbook.xml") as part:
        parse(part, sheets)
    with book.open("xl/_rels/workbook.xml.rels") as part:
        parse(part, relations)
    key = next(found["id"] for found in sheets.found if found["name"] == sheet)
    target = next(found["Target"] for found in relations.found if found["Id"] == key)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


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
        self.text: list[str] = []
        self.is_text = False

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if local(name) == "si":
            self.text = []
        self.is_text = local(name) == "t"

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.append(content)

    def endElement(self, name: str) -> None:
        self.is_text = False
        if local(name) == "si":
            if not clean("".join(self.text)):
                self.blank.add(str(self.count))
            self.count += 1
            if self.count > MAX_CELLS:
                raise Refused("too_complex")


class XlsxCells(ContentHandler):
    """Counts the cells of one sheet of an .xlsx."""

    def __init__(self, blank_strings: set[str]) -> None:
        super().__init__()
        self.census = Census()
        self.blank_strings = blank_strings
        self.row = self.column = 0
        self.kind = ""
        self.is_cell = self.is_text = self.is_formula = False
        self.text: list[str] = []

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        match local(name):
            case "row":
                self.row = int(attrs["r"]) if "r" in attrs else self.row + 1
                self.column = 0
            case "c":
                self.column = column_number(attrs["r"]) if "r" in attrs else self.column + 1
                self.kind = attrs.get("t", "n")
                self.text = []
                self.is_cell, self.is_formula = True, False
            case "f":
                self.is_formula = True
            case "v" | "t":
                self.is_text = self.is_cell

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.append(content)

    def endElement(self, name: str) -> None:
        self.is_text = False
        if local(name) != "c":
            return
        self.is_cell = False
        text = clean("".join(self.text))
        if self.kind == "s" and text in self.blank_strings:
            text = ""
        is_error = self.kind == "e"
        self.census.add(self.row, self.column, text, is_formula=self.is_formula, is_error=is_error)


def column_number(reference: str) -> int:
    """The number of the column that a reference names: A1 is 1, AA7 is 27."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def ods_census(book: ZipFile, sheet: str) -> Census:
    """Count the named sheet of an .ods, repeated rows and cells included."""
    counter = OdsCells(sheet)
    with book.open("content.xml") as part:
        parse(part, counter)
    return counter.census


class OdsCells(ContentHandler):
    """Counts the cells of one table of an .ods."""

    CELLS = ("table:table-cell", "table:covered-table-cell")

    def __init__(self, sheet: str) -> None:
        super().__init__()
        self.census = Census()
        self.sheet = sheet
        self.path: list[str] = []
        self.tables: list[str] = []
        self.row = self.column = 0
        self.row_repeat = self.cell_repeat = 1
        self.attributes: dict[str, str] = {}
        self.cells: list[tuple[int, str, bool]] = []
        self.text: list[str] = []
        self.is_text = False

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if name == "table:table":
            self.tables.append(attrs.get("table:name", ""))
        elif self.tables == [self.sheet]:
            if name == "table:table-row":
                self.row_repeat = int(attrs.get("table:number-rows-repeated", "1"))
                self.column, self.cells = 0, []
            elif name in self.CELLS:
                self.cell_repeat = int(attrs.get("table:number-columns-repeated", "1"))
                self.attributes, self.text = dict(attrs.items()), []
            elif name == "text:p" and self.path[-1] in self.CELLS:
                # A comment has paragraphs too, one level deeper; they are no part of the cell.
                self.is_text = True
        self.path.append(name)

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.append(content)

    def endElement(self, name: str) -> None:
        self.path.pop()
        if name == "text:p" and self.path[-1] in self.CELLS:
            self.is_text = False
        elif name == "table:table":
            self.tables.pop()
        elif self.tables == [self.sheet]:
            if name in self.CELLS:
                self.end_cell()
            elif name == "table:table-row":
                self.end_row()

    def end_cell(self) -> None:
        is_formula = "table:formula" in self.attributes
        kind = self.attributes.get("office:value-type", "")
        text = self.attributes.get("office:string-value", "".join(self.text))
        if kind not in ("", "string"):
            text = kind
        if is_formula or clean(text):
            for offset in range(min(self.cell_repeat, MAX_COLUMNS + 1)):
                self.cells.append((self.column + offset + 1, clean(text), is_formula))
        self.column += self.cell_repeat

    def end_row(self) -> None:
        for offset in range(self.row_repeat if self.cells else 0):
            for column, text, is_formula in self.cells:
                row = self.row + offset + 1
                self.census.add(row, column, text, is_formula=is_formula, is_error=False)
        self.row += self.row_repeat
