"""Books that come in: the list of them, the choice of a file, and its columns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ohjaamo.periods import today
from projects import import_steps
from projects.access import requires
from projects.import_access import batch_for
from staff.permissions import Permission


@require_safe
@requires(Permission.IMPORT_BOOKS)
def import_list(request: HttpRequest) -> HttpResponse:
    """The books of her projects: those in the making, and those taken in, which can be taken back."""
    return HttpResponse()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_new(request: HttpRequest) -> HttpResponse:
    """A file is chosen, dropped or pasted."""
    return HttpResponse()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column of the book means."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )


@require_POST
@requires(Permission.IMPORT_BOOKS)
def import_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads another sheet, another row of titles, other letters or another kind."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )
