"""The weekly digest as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.pages import landing
from coaching.digests import digest
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff.permissions import CLIENT_VIEWERS, Permission


@require_safe
@requires(*CLIENT_VIEWERS)
def weekly_digest(request: HttpRequest) -> HttpResponse:
    """What came this week, what waits, what is missing; by what she may do."""
    day = today()
    context = {
        "digest": digest(request.user, day),
        "reads": allowed_to(request.user, day).may(Permission.READ_NOTES),
        "landing": landing(request.user, day),
    }
    return render(request, "coaching/digest.html", context)
