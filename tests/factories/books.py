"""Spreadsheets made for one test: what is in them is written in the test."""

import io
import zipfile
from pathlib import Path

import openpyxl

ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)
SHEET_NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def zipped(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip file with the given parts, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def ods(path: Path, rows: str, **parts: str) -> Path:
    """An .ods whose only table, Taul1, holds the given XML."""
    content = (
        f"<office:document-content{ODS_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Taul1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    given = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped(path, given | {name.replace("__", "/"): text for name, text in parts.items()})


def ods_row(*texts: str, repeated: int = 1) -> str:
    """A row of text cells."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def xlsx(path: Path, rows: list[list[object]]) -> Path:
    """An .xlsx whose only sheet holds the given values."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_part(path: Path, name: str, content: str | bytes) -> Path:
    """The same zip with one part put in another's place, or added."""
    with zipfile.ZipFile(path) as book:
        parts = {found: book.read(found) for found in book.namelist()}
    path.unlink()
    return zipped(path, parts | {name: content})


def with_sheet_xml(path: Path, data: str) -> Path:
    """The same .xlsx, its first sheet holding the given XML as rows."""
    sheet = f"<worksheet {SHEET_NAMES}><sheetData>{data}</sheetData></worksheet>"
    return with_part(path, "xl/worksheets/sheet1.xml", sheet)


def unpacked_size(path: Path) -> int:
    """What the zip says it would unpack to."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as book:
        return sum(entry.file_size for entry in book.infolist())
