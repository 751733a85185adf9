"""Pages of this floor."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from clients.access import KIND, client_for, needs_reason, reachable_clients
from clients.filters import ClientFilter
from clients.forms import ReasonForm
from clients.models import Assignment
from clients.pages import FACTS_PAGE, heading, landing, rows
from clients.situations import ranked
from ohjaamo.periods import running_on, today
from projects.access import requires
from projects.memberships import allowed_to
from staff import accesses
from staff.choices import AccessReason
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
    }
    return render(request, "clients/list.html", context)


@require_safe
@requires(*CLIENT_VIEWERS)
def client_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Who the client is: the facts, without anything from sessions."""
    day = today()
    client = client_for(request.user, pk, day)
    header = heading(client=client, user=request.user, today=day, current=FACTS_PAGE)
    project = header.stay.project if header.stay else None
    context = {
        "heading": header,
        "log_client": client,
        "activities": sorted(ranked(client.activities.all(), project), key=lambda each: each.starts_on)[::-1],
        "outcomes": client.outcomes.select_related("project").order_by("-happened_on", "-pk"),
        "sees_code": any(
            allowed_to(request.user, day).may(Permission.USE_IDENTITY_CODES, stay.project_id)
            for stay in header.stays
        ),
    }
    return render(request, "clients/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(*CLIENT_VIEWERS)
def client_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why she opens a record that isn't her own, writes it down and lets her through."""
    day = today()
    client = get_object_or_404(reachable_clients(request.user, day), pk=pk)
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
    if not (is_ours and onward.startswith("/")):
        onward = reverse(landing(request.user, day), args=[pk])
    if not needs_reason(request.user, client, day):
        return HttpResponseRedirect(onward)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        context = {"client": client, "form": form, "reasons": AccessReason.choices}
        return render(request, "clients/reason.html", context, status=422 if form.is_bound else 200)
    reason, moment = form.cleaned_data["reason"], timezone.now()
    accesses.note_opening(kind=KIND, key=pk, reason=reason, day=day, moment=moment, by=request.user)
    return HttpResponseRedirect(onward)
