"""What every book has: columns known by synonyms, cells that become values, rows that go to an intake."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from import_export.resources import Resource

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.book_columns import BLANK, Values
from projects.models import Municipality, Project
from staff import auditing, headers
from staff.verdicts import ImportRefused, Verdict

# Where a value may stand when its own column isn't there.
STANDS_IN = {
    "last_name": ("name", "first_names"),
    "first_names": ("name", "last_name"),
    "born_on": ("personal_identity_code",),
}


class Intake(Protocol):
    """Where the values of a row go."""

    def take(self, values: Values, verdict: Verdict) -> None: ...


class BookResource(Resource):
    """One kind of book; what `staff.imports` calls a taker."""

    kind: ClassVar[str]
    # What the office calls such a book.
    name: ClassVar[Promise]
    # What a report counts, by the words of the command line, with their names.
    models: ClassVar[Mapping[str, Promise]]
    # Columns each for a day ("Tilanne 30.4.2019") are read as this word, a colon and the day; empty where none are.
    dated: ClassVar[str] = ""
    # Groups of columns of which every row fills one, and what to say of a row that doesn't.
    needs: ClassVar[Mapping[tuple[str, ...], Promise]]
    # Two equal rows of results are two results; elsewhere the second says nothing more.
    may_repeat: ClassVar[bool] = False

    def __init__(self, *, project: Project | None, today: dt.date, by: auditing.Actor) -> None:
        super().__init__()
        self._project = project
        self.today = today
        self.by = by

    @property
    def project(self) -> Project:
        """The project the book belongs to. Refused (ImportRefused) when none was named."""
        if self._project is None:
            raise ImportRefused(_("Say which project the book belongs to."))
        return self._project

    @property
    def titles(self) -> headers.Titles:
        return {name: field.titles for name, field in self.fields.items()}

    def begin(self) -> None:
        self.known = {"today": self.today, "municipalities": _municipalities()}
        self.met: dict[tuple[str, ...], int] = {}
        self.intake = self.open_intake()

    def open_intake(self) -> Intake:
        """The intake, with the register read as it is now."""
        raise NotImplementedError

    def complete(self, values: dict[str, Any], verdict: Verdict) -> None:
        """Bring together what stands in several columns, and refuse what contradicts itself."""

    def take(self, cells: dict[str, Cell], verdict: Verdict) -> None:
        verdict.titles = {**_stand_ins(verdict.titles), **verdict.titles}
        if first := self._first_equal(cells, verdict.number):
            column = next(iter(cells))
            verdict.warn(
                column, _("The row is the same as row %(row)s, so it wasn't taken again.") % {"row": first}
            )
            return
        values = self.values(cells, verdict)
        self.complete(values, verdict)
        verdict.stop_if_refused()
        self.intake.take(values, verdict)

    def values(self, cells: dict[str, Cell], verdict: Verdict) -> dict[str, Any]:
        """The row's values by column; what can't be read, or is missing where it may not be, is refused."""
        values = {}
        for name, cell in cells.items():
            field = self.fields[name]
            try:
                values[name] = field.clean({name: cell}, **self.known)
            except ValueError as error:
                verdict.refuse(name, str(error))
        for group, missing in self.needs.items():
            present = [name for name in group if name in cells]
            if all(name in values and values[name] in BLANK for name in present):
                verdict.refuse(present[0], str(missing))
        return values

    def _first_equal(self, cells: dict[str, Cell], number: int) -> int | None:
        first = self.met.setdefault(tuple(cell.text for cell in cells.values()), number)
        return None if self.may_repeat or first == number else first


def _municipalities() -> dict[str, Municipality]:
    return {
        plain(name): one
        for one in Municipality.objects.all()
        for name in (one.code, one.name_fi, one.name_sv)
        if name
    }


def _stand_ins(titles: Any) -> dict[str, str]:
    """Titles for what stands in another column, so that a message about it has a place."""
    return {
        name: titles[other]
        for name, others in STANDS_IN.items()
        for other in reversed(others)
        if other in titles
    }
