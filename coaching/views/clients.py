"""The client's page as a coach opens it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from clients.access import client_for
from clients.pages import FACTS_PAGE
from coaching.pages import client_heading, client_page
from ohjaamo.periods import today
from projects.access import requires
from staff.permissions import Permission


@require_safe
@requires(Permission.READ_NOTES)
def client_coaching(request: HttpRequest, pk: int) -> HttpResponse:
    """Where she stands, what is next, what has happened. Without a project in common: the facts only."""
    day = today()
    client = client_for(request.user, pk, day)
    header = client_heading(client, request.user, day)
    if not header.shows_coaching:
        return redirect(FACTS_PAGE, pk)
    return client_page(request, header)
