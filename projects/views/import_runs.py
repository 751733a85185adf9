"""What would come of a book, its taking in with progress, and its taking back."""

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
def import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be new, change, stay and be left out."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Starts the taking in."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the taking in is, or what came of it."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of that page that asks anew by itself."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Starts the taking back."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws a book away that wasn't taken in."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )
