"""The rows that can't be taken in, corrected in their cells or left out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from ohjaamo.periods import today
from projects import import_steps
from projects.access import requires
from projects.import_access import batch_for
from staff.permissions import Permission


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_errors(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the bad rows, as in the book."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_cell(request: HttpRequest, pk: int, row: int, place: int) -> HttpResponse:
    """Corrects one cell and judges its row."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_alike(request: HttpRequest, pk: int, row: int, place: int) -> HttpResponse:
    """Corrects every cell of the column that holds the same."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves bad rows out."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that weren't taken, as a book of the same shape with a column that says why."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )
