"""Families with members among the clients: spouses' paths and plans side by side."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clients.pages import landing
from coaching import families
from ohjaamo.periods import today
from projects.access import requires
from staff.permissions import Permission

FAMILIES_A_PAGE = 20


@require_safe
@requires(Permission.READ_NOTES)
def family_list(request: HttpRequest) -> HttpResponse:
    """The families of the clients she sees, each with its members' stage, activity and next step."""
    day = today()
    found = families.families_of(request.user, day)
    page = Paginator(found, FAMILIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "households": families.households(page.object_list, request.user, day),
        "landing": landing(request.user, day),
        "today": day,
    }
    return render(request, "coaching/families.html", context)
