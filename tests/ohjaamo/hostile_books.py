"""Files made to hurt, to mislead or to be misread: each is written by its maker, nothing lies in the repository.

BOMBS would exhaust memory or time, STRANGE are no spreadsheets or broken ones.
"""

import re
import struct
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from tests.factories.books import ODS_TYPE, SHEET_NAMES, ods, ods_row, with_part, with_sheet_xml, xlsx, zipped

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(97 + i)} '{f'&{chr(96 + i)};' * 10}'>" for i in range(1, 10))
    + "]><a>&j;</a>"
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
MILLION = 1_000_000


Maker = Callable[[Path], object]
UNTYPED = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
OLD_BOOKS = Path(__file__).resolve().parents[2] / "reports" / "data" / "old_books"


def sheet_of(data: str, path: Path) -> None:
    with_sheet_xml(xlsx(path, [["x"]]), data)


def text_of(content: str | bytes, path: Path) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def part_of(name: str, content: str, path: Path) -> None:
    with_part(xlsx(path, [["x"]]), name, content)


def streamed(name: str, pieces: Callable[[], Iterable[bytes]], path: Path) -> None:
    """An .xlsx with one part too large to be held in memory while it is made."""
    xlsx(path, [["x"]])
    rest = path.with_suffix(".rest")
    path.rename(rest)
    with zipfile.ZipFile(rest) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for found in set(old.namelist()) - {name}:
            new.writestr(found, old.read(found))
        with new.open(name, "w", force_zip64=True) as part:
            for piece in pieces():
                part.write(piece)
    rest.unlink()


def one_string(megabytes: int) -> Iterable[bytes]:
    yield b"<sst><si><t>"
    for _piece in range(megabytes):
        yield b"a" * 1024**2
    yield b"</t></si></sst>"


def many_strings(count: int) -> Iterable[bytes]:
    yield b"<sst>"
    for _piece in range(count // 1000):
        yield b"<si><t>a</t></si>" * 1000
    yield b"</sst>"


def different_strings() -> Iterable[bytes]:
    yield b"<sst>"
    for start in range(0, 1_100_000, 1000):
        yield "".join(f"<si><t>{start + number}</t></si>" for number in range(1000)).encode()
    yield b"</sst>"


def white_sheet(megabytes: int) -> Iterable[bytes]:
    yield f"<worksheet {SHEET_NAMES}><sheetData>".encode()
    for _piece in range(megabytes):
        yield b"\n" * 1024**2
    yield b"</sheetData></worksheet>"


def million_rows() -> Iterable[bytes]:
    """As a spreadsheet program writes them: rows and cells named, numbers that don't pack well."""
    yield f"<worksheet {SHEET_NAMES}><sheetData>".encode()
    for start in range(1, MILLION, 1000):
        yield "".join(
            f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}"><v>{row * 7919 % 99991}</v></c></row>'
            for row in range(start, start + 1000)
        ).encode()
    yield b"</sheetData></worksheet>"


def lying(name: str, path: Path) -> None:
    """Says of a part that it unpacks to 1000 bytes, where it unpacks to 50 MB."""
    part_of(name, " " * 50_000_000, path)
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000)))


def nested(path: Path) -> None:
    zipped(path, {"a.xlsx": xlsx(path, [["x"]]).read_bytes()})


def many_files(count: int, path: Path) -> None:
    with zipfile.ZipFile(xlsx(path, [["x"]]), "a") as book:
        for number in range(count):
            book.writestr(f"xl/media/{number}", b"")


