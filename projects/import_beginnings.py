"""A book that comes in is kept, and what kind of book it is and what its columns mean is guessed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from ohjaamo.books import Cell, Row
from projects import column_guesses
from projects.book_kinds import KINDS, kinds_for, resource_for
from projects.book_resources import BookResource
from projects.models import Project
from staff import headers, import_memory, staging
from staff.choices import BatchState
from staff.headers import Heading
from staff.models import ImportBatch, User
from staff.verdicts import ImportRefused

# So many columns with a day make a book of such columns; one alone may be anything.
ENOUGH_DAYS = 2
HALF = 0.5
# What a column means is seen from its first rows.
ROWS_LOOKED_AT = 1000


@dataclass(frozen=True)
class Look:
    """A book as one kind sees it: the columns it knows by their titles, and by what stands in them."""

    taker: BookResource
    heading: Heading
    guesses: Mapping[int, str]

    @property
    def titles(self) -> list[str]:
        return [column.title for column in self.heading.columns]

    @property
    def known(self) -> int:
        return len(self.heading.fields) + len(self.guesses)


def begin(*, path: Path, file_name: str, project: Project, today: dt.date, by: User) -> ImportBatch:
    """Keep a book for the project and guess its kind, its titles and its columns. Nothing goes into the register.

    Refused (BookError) when it can't be read, and (ImportRefused) when it holds no row.
    """
    taker = resource_for(kind=next(iter(KINDS)), project_code=project.code, today=today, by=by)
    batch = staging.stage(
        path=path, file_name=file_name, taker=taker, project_code=project.code, is_guided=True, by=by
    )
    lay_out(batch=batch, today=today, by=by)
    return batch


def lay_out(
    *, batch: ImportBatch, kind: str = "", header_row: int | None = None, today: dt.date, by: User
) -> None:
    """Guess what the columns mean, and, where they aren't said, the kind of the book and the row of its titles.

    A book with titles as one before is read as that one was. Refused (ImportRefused) when there is no such row or kind,
    or no row is below.
    """
    rows = staging.rows_of(batch)
    project = Project.objects.get(code=batch.project_code)
    kinds = [kind] if kind else list(kinds_for(project=project, today=today, by=by))
    takers = [resource_for(kind=each, project_code=batch.project_code, today=today, by=by) for each in kinds]
    likeliest = _likeliest([_look(taker, rows, header_row) for taker in takers], rows)
    taker, number = likeliest.taker, header_row or likeliest.heading.number
    meanings = import_memory.recall_layout(taker.kind, likeliest.titles)
    if meanings is not None and _is_arranged_as_before(batch, taker, number, meanings):
        return
    batch.reading["is_remembered"] = False
    staging.arrange(batch=batch, taker=taker, header_row=number, guesses=likeliest.guesses)


def read_anew(
    *,
    batch: ImportBatch,
    kind: str,
    sheet: str,
    encoding: str,
    header_row: int,
    taken: Sequence[str],
    today: dt.date,
    by: User,
) -> None:
    """Read the book as somebody says: another sheet or other letters, another kind or row of titles, rows not skipped.

    What wasn't said otherwise stays; of another sheet all is guessed anew, and so are the columns of another kind or
    row of titles. Refused (BookError, ImportRefused) when it can't be read so.
    """
    taker = resource_for(kind=batch.kind, project_code=batch.project_code, today=today, by=by)
    is_same_sheet = (sheet, encoding) == (batch.sheet, batch.reading["encoding"])
    is_same_kind = kind == batch.kind
    with transaction.atomic():
        if not is_same_sheet:
            staging.read_again(batch=batch, taker=taker, sheet=sheet, encoding=encoding)
            lay_out(batch=batch, kind="" if is_same_kind else kind, today=today, by=by)
            return
        batch.reading["taken"] = sorted(taken)
        if is_same_kind and header_row == batch.header_row:
            meanings = [column["field"] for column in batch.mapping]
            staging.arrange(batch=batch, taker=taker, header_row=header_row, meanings=meanings)
        else:
            lay_out(batch=batch, kind=kind, header_row=header_row, today=today, by=by)


def settle(*, batch: ImportBatch, taker: BookResource, meanings: Sequence[str], by: User) -> None:
    """Say what each column means, and remember it for the next book with these titles.

    Refused (ImportRefused) when a column that every row needs isn't there, or two are to mean the same.
    """
    titled = next(row for row in staging.rows_of(batch) if row.number == batch.header_row)
    heading = headers.chosen_by_place(titled, meanings, taker.titles, taker.dated)
    headers.require(heading, taker.titles, taker.needs, taker.dated)
    staging.arrange(batch=batch, taker=taker, header_row=batch.header_row, meanings=meanings)
    import_memory.remember_layout(batch=batch, by=by)


def taken_before(batch: ImportBatch) -> ImportBatch | None:
    """The same file as it was taken into the same project already and not taken back, if it was."""
    same = ImportBatch.objects.filter(
        sha256=batch.sha256, project_code=batch.project_code, state=BatchState.APPLIED
    )
    return same.exclude(pk=batch.pk).first()


def _is_arranged_as_before(
    batch: ImportBatch, taker: BookResource, header_row: int, meanings: Sequence[str]
) -> bool:
    """Whether the columns could be read as they were said to be; a meaning may have gone since."""
    batch.reading["is_remembered"] = True
    try:
        staging.arrange(batch=batch, taker=taker, header_row=header_row, meanings=meanings)
    except ImportRefused:
        return False
    return True


def _look(taker: BookResource, rows: Sequence[Row], header_row: int | None) -> Look:
    number = header_row or headers.guess(rows, taker.titles, taker.dated)
    titled = next((row for row in rows if row.number == number), rows[0])
    heading = headers.at(titled, taker.titles, {}, taker.dated)
    unknown = [place for place, column in enumerate(heading.columns) if not column.field]
    columns = {place: _column(place, heading, rows) for place in unknown}
    return Look(taker, heading, column_guesses.guess_columns(taker, columns, heading.fields))


def _likeliest(looks: Sequence[Look], rows: Sequence[Row]) -> Look:
    """The kind that reads the columns for days, if there are; else the one as before; else that knows most columns."""
    shares = [_share_of_days_read(look, rows) for look in looks]
    if max(shares) >= HALF:
        return looks[shares.index(max(shares))]
    for look in looks:
        if import_memory.recall_kinds(look.titles)[:1] == [look.taker.kind]:
            return look
    undated = [look for look in looks if not look.taker.dated] or looks
    return max(undated, key=lambda look: look.known)


def _share_of_days_read(look: Look, rows: Sequence[Row]) -> float:
    """Of what stands in the columns for days, how much the kind can read; nothing when there are hardly any."""
    columns = look.heading.columns
    places = [place for place, column in enumerate(columns) if headers.day_of(column.field)]
    if len(places) < ENOUGH_DAYS:
        return 0
    cells = [cell for place in places for cell in _column(place, look.heading, rows)]
    return column_guesses.share_read(look.taker, columns[places[0]].field, cells)


def _column(place: int, heading: Heading, rows: Sequence[Row]) -> list[Cell]:
    below = (row.cells[place] for row in rows if row.number > heading.number)
    return list(islice(below, ROWS_LOOKED_AT))
