"""The indicators as a book: an .xlsx of the numbers and one of what they mean."""

import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from ohjaamo.formats import day as in_words
from reports import indicator_checks, indicator_tables
from reports.figures.indicators import Indicators, in_force

Cell = str | int | None
FIRST_WIDE, NAME_WIDE, WIDE = 12, 60, 12


def book(found: Indicators) -> bytes:
    """The book, in Finnish. Every text is written as the words it is: one that looks like a formula stays a text."""
    packed = io.BytesIO()
    with translation.override("fi"), xlsxwriter.Workbook(packed, {"in_memory": True}) as written:
        bold = written.add_format({"bold": True})
        _write(written.add_worksheet(_("Indicators")), list(_numbers(found)), bold)
        _write(written.add_worksheet(_("Definitions")), list(_definitions(found)), bold)
        checks = [(each.rule, each.text) for each in indicator_checks.findings(found)]
        _write(written.add_worksheet(_("Reconciliation")), [(_("Rule"), _("Found")), *checks], bold)
    return packed.getvalue()


def _numbers(found: Indicators) -> Iterator[Sequence[Cell]]:
    yield (_("Code"), _("Indicator"), *indicator_tables.headings(), _("Not known"))
    for section in indicator_tables.sections(found):
        for row in section.rows:
            cells = [cell.value for cell in row.cells]
            yield (row.indicator.code, row.indicator.name, *cells, row.unknown)
    yield ()
    yield ("", f"{found.project.code} {found.project.name}")
    yield ("", in_words(found.day))


def _definitions(found: Indicators) -> Iterator[Sequence[Cell]]:
    yield (_("Code"), _("Definition"), _("Source"), _("Version"))
    for each in in_force(found.project, found.day):
        yield (each.code, f"{each.name}. {each.definition}", each.source, each.version)


def _write(sheet: "xlsxwriter.worksheet.Worksheet", rows: Sequence[Sequence[Cell]], bold: object) -> None:
    sheet.set_column(0, 0, FIRST_WIDE)
    sheet.set_column(1, 1, NAME_WIDE)
    sheet.set_column(2, 12, WIDE)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, cell, None if number else bold)
