"""Every row a book holds comes in, as the spreadsheet shows it and under the number it shows."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ohjaamo.book_text import clean
from ohjaamo.books import Cell, Row, read_book
from tests.factories.books import SHEET_NAMES, ods, ods_row, with_part, with_sheet_xml, xlsx

OLD_BOOKS = Path(__file__).resolve().parents[2] / "reports" / "data" / "old_books"


def values(path: Path) -> dict[int, list[str | dt.date]]:
    return {row.number: [cell.value for cell in row.cells] for row in read_book(path).sheet.rows}


@pytest.mark.parametrize(
    ("name", "kind", "sheet", "rows", "last"),
    [
        ("asiakkaat_2019.xls", "xls", "Asiakkaat 2019", 139, 141),
        ("asiakkaat_2020.ods", "ods", "Taul1", 74, 74),
        ("asiakkaat_2021-2022.csv", "csv", "", 136, 136),
        ("toiminta_2019-2022.xlsx", "xlsx", "Toiminta", 540, 540),
        ("tulokset_2019-2022.xlsx", "xlsx", "Tulokset", 988, 988),
        ("asiakkaat_virheita.xlsx", "xlsx", "Asiakkaat", 17, 17),
    ],
)
def test_reading_of_each_old_book_gives_all_its_rows(name, kind, sheet, rows, last):
    book = read_book(OLD_BOOKS / name)
    assert (book.kind, book.sheet.name, len(book.sheet.rows)) == (kind, sheet, rows)
    assert book.sheet.rows[-1].number == last


def test_xls_with_title_and_total_keeps_row_numbers_days_and_numbers():
    rows = values(OLD_BOOKS / "asiakkaat_2019.xls")
    assert rows[1][0] == "Maahanmuuttaja Ohjaamo Kemi - asiakasrekisteri 2019"
    assert sorted(set(range(1, 142)) - set(rows)) == [3, 140]
    assert rows[4][:5] == ["Nro", "Sukunimi", "Etunimet", "Hetu", "Synt.aika"]
    assert rows[5][:5] == ["19", "Abbas", "Noor", "070295X982A", dt.date(1995, 2, 7)]
    assert rows[5][10:12] == [dt.date(2019, 1, 16), "13.3.2021"]
    assert rows[141][:2] == ["Yhteensä", "135"]


def test_csv_of_windows_is_read_in_its_letters():
    book = read_book(OLD_BOOKS / "asiakkaat_2021-2022.csv")
    assert (book.encoding, book.separator, book.sheet_names) == ("cp1252", ";", ("",))
    assert book.sheet.rows[0].cells[4].value == "syntymäaika"
    assert book.sheet.rows[1].cells[2:5] == (Cell("Amaka"), Cell("131167-902M"), Cell("13.11.1967"))


def test_formulas_are_marked_in_xlsx_and_ods_and_unknown_in_xls(tmp_path):
    book = read_book(OLD_BOOKS / "asiakkaat_virheita.xlsx")
    marked = [
        (row.number, i) for row in book.sheet.rows for i, cell in enumerate(row.cells) if cell.is_formula
    ]
    assert (marked, book.knows_formulas) == ([(12, 2)], True)
    assert not read_book(OLD_BOOKS / "asiakkaat_2019.xls").knows_formulas
    sum_cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    found = read_book(ods(tmp_path / "a.ods", f"<table:table-row>{sum_cell}</table:table-row>"))
    assert found.sheet.rows[0].cells == (Cell("2", is_formula=True),)


def test_formulas_without_stored_value_keep_their_cell_and_row(tmp_path):
    book = read_book(xlsx(tmp_path / "a.xlsx", [["a"], ["b", "", "=1+1"], ["=A1"]]))
    assert [(row.number, row.cells) for row in book.sheet.rows] == [
        (1, (Cell("a"), Cell(), Cell())),
        (2, (Cell("b"), Cell(), Cell(is_formula=True))),
        (3, (Cell(is_formula=True), Cell(), Cell())),
    ]


def test_values_of_each_kind_become_what_the_spreadsheet_shows(tmp_path):
    day, moment = dt.date(1900, 3, 1), dt.datetime.fromisoformat("2020-01-01 12:30")
    row = [19.0, 12.5, "007", True, day, moment, 1e20, "\u00a0Kemi\u200b\u00ad \n", "a\u0308", 33100.0]
    found = values(xlsx(tmp_path / "a.xlsx", [row]))[1]
    shown = ["19", "12,5", "007", "TRUE", day, "2020-01-01 12:30", "1e+20", "Kemi", "ä", "33100"]
    assert found == shown
    assert [type(value) for value in found] == [type(value) for value in shown]


def test_days_counted_from_1904_are_right(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([dt.date(2019, 1, 16)])
    book.save(tmp_path / "a.xlsx")
    assert values(tmp_path / "a.xlsx") == {1: [dt.date(2019, 1, 16)]}


def test_error_cells_show_their_error_instead_of_nothing(tmp_path):
    cell = '<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>'
    assert values(with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), cell)) == {2: ["", "#N/A"]}


def test_hidden_rows_merged_cells_and_gaps_of_xlsx_lose_nothing_and_are_told(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A3"], sheet["C9"] = "otsikko", "piilossa", "yhdistetty"
    for row in (3, 5):  # the fifth holds nothing
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = sheet.column_dimensions["D"].hidden = True
    sheet.merge_cells("C9:D10")
    book.create_sheet("Piilo").sheet_state = "hidden"
    book.create_sheet("Syvällä").sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    assert values(tmp_path / "a.xlsx") == {
        1: ["otsikko", "", ""],
        3: ["piilossa", "", ""],
        9: ["", "", "yhdistetty"],
    }
    found = read_book(tmp_path / "a.xlsx")
    assert found.hidden_sheets == ("Piilo", "Syvällä")
    assert (found.sheet.hidden_rows, found.sheet.hidden_columns) == ((3,), (2,))
    assert (found.sheet.merged, found.sheet.empty_columns, found.sheet.counted_rows) == (("C9:D10",), (2,), 3)


def test_hidden_rows_merged_cells_and_sheets_of_ods_lose_nothing_and_are_told(tmp_path):
    def row(*attributes: str) -> str:
        return ods_row("x", "y").replace("<table:table-row", " ".join(("<table:table-row", *attributes)))

    wide = '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" '
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse" '
        'table:number-columns-repeated="1023"/>'
        + row('table:visibility="filter"')
        + row('table:visibility="collapse"').replace('repeated="1"', 'repeated="2"')
        + row().replace("<table:table-cell ", wide, 1).replace(">y<", "><")
        + '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000"/>'
        + '</table:table><table:table table:name="Piilo" table:style-name="t2">'
        + ods_row("z")
    )
    hiding = (
        '<office:automatic-styles><style:style style:name="t2"><style:table-properties table:display="false"/>'
        "</style:style></office:automatic-styles><office:body>"
    )
    path = ods(tmp_path / "a.ods", rows)
    with zipfile.ZipFile(path) as book:
        content = book.read("content.xml").decode()
    names = ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    content = content.replace(">", names, 1).replace("<office:body>", hiding)
    found = read_book(with_part(path, "content.xml", content))
    assert [row.number for row in found.sheet.rows] == [1, 2, 3, 4]
    assert (found.sheet_names, found.hidden_sheets) == (("Taul1", "Piilo"), ("Piilo",))
    assert (found.sheet.hidden_rows, found.sheet.hidden_columns) == ((1, 2, 3), (2,))
    assert (found.sheet.merged, found.sheet.empty_columns, found.sheet.counted_rows) == (("A4:B6",), (), 4)
    assert read_book(path, sheet="Piilo").sheet.rows[0].cells == (Cell("z"),)


def test_xls_tells_merged_cells_and_has_no_second_count():
    sheet = read_book(OLD_BOOKS / "asiakkaat_2019.xls").sheet
    assert (sheet.merged, sheet.counted_rows, sheet.hidden_rows) == (("A1:N1",), None, ())


def test_csv_is_counted_twice_and_tells_its_empty_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nimi;;kunta;;\nAli;;Kemi;;\n\nOlga;;;;\n;;;;\n", encoding="utf-8")
    sheet = read_book(path).sheet
    assert (sheet.empty_columns, sheet.counted_rows, len(sheet.rows)) == ((2,), 3, 3)


def test_xlsx_cells_that_hold_only_an_escaped_line_end_are_blank(tmp_path):
    cell = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    rows = f'<row r="1">{cell.format(1, "_x000D_")}</row><row r="2">{cell.format(2, "_x0041_")}</row>'
    assert values(with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), rows)) == {2: ["A"]}


def test_xlsx_with_blank_shared_strings_is_read_past_them(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Tiedot")
    book.save(tmp_path / "a.xlsx")
    blank, name = '<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>'
    path = with_sheet_xml(tmp_path / "a.xlsx", f"<row>{blank}{blank}</row>")
    sheet = f"<worksheet {SHEET_NAMES}><sheetData><row>{name}{blank}</row></sheetData></worksheet>"
    with_part(path, "xl/worksheets/sheet2.xml", sheet)
    strings = f"<sst {SHEET_NAMES}><si><t>\u00a0 </t></si><si><t>nimi</t></si></sst>"
    found = read_book(with_part(path, "xl/sharedStrings.xml", strings))
    assert (found.sheet.name, found.sheet.rows) == ("Tiedot", (Row(1, (Cell("nimi"),)),))


def test_ods_with_repeated_rows_and_cells_gives_each_of_them(tmp_path):
    twice = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>b</text:p>'
    )
    rows = (
        f'<table:table-row table:number-rows-repeated="3">{twice}</table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
        + ods_row("z", "y")
        + '<table:table-row table:number-rows-repeated="1048560"><table:table-cell/></table:table-row>'
    )
    pair = ["b", "b"]
    assert values(ods(tmp_path / "a.ods", rows)) == {1: pair, 2: pair, 3: pair, 8: ["z", "y"]}


def test_ods_comment_is_no_part_of_its_cell(tmp_path):
    cell = (
        '<table:table-row><table:table-cell office:value-type="string">'
        "<office:annotation><text:p>kommentti</text:p></office:annotation><text:p>arvo</text:p>"
        "</table:table-cell></table:table-row>"
    )
    assert values(ods(tmp_path / "a.ods", cell)) == {1: ["arvo"]}


def test_sheet_is_chosen_by_name_or_is_the_first_visible_one_with_content(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Tyhjä"
    for title, state in (("Piilo", "hidden"), ("Tiedot", "visible"), ("Muut", "visible")):
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        sheet["A1"] = title
    book.save(tmp_path / "a.xlsx")
    chosen = read_book(tmp_path / "a.xlsx")
    assert (chosen.sheet.name, chosen.sheet_names) == ("Tiedot", ("Tyhjä", "Piilo", "Tiedot", "Muut"))
    assert read_book(tmp_path / "a.xlsx", sheet="Piilo").sheet.rows[0].cells == (Cell("Piilo"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_of_each_encoding_and_separator_is_read_alike(tmp_path, encoding, separator):
    rows = [["nimi", "kunta", "huom"], ["Väinö", "Kemi", "\u20ac 5"], ["Åsa", "", "x"]]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    book = read_book(path)
    assert [[cell.value for cell in row.cells] for row in book.sheet.rows] == rows
    assert book.separator == separator


def test_csv_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('nimi;huom\n\n"Smirnov, Olga";"kaksi\nriviä"\nAli;"sanoi ""hei"""\n', encoding="utf-8")
    assert values(path) == {
        1: ["nimi", "huom"],
        3: ["Smirnov, Olga", "kaksi\nriviä"],
        4: ["Ali", 'sanoi "hei"'],
    }


def test_rows_of_uneven_length_are_made_equally_long(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Asiakkaat\nnimi;kunta\n", encoding="utf-8")
    assert values(path) == {1: ["Asiakkaat", ""], 2: ["nimi", "kunta"]}


@pytest.mark.parametrize("cell", [Cell(), Cell("x"), Cell(dt.date(2021, 3, 13)), Cell("2", is_formula=True)])
def test_raw_form_of_each_cell_gives_it_back(cell):
    assert Cell.from_raw(cell.raw) == cell


def test_text_of_a_day_is_finnish():
    assert Cell(dt.date(2021, 3, 13)).text == "13.3.2021"


@given(st.text(max_size=40))
def test_cleaning_of_any_text_leaves_what_can_be_stored_and_is_stable(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned
