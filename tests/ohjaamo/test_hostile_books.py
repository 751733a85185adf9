"""A file made to hurt, or no spreadsheet at all, gets one plain sentence; only the child process may die of it."""

import os
import resource
import struct
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ohjaamo import book_limits, book_reader, books
from ohjaamo.books import BookError, read_book
from tests.factories.books import (
    ods,
    ods_row,
    unpacked_size,
    with_part,
    with_sheet_xml,
    xlsx,
    zipped,
)

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(path: Path, **options) -> str:
    with pytest.raises(BookError) as caught:
        read_book(path, **options)
    assert str(caught.value)
    return caught.value.code


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tyhja.xlsx", b"", "empty"),
        ("valeja.csv", b" \r\n;;;\r\n\r\n", "empty"),
        ("kuva.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, "not_a_spreadsheet"),
        ("paperi.xls", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "not_a_spreadsheet"),
        ("sivu.xls", b"<html><table><tr><td>Nimi</td></tr></table></html>", "not_a_spreadsheet"),
        ("sivu.xls", b"\xef\xbb\xbf\n<!DOCTYPE html><table></table>", "not_a_spreadsheet"),
        ("xml.xls", b"<?xml version='1.0'?><Workbook/>", "not_a_spreadsheet"),
        ("kirje.csv", b"{\\rtf1\\ansi Nimi;Kunta}", "not_a_spreadsheet"),
        ("kirje.doc", OLE2 + "WordDocument".encode("utf-16-le"), "not_a_spreadsheet"),
        ("lukossa.xlsx", OLE2 + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("rikki.xls", OLE2 + bytes(600) + "Workbook\0".encode("utf-16-le") + bytes(600), "damaged"),
        ("rikki.xlsx", b"PK\x03\x04" + bytes(100), "damaged"),
        ("tavuja.csv", "nimi;kunta\nVäinö;Kemi\n".encode("cp1252") + b"\x81\x8d;x\n", "encoding"),
        ("lainaus.csv", b'nimi;kunta\n"Olga;Kemi\nAli;Tornio\n', "open_quotes"),
    ],
)
def test_file_that_is_no_readable_spreadsheet_is_refused(tmp_path, name, content, code):
    assert refusal(written(tmp_path / name, content)) == code


def test_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "ei_ole.xlsx") == "not_found"


@pytest.mark.parametrize("parts", [{"word/document.xml": "<w/>"}, {"xl/workbook.bin": "x"}, {"a.txt": "a"}])
def test_zip_without_sheets_we_read_is_no_spreadsheet(tmp_path, parts):
    assert refusal(zipped(tmp_path / "a.xlsx", parts)) == "not_a_spreadsheet"


def test_wrong_extension_is_no_hindrance(tmp_path):
    assert read_book(xlsx(tmp_path / "a.xlsx", [["x"]]).rename(tmp_path / "a.xls")).kind == "xlsx"
    assert read_book(ods(tmp_path / "a.ods", ods_row("x")).rename(tmp_path / "a.csv")).kind == "ods"
    assert read_book(written(tmp_path / "b.xlsx", b"a;b\n")).kind == "csv"


def test_encrypted_ods_and_zip_are_called_protected(tmp_path):
    manifest = {"META-INF__manifest.xml": "<m><encryption-data/></m>"}
    assert refusal(ods(tmp_path / "a.ods", ods_row("x"), **manifest)) == "encrypted"
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02") + 8
    flags = struct.pack("<H", struct.unpack_from("<H", content, place)[0] | 1)
    assert refusal(written(path, content[:place] + flags + content[place + 2 :])) == "encrypted"


def test_unknown_sheet_is_refused_by_its_name(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(BookError, match="Asiakkaat"):
        read_book(path, sheet="Asiakkaat")
    assert refusal(written(tmp_path / "a.csv", b"a;b\n"), sheet="Asiakkaat") == "unknown_sheet"


def test_zip_bomb_is_refused_before_unpacking(tmp_path):
    path = with_part(xlsx(tmp_path / "a.xlsx", [["x"]]), "xl/sharedStrings.xml", bytes(300 * 1024**2))
    assert path.stat().st_size < 1024**2
    assert unpacked_size(path) > book_limits.MAX_UNPACKED_BYTES
    started = time.monotonic()
    assert refusal(path) == "too_large_unpacked"
    assert time.monotonic() - started < 5


def test_zip_that_lies_about_its_size_is_damaged(tmp_path):
    path = with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), " " * 50_000_000)
    content = path.read_bytes()
    lying = content.replace(struct.pack("<I", _sheet_size(path)), struct.pack("<I", 1000))
    assert refusal(written(path, lying)) == "damaged"


def _sheet_size(path: Path) -> int:
    with zipfile.ZipFile(path) as book:
        return book.getinfo("xl/worksheets/sheet1.xml").file_size


def test_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(book_limits.MAX_FILE_BYTES + 1)
    assert refusal(path) == "too_large"


@pytest.mark.parametrize(
    ("place", "code"), [("XFD1048576", "too_many_rows"), ("A20001", "too_many_rows"), ("XFD1", "too_complex")]
)
def test_cell_in_a_far_corner_is_refused(tmp_path, place, code):
    book = openpyxl.Workbook()
    book.active["A1"], book.active[place] = "x", "y"
    book.save(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx") == code


def test_last_row_of_the_limit_is_still_read(tmp_path):
    book = openpyxl.Workbook()
    book.active["A20000"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").sheet.rows[0].number == 20_000
    csv = written(tmp_path / "a.csv", b"a;b\n" * 20_000)
    assert len(read_book(csv).sheet.rows) == 20_000
    assert refusal(written(csv, b"a;b\n" * 20_001)) == "too_many_rows"


def test_book_of_a_million_rows_stops_at_the_limit_and_names_it(tmp_path):
    row = '<row><c t="inlineStr"><is><t>Nimi</t></is></c><c><v>12345</v></c></row>'
    path = with_sheet_xml(xlsx(tmp_path / "a.xlsx", [["x"]]), row * 1_000_000)
    started = time.monotonic()
    with pytest.raises(BookError, match="20000"):
        read_book(path)
    assert time.monotonic() - started < 5
    assert refusal(ods(tmp_path / "a.ods", ods_row("x", repeated=1_000_000))) == "too_many_rows"


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entities_in_a_part_are_refused(tmp_path, name):
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert refusal(with_part(xlsx(tmp_path / "a.xlsx", [["x"]]), name, bomb)) == "damaged"


def test_millions_of_strings_end_soon(tmp_path):
    strings = f"<sst>{'<si><t>a</t></si>' * 1_100_000}</sst>"
    started = time.monotonic()
    assert (
        refusal(with_part(xlsx(tmp_path / "a.xlsx", [["x"]]), "xl/sharedStrings.xml", strings))
        == "too_complex"
    )
    assert time.monotonic() - started < 30


def test_row_that_calamine_counts_otherwise_refuses_the_book(tmp_path):
    path = ods(
        tmp_path / "a.ods",
        "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>",
    )
    assert refusal(path) == "miscounted"


def test_unprintable_characters_stay_visible_and_harm_nothing_else(tmp_path):
    rows = read_book(
        written(tmp_path / "a.csv", b"nimi;kunta\nO\0lga\x07;Kemi\n" + b"Ali;Kemi\n" * 20)
    ).sheet.rows
    assert [cell.value for cell in rows[1].cells] == ["O\ufffdlga\ufffd", "Kemi"]
    assert len(rows) == 22


def test_child_that_runs_out_of_memory_alone_dies(tmp_path, monkeypatch):
    child = (
        "import resource; from ohjaamo import book_limits, book_reader\nbook_reader.bound(); bytearray(2**31)"
    )
    monkeypatch.setattr(books, "CHILD", ["-c", child])
    before = os.getpid()
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"]])) == "too_complex"
    assert os.getpid() == before


@pytest.mark.parametrize(("platform", "is_bound"), [("linux", True), ("darwin", False)])
def test_child_is_bound_in_memory_only_where_the_system_can(monkeypatch, platform, is_bound):
    bounds = {}
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: bounds.update({kind: limits}))
    book_reader.bound()
    assert (resource.RLIMIT_AS in bounds) == is_bound
    assert bounds[resource.RLIMIT_CPU] == (book_limits.CPU_SECONDS, book_limits.CPU_SECONDS)
    assert {resource.RLIMIT_FSIZE, resource.RLIMIT_CORE} < set(bounds)


@pytest.mark.parametrize("child", ["import os; os.abort()", "while True: pass", "raise SystemExit(1)"])
def test_child_that_aborts_hangs_or_fails_is_told_as_too_complex(tmp_path, monkeypatch, child):
    monkeypatch.setattr(books, "CHILD", ["-c", child])
    monkeypatch.setattr(books, "WALL_SECONDS", 1)
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"]])) == "too_complex"


def test_child_knows_no_secret_of_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("OHJAAMO_SECRET_KEY", "salaisuus")
    seen = tmp_path / "seen"
    monkeypatch.setattr(
        books, "CHILD", ["-c", f"import os; open({str(seen)!r}, 'w').write(str(dict(os.environ))); exit(1)"]
    )
    refusal(xlsx(tmp_path / "a.xlsx", [["x"]]))
    assert "PATH" in seen.read_text()
    assert "salaisuus" not in seen.read_text()


def test_messages_stand_for_every_code_the_reader_uses():
    source = "".join(
        Path(module.__file__).with_name(name).read_text(encoding="utf-8")
        for module, name in (
            (book_reader, "book_reader.py"),
            (book_reader, "book_text.py"),
            (book_reader, "book_xml.py"),
        )
    )
    used = {part.partition('"')[0] for part in source.split('Refused("')[1:]}
    assert used | {"not_found"} == set(books.MESSAGES)
