"""The own XML of an .ods: its sheets, and what stands where in one of them, repeated rows included. Needs no Django."""

from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from ohjaamo.book_limits import MAX_COLUMNS, Refused
from ohjaamo.book_text import clean
from ohjaamo.book_xml import Census, Contents, Letters, column_letters, parse

CELLS = ("table:table-cell", "table:covered-table-cell")
HIDDEN = ("collapse", "filter")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def ods_contents(book: ZipFile, wanted: str | None) -> Contents:
    """The sheets, and the census of the wanted one, or else of the first visible one that holds anything."""
    tables = OdsTables(wanted)
    with book.open("content.xml") as part:
        parse(part, tables)
    if wanted and wanted not in tables.names:
        raise Refused("unknown_sheet", sheet=wanted)
    if not tables.census.rows():
        raise Refused("empty")
    return Contents(tables.names, tables.hidden, tables.chosen, tables.census)


class OdsTables(ContentHandler):
    """Finds the tables of an .ods in one go, and counts the cells of the one to be read."""

    def __init__(self, wanted: str | None) -> None:
        super().__init__()
        self.wanted = wanted
        self.names: list[str] = []
        self.hidden: list[str] = []
        self.hiding_styles: set[str] = set()
        self.style = ""
        self.chosen = ""
        self.census = Census()
        self.path: list[str] = []
        self.depth = 0  # of tables: a table inside a cell is not a sheet
        self.is_counting = self.is_text = False
        self.row = self.column = 0
        self.row_repeat = self.cell_repeat = 1
        self.attributes: dict[str, str] = {}
        self.cells: list[tuple[int, str, bool]] = []
        self.text = Letters()

    def startElement(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if name == "style:style":
            self.style = attrs.get("style:name", "")
        elif name == "style:table-properties" and attrs.get("table:display") == "false":
            self.hiding_styles.add(self.style)
        elif name == "table:table":
            self.depth += 1
            if self.depth == 1:
                self.start_table(attrs)
        elif self.is_counting and self.depth == 1:
            self.start_inside(name, attrs)
        self.path.append(name)

    def start_table(self, attrs: "AttributesImpl[str]") -> None:
        name = attrs.get("table:name", "")
        is_hidden = attrs.get("table:style-name", "") in self.hiding_styles
        self.names.append(name)
        if is_hidden:
            self.hidden.append(name)
        is_first = not self.census.rows()
        self.is_counting = name == self.wanted if self.wanted else is_first and not is_hidden
        if self.is_counting:
            self.chosen, self.census = name, Census()
            self.row = self.column = 0

    def start_inside(self, name: str, attrs: "AttributesImpl[str]") -> None:
        if name == "table:table-row":
            self.row_repeat = int(attrs.get("table:number-rows-repeated", "1"))
            self.column, self.cells = 0, []
            if attrs.get("table:visibility") in HIDDEN:
                self.census.hide_rows(self.row + 1, self.row_repeat)
        elif name in CELLS:
            self.cell_repeat = int(attrs.get("table:number-columns-repeated", "1"))
            self.attributes, self.text = dict(attrs.items()), Letters()
        elif name == "table:table-column":
            repeat = int(attrs.get("table:number-columns-repeated", "1"))
            if attrs.get("table:visibility") in HIDDEN:
                self.census.hide_columns(self.column + 1, repeat)
            self.column += repeat
        elif name == "text:p" and self.path[-1] in CELLS:
            # A comment has paragraphs too, one level deeper; they are no part of the cell.
            self.is_text = True

    def characters(self, content: str) -> None:
        if self.is_text:
            self.text.put(content)

    def endElement(self, name: str) -> None:
        self.path.pop()
        if name == "text:p" and self.path[-1] in CELLS:
            self.is_text = False
        elif name == "table:table":
            self.depth -= 1
            self.is_counting = self.is_counting and self.depth > 0
        elif self.is_counting and self.depth == 1:
            if name in CELLS:
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
        self.note_merge()
        self.column += self.cell_repeat

    def note_merge(self) -> None:
        columns = int(self.attributes.get("table:number-columns-spanned", "1"))
        rows = int(self.attributes.get("table:number-rows-spanned", "1"))
        last_column, last_row = self.column + columns, self.row + rows
        is_inside = last_column <= LAST_COLUMN and last_row <= LAST_ROW
        if is_inside and (columns > 1 or rows > 1):
            first, last = column_letters(self.column + 1), column_letters(last_column)
            self.census.merge(f"{first}{self.row + 1}:{last}{last_row}")

    def end_row(self) -> None:
        for offset in range(self.row_repeat if self.cells else 0):
            for column, text, is_formula in self.cells:
                row = self.row + offset + 1
                self.census.add(row, column, text, is_formula=is_formula, is_error=False)
        self.row += self.row_repeat
