"""The list of clients."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clients import book_rows
from clients.filters import ClientFilter
from clients.models import Assignment, Enrolment
from clients.pages import landing, rows
from clients.resources.clients import ClientResource
from ohjaamo import sheets
from ohjaamo.periods import running_on, today
from projects import book_exports
from projects.access import requires
from projects.memberships import allowed_to
from staff.permissions import CLIENT_VIEWERS, Permission

ROWS_A_PAGE = 25


@require_safe
@requires(*CLIENT_VIEWERS)
def client_list(request: HttpRequest) -> HttpResponse:
    """Clients she may see, narrowed; a search also finds others of her projects."""
    day = today()
    found = ClientFilter(request.GET, user=request.user, today=day)
    coaching_now = Assignment.objects.filter(running_on(day)).select_related("coach")
    clients = found.qs.prefetch_related(Prefetch("assignments", coaching_now, to_attr="coaching_now"))
    page = Paginator(clients, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "rows": rows(page.object_list),
        "landing": landing(request.user, day),
        "may_take_in": allowed_to(request.user, day).may(Permission.KEEP_CLIENT_FACTS),
    }
    return render(request, "clients/list.html", context)


@require_safe
@requires(*CLIENT_VIEWERS)
def client_list_book(request: HttpRequest) -> HttpResponse:
    """The same clients as a book, so far as their records open at once: a row for each stay in a project of hers."""
    day = today()
    found = ClientFilter(request.GET, user=request.user, today=day)
    shown = set(found.qs.filter(opens_at_once=True).order_by().values_list("pk", flat=True))
    chosen = found.form.cleaned_data.get("project")
    stays = Enrolment.objects.filter(project__in=[chosen] if chosen else found.projects, client__in=shown)
    resource = ClientResource(project=chosen, today=day, by=request.user)
    packed = book_exports.book_of(resource, book_rows.stays(stays), chosen)
    return sheets.answer(packed, f"{slugify(_('Clients'))}.xlsx")
