"""Where a book's table begins, and what its columns mean: titles are known by their synonyms."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ohjaamo.books import Cell, Row
from ohjaamo.reference import plain
from staff.verdicts import ImportRefused

Titles = Mapping[str, Sequence[str]]
# Titles and notes above a table fill some rows, never more.
SEARCHED_ROWS = 30
ENOUGH = 2
BETWEEN = re.compile(r"[\W_]+")
# "Tilanne 30.4.2019", "Status 2019-04-30"
DAY_IN_TITLE = re.compile(r"(?<![0-9])([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})(?![0-9])")
ISO_DAY_IN_TITLE = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])")
# What a column means that goes to the note under its title, where the book's kind has a note.
TO_NOTE, NOTE = "to_note", "note"
# What the column is called, in Finnish and in English, that tells in a book given back why its rows weren't taken in.
WHY_NOT = ("Miksi ei tuotu", "Why not imported")
UNKNOWN = _lazy("We don't know what this column means, so it isn't read.")
TWICE = _lazy("Another column already means the same, so this one isn't read.")


@dataclass(frozen=True)
class Column:
    """A column of the book under its own title. `field` is what it means, or empty when it isn't read, for `why`."""

    title: str
    field: str = ""
    why: str = ""
    # By what stands in the column, not by its title.
    is_guessed: bool = False


@dataclass(frozen=True)
class Heading:
    """The row of titles, by the number the spreadsheet shows."""

    number: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}

    def with_guesses(self, guesses: Mapping[int, str]) -> "Heading":
        """The same, with what columns mean by what stands in them, by their places."""
        columns = tuple(
            Column(column.title, guesses[place], is_guessed=True) if place in guesses else column
            for place, column in enumerate(self.columns)
        )
        return Heading(self.number, columns)


def find(rows: Sequence[Row], titles: Titles, chosen: Mapping[str, str], dated: str = "") -> Heading:
    """The first row in which enough cells are titles we know, and at least half of them.

    `chosen` says what some titles mean (an empty meaning: don't read); `dated` what columns are that name a day.
    Refused (ImportRefused) when there is no such row, and when `chosen` names a title that isn't there or a meaning
    that isn't ours.
    """
    _refuse_unknown(chosen, titles, dated)
    meanings = Meanings(titles, chosen, dated)
    row = _titled(rows, meanings)
    if row is None:
        raise ImportRefused(
            _(
                "No row with the titles of the columns was found. Write them above the table, "
                "for example %(titles)s."
            )
            % {"titles": ", ".join(listed[0] for listed in list(titles.values())[:3])}
        )
    there = {folded(cell.text) for cell in row.cells}
    if missing := [title for title in chosen if folded(title) not in there]:
        raise ImportRefused(_("There is no column “%(title)s” in the book.") % {"title": missing[0]})
    return Heading(row.number, meanings.columns(row))


def guess(rows: Sequence[Row], titles: Titles, dated: str = "") -> int:
    """The number of the row that most likely holds the titles: the first that has enough, else the first of words."""
    if row := _titled(rows, Meanings(titles, {}, dated)):
        return row.number
    worded = (row for row in rows[:SEARCHED_ROWS] if sum(bool(cell.text) for cell in row.cells) >= ENOUGH)
    return next(worded, rows[0]).number


def at(row: Row, titles: Titles, chosen: Mapping[str, str], dated: str = "") -> Heading:
    """The titles as they stand in a row. Refused (ImportRefused) when `chosen` names a meaning that isn't ours."""
    _refuse_unknown(chosen, titles, dated)
    return Heading(row.number, Meanings(titles, chosen, dated).columns(row))


def chosen_by_place(row: Row, meanings: Sequence[str], titles: Titles, dated: str = "") -> Heading:
    """The titles with what somebody said of each column, in order; what was said of none isn't read.

    Refused (ImportRefused) when a meaning isn't ours, and when two columns are to mean the same.
    """
    _refuse_unknown(dict(enumerate(meanings)), titles, dated)
    said = [*meanings, *[""] * len(row.cells)][: len(row.cells)]
    read = [meaning for meaning in said if meaning and meaning != TO_NOTE]
    if len(set(read)) < len(read):
        raise ImportRefused(_("Two columns can't mean the same."))
    texts = [" ".join(cell.text.split()) for cell in row.cells]
    return Heading(row.number, tuple(map(Column, texts, said)))


def require(heading: Heading, titles: Titles, needs: Iterable[Sequence[str]], dated: str = "") -> None:
    """Refused (ImportRefused) when none of the columns of a group in `needs`, or none for a day, is there."""
    if dated and not any(name.startswith(f"{dated}:") for name in heading.fields):
        raise ImportRefused(_("The book has no column for a day, such as “30.4.2019”."))
    for group in needs:
        if not heading.fields.intersection(group):
            example = " / ".join(titles[name][0] for name in group)
            raise ImportRefused(
                _("The book has no column “%(title)s”, which every row needs.") % {"title": example}
            )


def repeats(row: Row, heading: Heading) -> bool:
    """Whether the row only repeats the titles, as on each page of a printed book."""
    texts = [" ".join(cell.text.split()) for cell in row.cells]
    return texts[: len(heading.columns)] == [column.title for column in heading.columns]


class Meanings:
    """What titles mean: as somebody chose, else by our synonyms, else by the day that stands in them."""

    def __init__(self, titles: Titles, chosen: Mapping[str, str], dated: str) -> None:
        self.known = {folded(title): name for name, listed in titles.items() for title in listed}
        self.chosen = {folded(title): name for title, name in chosen.items()}
        self.dated = dated

    def of(self, cell: Cell) -> str:
        """What the column is, or nothing."""
        title = folded(cell.text)
        if title in self.chosen:
            return self.chosen[title]
        return self.known.get(title) or self._day_in(cell)

    def columns(self, row: Row) -> tuple[Column, ...]:
        """Each column of the row of titles; of two that mean the same, the chosen one, else the first, is read."""
        taken = {name: title for title, name in self.chosen.items() if name and name != TO_NOTE}
        columns: list[Column] = []
        for cell in row.cells:
            title, plain_title, name = " ".join(cell.text.split()), folded(cell.text), self.of(cell)
            if not name or name == TO_NOTE:
                is_asked_about = not title or plain_title in self.chosen or tells_why_not(title)
                columns.append(Column(title, name, "" if is_asked_about else str(UNKNOWN)))
            elif taken.setdefault(name, plain_title) == plain_title and name not in {
                c.field for c in columns
            }:
                columns.append(Column(title, name))
            else:
                columns.append(Column(title, why=str(TWICE)))
        return tuple(columns)

    def _day_in(self, cell: Cell) -> str:
        if not self.dated:
            return ""
        day = cell.value if isinstance(cell.value, dt.date) else day_in(cell.text)
        return f"{self.dated}:{day.isoformat()}" if day else ""


def day_in(title: str) -> dt.date | None:
    """The day that stands in a title, if there is such a day."""
    finnish, iso = DAY_IN_TITLE.search(title), ISO_DAY_IN_TITLE.search(title)
    numbers = reversed(finnish.groups()) if finnish else iso.groups() if iso else ()
    try:
        return dt.date(*map(int, numbers)) if finnish or iso else None
    except ValueError:
        return None


def day_of(name: str) -> dt.date | None:
    """The day of a column that has one: "status:2019-04-30"."""
    return day_in(name.partition(":")[2])


def tells_why_not(title: str) -> bool:
    """Whether a column is ours, of a book given back: it says nothing of the rows."""
    return folded(title) in map(folded, WHY_NOT)


def folded(title: str) -> str:
    """A title as it is compared: letters and digits alone, small."""
    return BETWEEN.sub("", plain(title))


def _titled(rows: Sequence[Row], meanings: Meanings) -> Row | None:
    for row in rows[:SEARCHED_ROWS]:
        filled = [cell for cell in row.cells if folded(cell.text)]
        known = [cell for cell in filled if meanings.of(cell) or folded(cell.text) in meanings.chosen]
        # Columns that mean the same, or that are chosen not to be read, are told apart by their titles.
        found = {meanings.of(cell) or folded(cell.text) for cell in known}
        # Days alone are a row of the table.
        is_titled = any(":" not in name for name in found)
        if is_titled and len(found) >= ENOUGH and 2 * len(found) >= len(filled):
            return row
    return None


def _refuse_unknown(chosen: Mapping[Any, str], titles: Titles, dated: str) -> None:
    for meaning in chosen.values():
        is_dated = bool(dated) and meaning.startswith(f"{dated}:") and day_of(meaning) is not None
        is_note = meaning == TO_NOTE and NOTE in titles
        if meaning and meaning not in titles and not (is_note or is_dated):
            raise ImportRefused(_("There is no column meaning “%(name)s”.") % {"name": meaning})