def flagged(path: Path) -> None:
    """A zip whose first part says to be encrypted."""
    content = bytearray(xlsx(path, [["x"]]).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def encrypted_ods(path: Path) -> None:
    ods(path, ods_row("x"), **{"META-INF__manifest.xml": "<m><encryption-data/></m>"})


def wholly_encrypted_ods(path: Path) -> None:
    """As newer programs do: one part holds all others."""
    manifest = "<m><encryption-data/></m>"
    zipped(
        path,
        {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "encrypted-package": bytes(range(256))},
    )


def macros(path: Path) -> None:
    with_part(xlsx(path, [["x"]]), "xl/vbaProject.bin", OLE2 + b"Sub AutoOpen()")


def cut(path: Path, of: Maker) -> None:
    of(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def old_xls(path: Path) -> None:
    path.write_bytes((OLD_BOOKS / "asiakkaat_2019.xls").read_bytes())


def followed_by_html(path: Path) -> None:
    path.write_bytes(xlsx(path, [["x"]]).read_bytes() + b"<html><script>alert(1)</script></html>")


def led_by_html(path: Path) -> None:
    path.write_bytes(b"<html><table></table></html>" + xlsx(path, [["x"]]).read_bytes())


def symlink(path: Path) -> None:
    path.symlink_to(xlsx(path.with_name("kohde.xlsx"), [["x"]]))


def repeats(rows: int | str, cells: int = 1) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{cells}" office:value-type="string">'
    row = f'<table:table-row table:number-rows-repeated="{rows}">'
    return f"{row}{cell}<text:p>x</text:p></table:table-cell></table:table-row>"


def ods_of(rows: str, path: Path) -> None:
    ods(path, rows)


def ods_part_of(name: str, content: str, path: Path) -> None:
    with_part(ods(path, ods_row("x")), name, content)


def merges(path: Path) -> None:
    data = "<sheetData><row><c><v>1</v></c></row></sheetData>" + '<mergeCell ref="A1:B2"/>' * 30_000
    part_of(SHEET, f"<worksheet {SHEET_NAMES}>{data}</worksheet>", path)


def sheets(count: int, name: str, white: int, path: Path) -> None:
    """Many sheets that all stand in one part, which is white for so many bytes."""
    xlsx(path, [["x"]])
    if white:
        with_sheet_xml(path, "\n" * white)
    with zipfile.ZipFile(path) as book:
        workbook = book.read("xl/workbook.xml").decode()
    (first,) = re.findall("<sheet .*?/>", workbook)
    many = "".join(first.replace('name="Sheet"', f'name="{number}{name}"') for number in range(count))
    with_part(path, "xl/workbook.xml", workbook.replace(first, many))


def hidden_columns_from_minus(path: Path) -> None:
    columns = '<cols><col min="-999999999999" max="many" hidden="1"/></cols>'
    part_of(SHEET, f"<worksheet {SHEET_NAMES}>{columns}</worksheet>", path)


def smileys(path: Path) -> None:
    """One letter outside the common ones makes its whole cell four times as heavy."""
    cell = f"😀{'x' * 300}"
    text_of("".join(f"{cell}{row};{row}{cell}\n" for row in range(20_000)), path)


def different_cells(path: Path) -> None:
    """As many places as are read, and no two cells alike."""
    with path.open("w", encoding="utf-8") as file:
        for row in range(20_000):
            file.write(";".join(f"solu {row * 40 + column}" for column in range(40)) + "\n")


# What is answered: the code of a refusal, or the kind of the book that was read after all.
BOMBS: dict[str, tuple[str, Maker]] = {
    "merkkijono_300_mt.xlsx": ("too_large_unpacked", partial(streamed, STRINGS, partial(one_string, 300))),
    "merkkijono_1_gt.xlsx": ("too_large_unpacked", partial(streamed, STRINGS, partial(one_string, 1024))),
    "merkkijono_100_mt.xlsx": ("too_complex", partial(streamed, STRINGS, partial(one_string, 100))),
    "merkkijonoja_1_1_milj.xlsx": (
        "too_complex",
        partial(streamed, STRINGS, partial(many_strings, 1_100_000)),
    ),
    "merkkijonoja_5_milj.xlsx": (
        "too_complex",
        partial(streamed, STRINGS, partial(many_strings, 5 * MILLION)),
    ),
    "merkkijonoja_eri_milj.xlsx": ("too_complex", partial(streamed, STRINGS, different_strings)),
    "valehtelee_koosta.xlsx": ("damaged", partial(lying, SHEET)),
    "valehtelee_tyyleista.xlsx": ("damaged", partial(lying, "xl/styles.xml")),
    "zip_zipissa.xlsx": ("not_a_spreadsheet", nested),
    "tyhjaa_120_mt.xlsx": ("too_complex", partial(streamed, SHEET, partial(white_sheet, 120))),
    "kappale_100_mt.ods": ("too_complex", partial(ods_of, ods_row("a" * 100 * 1024**2))),
    "toistoja_alas.ods": ("too_many_rows", partial(ods_of, repeats(10**9))),
    "toistoja_sivulle.ods": ("too_complex", partial(ods_of, repeats(1, 10**9))),
    "osia_6000.xlsx": ("too_complex", partial(many_files, 6000)),
    "osia_60000.xlsx": ("too_complex", partial(many_files, 60_000)),
    "syva.xlsx": ("damaged", partial(sheet_of, "<a>" * 300_000)),
    "syva.ods": ("damaged", partial(ods_of, "<a>" * 300_000)),
    "yhdistettyja.xlsx": ("too_complex", merges),
    "kulma.xlsx": (
        "too_many_rows",
        partial(sheet_of, '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "sarake_XFD.xlsx": ("too_complex", partial(sheet_of, '<row r="1"><c r="XFD1"><v>1</v></c></row>')),
    "riveja_miljoona.xlsx": ("too_many_rows", partial(streamed, SHEET, million_rows)),
    "riveja_miljoona.csv": ("too_many_rows", partial(text_of, b"Abdi;12345\n" * MILLION)),
    "tyhjia_riveja_20_milj.csv": ("empty", partial(text_of, b"\n" * 20 * MILLION)),
    "lainausmerkkeja_10_milj.csv": ("too_complex", partial(text_of, b'"' * 10 * MILLION)),
    "soluja_2_milj.csv": ("too_complex", partial(text_of, (b"a;" * 100 + b"\n") * 20_000)),
    "hymioita.csv": ("too_complex", smileys),
    "eri_soluja_800_000.csv": ("too_complex", different_cells),
    "sivujen_nimia.xlsx": ("too_complex", partial(sheets, 300, "x" * 10_000, 0)),
    "sivuja_tyhjia.xlsx": ("too_complex", partial(sheets, 2000, "", 2_000_000)),
    "naurut.xlsx": ("damaged", partial(part_of, SHEET, LAUGHS)),
    "naurut_merkkijonoissa.xlsx": ("damaged", partial(part_of, STRINGS, LAUGHS)),
    "naurut_kirjassa.xlsx": ("damaged", partial(part_of, "xl/workbook.xml", LAUGHS)),
    "naurut_tyyleissa.xlsx": ("damaged", partial(part_of, "xl/styles.xml", LAUGHS)),
    "naurut.ods": ("damaged", partial(ods_part_of, "content.xml", LAUGHS)),
    "naurut_luettelossa.ods": ("ods", partial(ods_part_of, "META-INF/manifest.xml", LAUGHS)),
    "ulkoa.xlsx": ("damaged", partial(part_of, SHEET, OUTSIDE)),
    "ulkoa.ods": ("damaged", partial(ods_part_of, "content.xml", OUTSIDE)),
}
LONG = {
    "sivuja_tyhjia.xlsx",
    "merkkijonoja_eri_milj.xlsx",
    "eri_soluja_800_000.csv",
    "merkkijono_1_gt.xlsx",
    "merkkijonoja_5_milj.xlsx",
    "osia_60000.xlsx",
}
# Small files that would unpack to something huge: told before they are unpacked.
UNPACKED_BOMBS = {
    "merkkijono_300_mt.xlsx",
    "merkkijono_1_gt.xlsx",
    "merkkijonoja_1_1_milj.xlsx",
    "merkkijonoja_5_milj.xlsx",
    "valehtelee_koosta.xlsx",
    "valehtelee_tyyleista.xlsx",
    "zip_zipissa.xlsx",
    "tyhjaa_120_mt.xlsx",
    "kappale_100_mt.ods",
    "osia_6000.xlsx",
    "osia_60000.xlsx",
    "syva.xlsx",
    "syva.ods",
}

STRANGE: dict[str, tuple[str, Maker]] = {
    "tyhja.xlsx": ("empty", partial(text_of, b"")),
    "valeja.csv": ("empty", partial(text_of, b" \r\n;;;\r\n\r\n")),
    "nollatavuja.csv": ("not_a_spreadsheet", partial(text_of, bytes(5000))),
    "kuva.xlsx": (
        "not_a_spreadsheet",
        partial(text_of, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20),
    ),
    "paperi.xlsx": ("not_a_spreadsheet", partial(text_of, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")),
    "paperi_lyhyt.xlsx": ("not_a_spreadsheet", partial(text_of, b"%PDF-1.7 \0")),
    "sivu.xls": ("not_a_spreadsheet", partial(text_of, "<html><table><tr><td>Nimi</td></tr></table></html>")),
    "sivu_ja_alkumerkki.xls": (
        "not_a_spreadsheet",
        partial(text_of, "\ufeff\n<!DOCTYPE html><table></table>"),
    ),
    "xml.xls": ("not_a_spreadsheet", partial(text_of, "<?xml version='1.0'?><Workbook/>")),
    "kirje.csv": ("not_a_spreadsheet", partial(text_of, b"{\\rtf1\\ansi Nimi;Kunta}")),
    "kirje.doc": ("not_a_spreadsheet", partial(text_of, OLE2 + "WordDocument".encode("utf-16-le"))),
    "kirje.docx": ("not_a_spreadsheet", partial(zipped, parts={"word/document.xml": "<w/>"})),
    "binaari.xlsb": ("not_a_spreadsheet", partial(zipped, parts={"xl/workbook.bin": "x"})),
    "tyhja_zip.xlsx": ("not_a_spreadsheet", partial(text_of, b"PK\x05\x06" + bytes(18))),
    "sivu_edella.xlsx": ("not_a_spreadsheet", led_by_html),
    "sivu_perassa.xlsx": ("xlsx", followed_by_html),
    "makroja.xlsm": ("xlsx", macros),
    "xlsx_nimella.xls": ("xlsx", partial(xlsx, rows=[["x"]])),
    "ods_nimella.csv": ("ods", partial(ods, rows=ods_row("x"))),
    "csv_nimella.xlsx": ("csv", partial(text_of, b"a;b\n")),
    "linkki.xlsx": ("xlsx", symlink),
    "lukossa.xlsx": (
        "encrypted",
        partial(text_of, OLE2 + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    ),
    "lukossa_osa.xlsx": ("encrypted", flagged),
    "lukossa.ods": ("encrypted", encrypted_ods),
    "lukossa_kokonaan.ods": ("encrypted", wholly_encrypted_ods),
    "rikki.xls": (
        "damaged",
        partial(text_of, OLE2 + bytes(600) + "Workbook\0".encode("utf-16-le") + bytes(600)),
    ),
    "rikki.xlsx": ("damaged", partial(text_of, b"PK\x03\x04" + bytes(100))),
    "katkennut.xls": ("not_a_spreadsheet", partial(cut, of=old_xls)),
    "katkennut.xlsx": ("damaged", partial(cut, of=partial(xlsx, rows=[["x"]] * 50))),
    "katkennut.ods": ("damaged", partial(cut, of=partial(ods, rows=ods_row("x")))),
    "katkennut.csv": ("open_quotes", partial(text_of, 'nimi;kunta\n"Olga;Kemi\nAli;Tornio\n')),
    "osa_puuttuu.xlsx": ("damaged", partial(part_of, "xl/_rels/workbook.xml.rels", "<Relationships/>")),
    "rivi_on_sana.xlsx": ("damaged", partial(sheet_of, '<row r="yksi"><c r="A1"><v>1</v></c></row>')),
    "rivi_miinus.xlsx": ("damaged", partial(sheet_of, '<row r="-5"><c r="A-5"><v>1</v></c></row>')),
    "sarakkeita_miinus.xlsx": ("damaged", hidden_columns_from_minus),
    "toistoja_sanoin.ods": ("damaged", partial(ods_of, repeats("monta"))),
    "laskettu_toisin.ods": ("miscounted", partial(ods_of, UNTYPED)),
}
