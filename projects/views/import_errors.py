"""The rows that can't be taken in, corrected in their cells or left out, and given back as a book."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ohjaamo.periods import today
from projects import import_steps, returned_books
from projects.access import requires
from projects.book_grids import Grid
from projects.forms.import_errors import CorrectionForm
from projects.import_access import batch_for, judge, open_batch_for, taker_for
from projects.memberships import allowed_to
from staff import corrections, pages
from staff.choices import RowStatus
from staff.models import ImportBatch, ImportRow
from staff.permissions import Permission
from staff.readings import Reading
from staff.verdicts import ImportRefused

ROWS_A_PAGE = 50
# What static/js/import-grid.js says of itself.
BY_SCRIPT = "X-Sent-By-Script"
# The tabs, by the word in the address; those of the second half are there only while they hold a row.
ALL, ERRORS = "all", "errors"
TABS: dict[str, tuple[Promise, tuple[RowStatus, ...]]] = {
    ALL: (_lazy("All"), tuple(RowStatus)),
    ERRORS: (_lazy("Errors"), (RowStatus.REFUSED,)),
    "new": (_lazy("New ones"), (RowStatus.CREATED,)),
    "updates": (_lazy("Updates"), (RowStatus.UPDATED,)),
    "unchanged": (_lazy("Unchanged"), (RowStatus.UNCHANGED,)),
    "questions": (_lazy("To be answered"), (RowStatus.QUESTION,)),
    "left-out": (_lazy("Left-out rows"), (RowStatus.LEFT_OUT,)),
}
KEPT = ("rows", "page", "row")
ONLY_WITH_ROWS = ("questions", "left-out")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """The bad rows, to be corrected; by the other tabs the others, to be read."""
    batch = open_batch_for(request.user, pk, today())
    try:
        judge(batch, request.user, today())
    except ImportRefused as refusal:
        pages.refuse(request, str(refusal))
    return render(request, "projects/imports/errors.html", _context(request, batch))


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_cell(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Corrects cells of one row and tries it anew."""
    batch = open_batch_for(request.user, pk, today())
    found, form = _asked(request, batch, row)
    if not form.is_valid():
        return _refused(request, batch, _("The text is too long for a cell."))
    if not form.texts:
        return _answer(request, batch, _("No cell was changed."))
    return _correct(request, batch, [found], form.texts)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_alike(request: HttpRequest, pk: int, row: int, place: int) -> HttpResponse:
    """Corrects every cell of the column that is wrong in the same way: as was typed, else by the likest word."""
    batch = open_batch_for(request.user, pk, today())
    found, form = _asked(request, batch, row)
    if place not in form.standing:
        raise Http404
    likest = _grid(request, batch).offers(found, place)[:1]
    text = form.texts.get(place) if form.is_valid() else None
    if text is None and not likest:
        return _refused(request, batch, _("Write first in the cell what is to stand there."))
    texts = {place: likest[0].word if text is None else text}
    return _correct(request, batch, corrections.alike(found, place), texts)


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves one row out, or all that can't be taken in; those are given back as a book at once."""
    batch = open_batch_for(request.user, pk, today())
    bad = corrections.bad_rows(batch)
    number = request.POST.get("row", "")
    rows = [row for row in bad if str(row.number) == number] if number else bad
    try:
        corrections.leave_out(rows=rows)
    except ImportRefused as refusal:
        return _refused(request, batch, str(refusal))
    said = ngettext("%(count)s row was left out.", "%(count)s rows were left out.", len(rows))
    return _answer(request, batch, said % {"count": len(rows)}, **({} if number else {"download": "now"}))


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_take_back(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Takes a row that was left out among the others again."""
    batch = open_batch_for(request.user, pk, today())
    return _correct(request, batch, [_row(batch, row)], {})


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that weren't taken, as a book of the same shape with a column that says why."""
    batch = batch_for(request.user, pk, today())
    if not batch.rows.exists():
        raise Http404
    # The name of the file tells nothing of anybody.
    headers = {"Content-Disposition": f'attachment; filename="{_("not-imported")}-{batch.pk}.xlsx"'}
    return HttpResponse(
        returned_books.returned(grid=_grid(request, batch)), content_type=XLSX, headers=headers
    )


def _row(batch: ImportBatch, number: int) -> ImportRow:
    row: ImportRow = get_object_or_404(batch.rows.filter(skipped=""), number=number)
    return row


def _asked(request: HttpRequest, batch: ImportBatch, number: int) -> tuple[ImportRow, CorrectionForm]:
    row = _row(batch, number)
    return row, CorrectionForm(request.POST, standing=_grid(request, batch).standing(row))


def _grid(request: HttpRequest, batch: ImportBatch) -> Grid:
    day = today()
    taker = taker_for(batch, request.user, day)
    codes = allowed_to(request.user, day).projects_where(Permission.USE_IDENTITY_CODES)
    return Grid(batch, taker, sees_codes=taker.project.pk in codes)


def _correct(
    request: HttpRequest, batch: ImportBatch, rows: list[ImportRow], texts: dict[int, str]
) -> HttpResponse:
    taker = taker_for(batch, request.user, today())
    try:
        corrections.correct(rows=rows, texts=texts, taker=taker, by=request.user)
    except ImportRefused as refusal:
        return _refused(request, batch, str(refusal))
    return _answer(request, batch, _outcome(rows, corrections.faults_of(rows[0], Reading(batch))))


def _outcome(rows: list[ImportRow], faults: list[corrections.Fault]) -> str:
    """What is to be said of rows that were corrected alike."""
    if faults:
        return " ".join(fault.message for fault in faults)
    if len(rows) > 1:
        return _("%(count)s rows were corrected.") % {"count": len(rows)}
    if rows[0].status == RowStatus.QUESTION:
        return _("Row %(row)s is corrected. Whom it is about is asked under Doubles.") % {
            "row": rows[0].number
        }
    return _("Row %(row)s is corrected.") % {"row": rows[0].number}


def _answer(request: HttpRequest, batch: ImportBatch, said: str, **onward: str) -> HttpResponse:
    """A script gets the rows as they are now, with what is to be said; anybody else goes to the page."""
    if request.headers.get(BY_SCRIPT):
        return render(request, "projects/imports/_errors.html", _context(request, batch) | {"said": said})
    messages.success(request, said)
    return HttpResponseRedirect(_address(request, batch, **onward))


def _refused(request: HttpRequest, batch: ImportBatch, reason: str) -> HttpResponse:
    """What was typed isn't kept, and why: a script has it still."""
    if request.headers.get(BY_SCRIPT):
        return HttpResponse(reason, status=422, content_type="text/plain; charset=utf-8")
    pages.refuse(request, reason)
    return HttpResponseRedirect(_address(request, batch))


def _address(request: HttpRequest, batch: ImportBatch, **onward: str) -> str:
    return reverse("projects:import-errors", args=[batch.pk]) + _query(request, **onward)


def _query(request: HttpRequest, **onward: str) -> str:
    """The tab, the part of its list and the open row at which she is, for an address that leads back there."""
    query = urlencode({name: request.GET[name] for name in KEPT if name in request.GET} | onward)
    return f"?{query}" if query else ""


def _context(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """The tabs, and a page of the rows of the one at which she is."""
    shown = request.GET.get("rows", ERRORS)
    shown = shown if shown in TABS else ERRORS
    counted = batch.rows.filter(skipped="").order_by().values_list("status").annotate(Count("pk"))
    counts: dict[str, int] = dict(counted)
    grid = _grid(request, batch)
    return {
        "batch": batch,
        "steps": import_steps.steps(batch, "errors"),
        "tabs": _tabs(counts, shown),
        "shown": shown,
        "back": _query(request),
        "titles": grid.titles,
        # Not when another book was being taken in just when this one was to be tried.
        "is_tried": not counts.get(RowStatus.STAGED),
        "bad": counts.get(RowStatus.REFUSED, 0),
        "returnable": sum(counts.get(status, 0) for status in returned_books.RETURNED),
        "hides_codes": not grid.sees_codes,
        "downloads": request.GET.get("download") == "now",
        **_page(request, grid, shown),
    }


def _page(request: HttpRequest, grid: Grid, shown: str) -> dict[str, Any]:
    rows: Any = corrections.bad_rows(grid.batch) if shown == ERRORS else _rows(grid.batch, shown)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    if shown != ERRORS:
        return {"page": page, "grid_rows": grid.plain_rows(page)}
    opened = request.GET.get("row", "")
    number = int(opened) if opened.isascii() and opened.isdecimal() else 0
    return {"page": page, "grid_rows": grid.bad_rows(page.object_list, rows, number)}


def _rows(batch: ImportBatch, shown: str) -> QuerySet[ImportRow]:
    _label, statuses = TABS[shown]
    rows: QuerySet[ImportRow] = batch.rows.filter(skipped="", status__in=statuses).order_by("number")
    return rows


def _tabs(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    tabs = [
        {
            "word": word,
            "label": label,
            "count": sum(counts.get(status, 0) for status in statuses),
            "is_shown": word == shown,
        }
        for word, (label, statuses) in TABS.items()
    ]
    return [tab for tab in tabs if tab["count"] or tab["is_shown"] or tab["word"] not in ONLY_WITH_ROWS]
