"""Rows of a book that may be about somebody we know: who they are, side by side."""

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
def import_doubles(request: HttpRequest, pk: int) -> HttpResponse:
    """The pairs that wait for an answer."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_answer(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Says who a row is about, and which of its differing values to take."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )
