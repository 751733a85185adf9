"""Where a book's table begins, and what its columns mean: titles are known by their synonyms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ohjaamo.books import Row
from ohjaamo.reference import plain
from staff.verdicts import ImportRefused

Titles = Mapping[str, Sequence[str]]
# Titles and notes above a table fill some rows, never more.
SEARCHED_ROWS = 30
ENOUGH = 2
BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Column:
    """A column of the book under its own title. `field` is what it means, or empty when it isn't read, for `why`."""

    title: str
    field: str = ""
    why: str = ""


@dataclass(frozen=True)
class Heading:
    """The row of titles, by the number the spreadsheet shows."""

    number: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns if column.field}


def find(rows: Sequence[Row], titles: Titles, chosen: Mapping[str, str]) -> Heading:
    """The first row in which enough cells are titles we know, and at least half of them.

    `chosen` says what some titles mean (an empty meaning: don't read). Refused (ImportRefused) when there is no such
    row, and when `chosen` names a title that isn't there or a meaning that isn't ours.
    """
    for meaning in chosen.values():
        if meaning and meaning not in titles:
            raise ImportRefused(_("There is no column meaning “%(name)s”.") % {"name": meaning})
    known = {_folded(title): name for name, listed in titles.items() for title in listed}
    asked = {_folded(title): name for title, name in chosen.items()}
    for row in rows[:SEARCHED_ROWS]:
        filled = [title for title in (_folded(cell.text) for cell in row.cells) if title]
        found = {(known | asked).get(title) or title for title in filled if title in known or title in asked}
        if len(found) >= ENOUGH and 2 * len(found) >= len(filled):
            missing = [title for title in chosen if _folded(title) not in filled]
            if missing:
                raise ImportRefused(_("There is no column “%(title)s” in the book.") % {"title": missing[0]})
            return Heading(row.number, _columns(row, known, asked))
    raise ImportRefused(
        _(
            "No row with the titles of the columns was found. Write them above the table, for example %(titles)s."
        )
        % {"titles": ", ".join(listed[0] for listed in list(titles.values())[:3])}
    )


def require(heading: Heading, titles: Titles, needs: Sequence[Sequence[str]]) -> None:
    """Refused (ImportRefused) when none of the columns of a group in `needs` is there."""
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


def _columns(row: Row, known: Mapping[str, str], asked: Mapping[str, str]) -> tuple[Column, ...]:
    taken = {name: title for title, name in asked.items() if name}
    columns: list[Column] = []
    for cell in row.cells:
        title, folded = " ".join(cell.text.split()), _folded(cell.text)
        name = asked.get(folded, known.get(folded, ""))
        if name and taken.setdefault(name, folded) == folded and name not in {each.field for each in columns}:
            columns.append(Column(title, name))
        elif name:
            columns.append(
                Column(title, why=_("Another column already means the same, so this one isn't read."))
            )
        elif title and folded not in asked:
            columns.append(Column(title, why=_("We don't know what this column means, so it isn't read.")))
        else:
            columns.append(Column(title))
    return tuple(columns)


def _folded(title: str) -> str:
    return BETWEEN.sub("", plain(title))
