"""Work lists: what waits for whom, each count opening to its clients."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.pages import landing, listed_name
from coaching import worklists
from coaching.worklists import Scope
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to
from staff.permissions import Permission

ROWS_A_PAGE = 25
MINE, ALL = "mine", "all"


@require_safe
@requires(Permission.LOG_SESSIONS)
def worklist(request: HttpRequest) -> HttpResponse:
    """Every list with its count: a coach's own clients, or everybody's for who leads."""
    scope, choices = _scope(request)
    tallies = worklists.tallies(scope)
    context = {
        "scope": scope,
        "choices": choices,
        "waiting": [each for each in tallies if each.list.of is None],
        "shares": [each for each in tallies if each.list.of is not None],
    }
    return render(request, "coaching/worklist/index.html", context)


@require_safe
@requires(Permission.LOG_SESSIONS)
def worklist_clients(request: HttpRequest, worklist: str) -> HttpResponse:
    """The clients on one list, and why each is on it."""
    found = worklists.BY_KEY.get(worklist)
    if found is None:
        raise Http404
    scope, choices = _scope(request)
    page = Paginator(worklists.clients_on(found, scope), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "list": found,
        "scope": scope,
        "choices": choices,
        "page": page,
        "rows": [(client, listed_name(client)) for client in page.object_list],
        "landing": landing(request.user, scope.today),
        "today": scope.today,
    }
    return render(request, "coaching/worklist/clients.html", context)


def _scope(request: HttpRequest) -> tuple[Scope, list[str]]:
    """Whose clients: what was asked for, as far as it is hers; and between what she may choose."""
    day = today()
    allowed = allowed_to(request.user, day)
    leads = allowed.may(Permission.SEE_PROJECT_CLIENTS)
    choices = [MINE, ALL] if leads else [MINE]
    first = MINE if allowed.may(Permission.SEE_OWN_CLIENTS) else choices[-1]
    asked = request.GET.get("whose")
    whose = asked if asked in choices else first
    scope = worklists.own(request.user, day) if whose == MINE else worklists.led(request.user, day)
    return scope, choices
