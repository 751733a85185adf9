"""The EURA desk: what participants tell the fund, and the sheet to copy from."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.access import stay_for, visible_clients
from clients.models import Client, Enrolment
from ohjaamo.periods import today
from projects.access import project_for
from projects.memberships import allowed_to
from reports import eura, eura_sheets
from reports.eura import Line
from reports.figures.participants import participants
from reports.indicator_people import missing_in_words
from reports.pages import ROWS_A_PAGE
from staff.permissions import Permission

KEEPS = Permission.KEEP_CLIENT_FACTS


@require_safe
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Her own clients of the project as participants: what is late, what is asked for now, and all the others."""
    project, day = project_for(request.user, code, KEEPS), today()
    hers = visible_clients(request.user, day).filter(enrolments__project=project)
    lines = eura.desk(project, list(hers.distinct().values_list("pk", flat=True)), day)
    page = Paginator(lines, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "asks": eura.asks(project),
        "late": sum(line.is_late for line in lines),
        "open": sum(line.is_open for line in lines),
        "page": page,
        "rows": _rows(list(page.object_list), project.pk),
        "sees_reports": allowed_to(request.user, day).may(Permission.SEE_REPORTS, project.pk),
    }
    return render(request, "reports/eura/desk.html", context)


@require_safe
def sheet(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """What is copied to EURA of the participant whose stay this is."""
    project, day = project_for(request.user, code, KEEPS), today()
    stay = stay_for(request.user, pk, KEEPS, day)
    found = participants(project, day, [stay.client_id])
    if stay.project_id != project.pk or not found or not eura.asks(project):
        raise Http404
    context = {
        "project": project,
        "stay": stay,
        "client": stay.client,
        "sheets": eura_sheets.sheets(project, found[0]),
    }
    return render(request, "reports/eura/sheet.html", context)


def _rows(lines: list[Line], project: int) -> list[tuple[Line, Client, int, str]]:
    """Each line with its client, the key of a stay by which its pages are found, and what is missing."""
    keys = [line.participant.key for line in lines]
    clients = Client.objects.in_bulk(keys)
    entered = Enrolment.objects.filter(project=project, client__in=keys).order_by("-starts_on")
    stays = dict(entered.values_list("client_id", "pk"))
    return [
        (line, clients[key], stays[key], missing_in_words(line.participant))
        for line, key in zip(lines, keys, strict=True)
    ]
