"""What every book has: columns known by synonyms, cells that become values, rows that go to an intake."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, ClassVar, Protocol

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from import_export.resources import Resource

from ohjaamo.books import Cell
from ohjaamo.reference import plain
from projects.book_columns import BLANK, BookField, Values
from projects.models import Municipality, Project
from staff import auditing, headers
from staff.gathering import Gathering
from staff.permissions import Permission
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


@dataclass(frozen=True)
class Line:
    """What stands in the register as a row of a book: whom it is about, by key, and the values to write.

    One about somebody under a safety restriction (`is_guarded`) is for those who open such records.
    """

    about: int | None
    values: Mapping[str, Any]
    is_guarded: bool = False


class BookResource(Resource):
    """One kind of book; what `staff.imports` calls a taker."""

    # A page lists the kinds, not one taker of each.
    do_not_call_in_templates: ClassVar[bool] = True
    kind: ClassVar[str]
    # What the office calls such a book.
    label: ClassVar[Promise]
    # What a report counts, by the words of the command line, with their names.
    models: ClassVar[Mapping[str, Promise]]
    # Columns each for a day ("Tilanne 30.4.2019") are read as this word, a colon and the day; empty where none are.
    dated: ClassVar[str] = ""
    # Groups of columns of which every row fills one, and what to say of a row that doesn't.
    needs: ClassVar[Mapping[tuple[str, ...], Promise]]
    # What it takes to bring such a book in or out, beside importing at all; None for nothing more.
    permission: ClassVar[Permission | None] = None
    # What rows are about, as the log of openings calls it.
    about: ClassVar[str] = ""
    # Columns that say otherwise what others say: read, never written.
    spare: ClassVar[Collection[str]] = ()
    # Two equal rows of results are two results; elsewhere the second says nothing more.
    may_repeat: ClassVar[bool] = False
    # Through which an intake makes rows that may be written together; None where each is written at once.
    gathering: Gathering | None = None

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

    @property
    def columns(self) -> list[str]:
        """The columns of an empty book, by name."""
        return [name for name in self.fields if name not in self.spare]

    @property
    def shown_columns(self) -> list[str]:
        """The columns of a book that goes out, by name: whoever has it learns no identity code."""
        return [name for name in self.columns if not self.field_of(name).is_identity_code]

    def lines(self) -> Iterator[Line]:
        """What stands in the register of the project, as rows of such a book; kinds with days have none."""
        raise NotImplementedError

    @cached_property
    def met_cells(self) -> dict[tuple[str, str | dt.date, bool], Any]:
        """Values by the cells in which they stood."""
        return {}

    @cached_property
    def known(self) -> dict[str, Any]:
        """What the readers of cells go by."""
        return {"today": self.today, "municipalities": _municipalities()}

    def field_of(self, name: str) -> BookField:
        """The field of a column; a kind whose columns have days knows those, too."""
        field: BookField = self.fields[name]
        return field

    def read(self, name: str, cell: Cell) -> Any:
        """The cell as a value of a column. ValueError in a sentence when it can't be read for certain."""
        field = self.field_of(name)
        if not (field.choices or field.is_day):
            return field.widget.read(cell, **self.known)
        # The same few words and days stand in a column again and again.
        met = name, cell.value, cell.is_formula
        if met not in self.met_cells:
            self.met_cells[met] = field.widget.read(cell, **self.known)
        return self.met_cells[met]

    def begin(self) -> None:
        self.met: dict[bytes, int] = {}
        self.intake = self.open_intake()

    def end(self) -> None:
        del self.met, self.intake

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
            try:
                values[name] = self.read(name, cell)
            except ValueError as error:
                verdict.refuse(name, str(error))
        for group, missing in self.needs.items():
            present = [name for name in group if name in cells]
            if all(name in values and values[name] in BLANK for name in present):
                verdict.refuse(next(iter(present), group[0]), str(missing))
        return values

    def _first_equal(self, cells: dict[str, Cell], number: int) -> int | None:
        # A digest, as the texts of a whole book would fill the memory.
        texts = "\0".join([cell.text for cell in cells.values()])
        first = self.met.setdefault(blake2b(texts.encode(), digest_size=16).digest(), number)
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
