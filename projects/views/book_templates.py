"""Empty books with the right titles."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from projects.access import requires
from staff.permissions import Permission


@require_safe
@requires(Permission.IMPORT_BOOKS)
def book_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty book of a kind."""
    return HttpResponse()
