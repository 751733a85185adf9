"""Standing in for a coach who is away."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clients import substitutions
from clients.forms.assignments import SubstitutionForm
from clients.models import Substitution
from ohjaamo.periods import today
from projects.access import requires
from projects.memberships import allowed_to, people_who
from staff.models import User
from staff.pages import refuse
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS, Permission.ASSIGN_CLIENTS)
def substitution_list(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom now and soon; a coach sets her own, a leader anybody's of the project."""
    day = today()
    coaches = _coaches(request.user, day)
    form = SubstitutionForm(request.POST or None, coaches=coaches, people=_people(request.user, day))
    if form.is_valid():
        try:
            substitutions.stand_in(**form.cleaned_data, today=day, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(name)s stands in.") % {"name": form.cleaned_data["substitute"]})
            return redirect("clients:substitutions")
    hers = substitutions.standing(coaches, day) | substitutions.standing_in(request.user, day)
    context = {"form": form, "substitutions": hers, "today": day, "coaches": set(coaches)}
    return render(
        request, "clients/assignments/substitutions.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@requires(Permission.LOG_SESSIONS, Permission.ASSIGN_CLIENTS)
def substitution_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends standing in; one that hasn't begun is taken away."""
    day = today()
    found = get_object_or_404(Substitution, pk=pk, coach__in=_coaches(request.user, day))
    try:
        substitutions.end(substitution=found, today=day, by=request.user)
    except ValidationError as refusal:
        refuse(request, *refusal.messages)
    else:
        messages.success(request, _("Standing in is ended."))
    return redirect("clients:substitutions")


def _coaches(user: User, day: dt.date) -> QuerySet[User]:
    """Whose absence she may set: her own, and everybody's of the projects where she assigns clients."""
    assigned = allowed_to(user, day).projects_where(Permission.ASSIGN_CLIENTS)
    people = people_who(Permission.LOG_SESSIONS, assigned, day).values("pk")
    own = User.objects.filter(pk=user.pk)
    return own | User.objects.filter(pk__in=people)


def _people(user: User, day: dt.date) -> QuerySet[User]:
    projects = allowed_to(user, day).projects_where(Permission.LOG_SESSIONS, Permission.ASSIGN_CLIENTS)
    return people_who(Permission.LOG_SESSIONS, projects, day)
