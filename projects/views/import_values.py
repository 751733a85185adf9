"""The words and days of a book that nobody can be sure of, each asked once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ohjaamo.periods import today
from projects import import_steps
from projects.access import requires
from projects.import_access import batch_for
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.IMPORT_BOOKS)
def import_values(request: HttpRequest, pk: int) -> HttpResponse:
    """Each unknown word and each unclear way of writing days."""
    batch = batch_for(request.user, pk, today())
    return render(
        request,
        "projects/imports/frame.html",
        {"batch": batch, "steps": import_steps.steps(batch, "preview")},
    )
