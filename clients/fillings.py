"""An import fills blanks: what a book says beyond what we have, and where it says otherwise."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from clients.resemblances import own_figures
from ohjaamo import formats, reference
from ohjaamo.book_text import clean
from projects.book_columns import BLANK, in_cells
from staff.verdicts import Verdict


@dataclass(frozen=True)
class Filling:
    """The columns to write with their values, and those that differ: ours, the book's.

    Written are the blanks, and what somebody ticked; of the latter `taken` says ours and the book's, too.
    """

    blanks: dict[str, Any]
    differing: dict[str, tuple[Any, Any]]
    taken: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def compare(row: Model, said: Mapping[str, Any], *, taken: Collection[str] = ()) -> Filling:
    """What the book's values mean for a row of ours. A blank in the book never means anything.

    Of the values that differ those of the columns in `taken` take the place of ours.
    """
    filling = Filling({}, {})
    for name, book in said.items():
        ours = getattr(row, name)
        if book in BLANK or _is_alike(ours, book) or (name == "phone" and _is_one_number(ours, book)):
            continue
        if ours not in BLANK:
            (filling.taken if name in taken else filling.differing)[name] = (ours, book)
        if ours in BLANK or name in taken:
            filling.blanks[name] = book
    return filling


def tell_differences(verdict: Verdict, row: Model, filling: Filling) -> None:
    """List in the verdict what differs, as a reader sees it, and what was ticked to take its place."""
    for tell, values in ((verdict.differ, filling.differing), (verdict.take, filling.taken)):
        for name, (ours, book) in values.items():
            tell(name, shown(row, name, ours), shown(row, name, book))


def shown(row: Model, name: str, value: Any) -> str:
    """A value of a column in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if choices := dict(getattr(row._meta.get_field(name), "flatchoices", ())):
        return str(choices[value])
    if isinstance(value, dt.date):
        return formats.day(value)
    if name == "nationalities":
        return ", ".join(map(reference.country_name, value))
    if name in ("mother_tongue", "service_languages", "language"):
        return ", ".join(map(reference.language_name, [value] if isinstance(value, str) else value))
    return str(value)


def _is_alike(ours: Any, book: Any) -> bool:
    """Capitals, blanks and what no cell shows make no difference, nor does the order of several."""
    if ours == book:
        return True
    if isinstance(ours, str) and isinstance(book, str):
        return _comparable(ours) == _comparable(book)
    return isinstance(ours, list) and set(ours) == set(book)


def _is_one_number(ours: str, book: str) -> bool:
    """Whether two phone numbers are one, however its beginning is written."""
    return own_figures(ours) != "" and own_figures(ours) == own_figures(book)


def _comparable(text: str) -> str:
    return "".join(clean(in_cells(text)).casefold().split())
