"""Books that go out: an empty one to fill in, or what stands in the register, which comes back in as it is."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from ohjaamo.books import Cell
from projects import book_columns
from projects.book_columns import BLANK, BookField
from projects.book_resources import BookResource, Line

# What a cell of a spreadsheet holds at most; the library drops a longer text without a word.
LONGEST_CELL = 32_767
# The calendars of spreadsheets are wrong before this day; earlier ones are written as words.
FIRST_SURE_DAY = dt.date(1900, 3, 1)
NARROWEST, WIDEST = 12, 50
# So many words are listed in the guide; of longer lists the first few.
LISTED, FIRST_FEW = 40, 12
# The title of a column for a day, as the guide shows one.
EXAMPLE = dt.date(2022, 4, 30)
DAY_FORMAT = "d.m.yyyy"


def empty_book(resource: BookResource) -> bytes:
    """An .xlsx with the titles alone, and a sheet that says what each column takes."""
    return _Writer(resource, resource.columns).book(())


def write_book(resource: BookResource, lines: Iterable[Line]) -> bytes:
    """An .xlsx of these rows, and the guide. What looks like a formula is written as the words it is.

    A text that no cell holds is left out, and the guide says which.
    """
    return _Writer(resource, resource.shown_columns).book(lines)


class _Writer:
    def __init__(self, resource: BookResource, columns: Sequence[str]) -> None:
        self.resource = resource
        self.columns = columns
        self.fields: dict[str, BookField] = {name: resource.field_of(name) for name in columns}
        self.choices = {
            name: dict(field.choices()) for name, field in self.fields.items() if field.choices is not None
        }
        self.words: dict[tuple[str, str], str] = {}
        self.too_long: list[tuple[int, str]] = []

    def book(self, lines: Iterable[Line]) -> bytes:
        packed = io.BytesIO()
        with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
            sheet = book.add_worksheet(_("Table"))
            self._format(book, sheet)
            for number, line in enumerate(lines, start=1):
                for place, name in enumerate(self.columns):
                    self._write(sheet, number, place, name, line.values.get(name))
            self._guide(book)
        return packed.getvalue()

    def _format(self, book: Any, sheet: Any) -> None:
        """Columns of words hold words, so that 047 typed there stays 047."""
        bold = book.add_format({"bold": True, "bottom": 1})
        formats = {
            "day": book.add_format({"num_format": DAY_FORMAT, "align": "left"}),
            "number": book.add_format({"align": "left"}),
            "text": book.add_format({"num_format": "@"}),
        }
        for place, field in enumerate(self.fields.values()):
            kind = "day" if field.is_day else "number" if field.is_number else "text"
            width = WIDEST if field.is_long else max(NARROWEST, len(field.title) + 2)
            sheet.set_column(place, place, width, formats[kind])
            sheet.write_string(0, place, field.title, bold)
        sheet.freeze_panes(1, 0)
        self.day = formats["day"]

    def _write(self, sheet: Any, number: int, place: int, name: str, value: Any) -> None:
        if value in BLANK:
            return
        if isinstance(value, dt.date) and value >= FIRST_SURE_DAY:
            sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()), self.day)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(number, place, value)
        else:
            text = book_columns.in_cells(self._text(name, value))
            if len(text) > LONGEST_CELL:
                self.too_long.append((number + 1, self.fields[name].title))
            else:
                sheet.write_string(number, place, text)

    def _text(self, name: str, value: Any) -> str:
        """A value in words; codes by the names they have, so far as those are read back as the same."""
        if isinstance(value, dt.date):
            return Cell(value).text
        if isinstance(value, bool):
            value = "k" if value else "e"
        codes = value if isinstance(value, list) else [value]
        plainly = ", ".join(map(str, codes))
        if name not in self.choices:
            return plainly
        if (name, plainly) not in self.words:
            named = ", ".join(self.choices[name].get(code, str(code)) for code in codes)
            self.words[name, plainly] = named if self._is_read_alike(name, named, plainly) else plainly
        return self.words[name, plainly]

    def _is_read_alike(self, name: str, text: str, other: str) -> bool:
        try:
            return bool(self.resource.read(name, Cell(text)) == self.resource.read(name, Cell(other)))
        except ValueError:
            return False

    def _guide(self, book: Any) -> None:
        """The second sheet: of each column what it takes."""
        sheet, bold = book.add_worksheet(_("Guide")), book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for place, width in enumerate((28, 40, 32, 80)):
            sheet.set_column(place, place, width, wrapped)
        remarks = list(self._remarks())
        for number, remark in enumerate(remarks):
            sheet.write_string(number, 0, remark, book.add_format())
        titles = (_("Column"), _("What it takes"), _("Is it needed"), _("Words"))
        for place, title in enumerate(titles):
            sheet.write_string(len(remarks) + 1, place, title, bold)
        told = [
            (field.title, str(_takes(field)), self._need(name), _listed(self.choices.get(name, {})))
            for name, field in self.fields.items()
        ]
        if self.resource.dated:
            field = self.resource.field_of(f"{self.resource.dated}:{EXAMPLE.isoformat()}")
            words = dict(field.choices()) if field.choices else {}
            told.append((Cell(EXAMPLE).text, str(_takes(field)), _("No"), _listed(words)))
        for number, texts in enumerate(told, start=len(remarks) + 2):
            for place, text in enumerate(texts):
                sheet.write_string(number, place, text, wrapped)

    def _remarks(self) -> Iterator[str]:
        yield str(self.resource.label)
        yield _("Fill in the first sheet, one row below another, and bring the file in on the page Import.")
        if self.resource.dated:
            yield _(
                "After these columns comes one for each day, under the day as its title, such as 30.4.2022."
            )
        for row, title in self.too_long:
            yield _("Row %(row)s, %(title)s: the text is longer than a cell can hold and was left out.") % {
                "row": row,
                "title": title,
            }

    def _need(self, name: str) -> str:
        for group in self.resource.needs:
            titles = [self.fields[each].title for each in group if each in self.fields]
            if name in group and len(titles) == 1:
                return _("Yes")
            if name in group:
                return _("One of these: %(titles)s") % {"titles": ", ".join(titles)}
        return _("No")


def _listed(choices: Mapping[str, str]) -> str:
    names = list(choices.values())
    return ", ".join([*names[:FIRST_FEW], "…"] if len(names) > LISTED else names)


def _takes(field: BookField) -> Any:
    if field.takes:
        return field.takes
    if field.is_identity_code:
        return _("A personal identity code, DDMMYY-NNNT")
    if field.is_day:
        return _("A day, such as 30.4.2022")
    if field.is_number:
        return _("A whole number")
    if field.choices is book_columns.truths:
        return _("Yes or no: k or e")
    return _("One of the words") if field.choices else _("Text")
