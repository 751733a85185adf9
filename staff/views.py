"""Pages of this floor."""

import sys

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from staff import undoing


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers when the web process and the database are well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_POST
def act_undo(request: HttpRequest) -> HttpResponse:
    """Takes back an act of her own, by the ticket its message carried."""
    ticket = request.POST.get("ticket", "")
    try:
        act = undoing.offered(ticket=ticket, by=request.user)
        undoing.take_back(context=act.context, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
        return redirect("/")
    messages.success(request, _("Undone: everything is as it was."))
    return redirect(act.back)


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
