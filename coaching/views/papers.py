"""“Oma polkuni”: the paper a client carries."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clients.access import client_for
from clients.models import Client
from coaching import papers
from coaching.paths import with_stage
from coaching.phrases import TONGUES, paper_language
from coaching.tongues import tongues_of
from ohjaamo.pdf import PdfFailed, PdfUnavailable
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission


@require_safe
@requires(Permission.READ_NOTES)
def client_paper(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The paper in a language; back to the client's page when this machine can't make it."""
    day = today()
    client = client_for(request.user, pk, day)
    stay = _stay(request.user, client, request.GET.get("stay", ""))
    if language not in TONGUES:
        raise Http404
    try:
        paper = papers.own_path(stay=stay, language=language, shows_name="name" in request.GET, today=day)
    except (PdfFailed, PdfUnavailable) as error:
        known = isinstance(error, PdfUnavailable)
        messages.error(request, str(error) if known else _("The PDF couldn't be made."))
        return redirect("coaching:client", pk)
    headers = {"Content-Disposition": content_disposition_header(False, f"oma-polkuni-{language}.pdf")}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@require_safe
@requires(Permission.READ_NOTES)
def client_paper_choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to the paper that is asked for; without a language, to the one in the client's."""
    client = client_for(request.user, pk, today())
    stay = _stay(request.user, client, request.GET.get("stay", ""))
    language = request.GET.get("language") or paper_language(tongues_of(client))
    if language not in TONGUES:
        raise Http404
    name = "&name=1" if "name" in request.GET else ""
    return redirect(f"{reverse('coaching:client-paper', args=[pk, language])}?stay={stay.pk}{name}")


def _stay(user: User, client: Client, asked: str) -> Any:
    """The stay asked for, else the running one, else the latest, of projects whose notes she reads; else Http404."""
    day = today()
    within = allowed_to(user, day).projects_where(Permission.READ_NOTES)
    stays = with_stage(client.enrolments.filter(project__in=within), day).select_related("project")
    found = list(stays.order_by("-starts_on", "-pk"))
    running = [each for each in found if each.period.includes(day)]
    named = [each for each in found if str(each.pk) == asked] if asked else running or found
    if not named:
        raise Http404
    return named[0]
