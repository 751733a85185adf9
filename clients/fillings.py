"""An import fills blanks: what a book says beyond what we have, and where it says otherwise."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from ohjaamo import formats, reference
from projects.book_columns import BLANK
from staff.verdicts import Verdict


@dataclass(frozen=True)
class Filling:
    """The columns to fill with their values, and the columns that differ: ours, the book's."""

    blanks: dict[str, Any]
    differing: dict[str, tuple[Any, Any]]


def compare(row: Model, said: Mapping[str, Any]) -> Filling:
    """What the book's values mean for a row of ours. A blank in the book never means anything."""
    blanks, differing = {}, {}
    for name, book in said.items():
        ours = getattr(row, name)
        if book in BLANK or _is_alike(ours, book):
            continue
        if ours in BLANK:
            blanks[name] = book
        else:
            differing[name] = (ours, book)
    return Filling(blanks, differing)


def tell_differences(verdict: Verdict, row: Model, filling: Filling) -> None:
    """List in the verdict what differs, as a reader sees it."""
    for name, (ours, book) in filling.differing.items():
        verdict.differ(name, shown(row, name, ours), shown(row, name, book))


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
    if name in ("mother_tongue", "service_languages"):
        return ", ".join(map(reference.language_name, [value] if isinstance(value, str) else value))
    return str(value)


def _is_alike(ours: Any, book: Any) -> bool:
    """Capitals and blanks make no difference, nor does the order of several."""
    if isinstance(ours, str) and isinstance(book, str):
        return "".join(ours.casefold().split()) == "".join(book.casefold().split())
    if isinstance(ours, list):
        return set(ours) == set(book)
    return bool(ours == book)
