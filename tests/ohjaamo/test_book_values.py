"""Cells that hold the unusual: kept as they are when they are text, in sight as unreadable when they are nothing."""

import datetime as dt
from pathlib import Path

import pytest

from ohjaamo.books import BookError, Cell, read_book
from tests.factories.books import ods, ods_row, with_sheet_xml, xlsx

# One letter, an apostrophe, hyphens, right to left, marks that combine, joiners, letters that only look Latin.
NAMES = [
    "O",
    "O'Brien",
    "Åström-Ahlfors",
    "x" * 100,
    "محمد",
    "می\u200cخواهم",
    "क्\u200dष",
    "Zo\u00eb",
    "Nguyễn Thị Ánh",
    "\u0410нна",  # the first letter is Cyrillic
    "李",
    "👩\u200d🎓",
]


def number_cell(path: Path, value: str, *, is_day: bool = False) -> Cell:
    """The only cell of an .xlsx, stored as this number."""
    made = xlsx(path, [[dt.date(2020, 1, 1)]])
    with_sheet_xml(made, f'<row r="1"><c r="A1" s="{int(is_day)}"><v>{value}</v></c></row>')
    (row,) = read_book(made).sheet.rows
    return row.cells[0]


@pytest.mark.parametrize("value", ["9" * 1_000_000, "1e999999", "-1e999999", "NaN", "Infinity"])
def test_number_that_is_none_stays_in_sight_as_unreadable(tmp_path, value):
    assert number_cell(tmp_path / "a.xlsx", value) == Cell("\ufffd")


@pytest.mark.parametrize("value", ["9" * 1_000_000, "1e999999", "NaN", "Infinity"])
def test_number_of_a_csv_is_the_text_it_is(tmp_path, value):
    path = tmp_path / "a.csv"
    path.write_text(f"nimi;luku\nOlga;{value}\n", encoding="utf-8")
    assert read_book(path).sheet.rows[1].cells[1] == Cell(value)


@pytest.mark.parametrize(
    ("serial", "shown"),
    [
        ("61", dt.date(1900, 3, 1)),
        ("60", "28.2.1900?"),  # Excel shows 29.2.1900, which never was
        ("59", "28.2.1900?"),
        ("1", "1.1.1900?"),
        ("1e9", "1000000000"),
        ("NaN", "30.12.1899?"),
        ("0.5", "12:00:00"),
    ],
)
def test_day_by_serial_number_is_right_or_no_day(tmp_path, serial, shown):
    assert number_cell(tmp_path / "a.xlsx", serial, is_day=True).value == shown


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_names_of_all_shapes_come_in_as_they_are(tmp_path, kind):
    path = tmp_path / f"a.{kind}"
    match kind:
        case "xlsx":
            xlsx(path, [[name, "Kemi"] for name in NAMES])
        case "ods":
            ods(path, "".join(ods_row(name, "Kemi") for name in NAMES))
        case _:
            path.write_text("".join(f"{name};Kemi\n" for name in NAMES), encoding="utf-8")
    assert [row.cells for row in read_book(path).sheet.rows] == [(Cell(name), Cell("Kemi")) for name in NAMES]


def test_names_of_combining_letters_come_in_as_one_letter_each(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["A\u0308iti", "\u202eAli\u202c"]])
    assert read_book(path).sheet.rows[0].cells == (Cell("Äiti"), Cell("Ali"))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_cell_of_a_megabyte_comes_in_whole_and_a_larger_one_not_at_all(tmp_path, kind):
    path = tmp_path / f"a.{kind}"

    def made(length: int) -> Path:
        text = "a" * length
        match kind:
            case "xlsx":
                cell = f'<c t="inlineStr"><is><t>{text}</t></is></c>'
                return with_sheet_xml(xlsx(path, [["x"]]), f"<row>{cell}</row>")
            case "ods":
                return ods(path, ods_row(text))
            case _:
                path.write_text(text, encoding="ascii")
                return path

    assert len(read_book(made(1024**2)).sheet.rows[0].cells[0].text) == 1024**2
    with pytest.raises(BookError) as caught:
        read_book(made(1024**2 + 1))
    assert caught.value.code == "too_complex"


def test_escaped_letters_that_no_text_holds_stay_in_sight(tmp_path):
    texts = ["a_x0000_b", "a_x0007_b", "a_xD800_b"]
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    path = with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), f"<row>{cells}</row>")
    found = [cell.value for cell in read_book(path).sheet.rows[0].cells]
    assert found == ["a\ufffdb", "a\ufffdb", "a_xD800_b"]


@pytest.mark.parametrize("letter", ["&#0;", "&#7;", "&#xD800;", "\x07", "\ufffe"])
def test_letters_that_xml_forbids_refuse_the_book(tmp_path, letter):
    cell = f'<row><c t="inlineStr"><is><t>a{letter}b</t></is></c></row>'
    with pytest.raises(BookError) as caught:
        read_book(with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), cell))
    assert caught.value.code == "damaged"


def test_titles_that_repeat_are_all_kept(tmp_path):
    row = ("nimi", "nimi", "", "nimi")
    assert read_book(xlsx(tmp_path / "a.xlsx", [row])).sheet.rows[0].cells == tuple(map(Cell, row))
