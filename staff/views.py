"""Pages of this floor."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers when the web process and the database are well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """How the system is used, its keys, and whom to ask."""
    return render(request, "help.html")


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: a page in the reader's words. A database that is away is told apart; it comes back."""
    # Without the request: what a page usually knows of the person would ask the database again.
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
    return HttpResponse(render_to_string("500.html"), status=500)
