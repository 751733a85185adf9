"""At a project's end: who goes on in which project, seen before it is done, done in one act."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from clients.access import reachable_clients
from coaching import carry_overs
from coaching.forms.closings import CarryOverForm, ChosenForm, usual_days
from ohjaamo.periods import today
from projects.access import project_for, projects_for, requires
from projects.models import Project
from staff.pages import say_with_undo
from staff.permissions import Permission

ASSIGNS = Permission.ASSIGN_CLIENTS


@require_http_methods(["GET", "POST"])
@requires(ASSIGNS)
def carry_over(request: HttpRequest, code: str) -> HttpResponse:
    """Shows what carrying over would do, client by client; then carries those chosen over."""
    day = today()
    project = project_for(request.user, code, ASSIGNS)
    targets = [each for each in projects_for(request.user, ASSIGNS) if each != project]
    context: dict[str, Any] = {"project": project, "has_targets": bool(targets)}
    if not targets:
        return _page(request, context)
    data = request.POST if request.method == "POST" else _asked(request, project, targets, day)
    form = CarryOverForm(data, targets=targets)
    context["form"] = form
    if form.is_valid():
        chosen = _chosen(request, project, day)
        if chosen.is_valid():
            try:
                return _carry(request, form, chosen, day)
            except ValidationError as refusal:
                chosen.add_error(None, refusal)
        seen = list(chosen.waiting)
        hidden = carry_overs.candidates(project).count() - len(seen)
        context |= _foreseen(request, form, seen, day) | {"hidden": hidden}
        context |= {"asked": form, "form": chosen if chosen.is_bound else form}
    return _page(request, context)


def _chosen(request: HttpRequest, project: Project, day: dt.date) -> ChosenForm:
    """The stays chosen, of those of the clients whom she may open."""
    reachable = reachable_clients(request.user, day).values("pk")
    stays, waiting = project.enrolments.select_related("client"), carry_overs.candidates(project)
    return ChosenForm(
        request.POST if request.method == "POST" else None,
        stays=stays.filter(client__in=reachable),
        waiting=waiting.filter(client__in=reachable),
    )


def _asked(request: HttpRequest, project: Project, targets: list[Project], day: dt.date) -> Any:
    """What the page is asked for; at first the newest project and the usual days."""
    if "target" in request.GET:
        return request.GET
    last_on, first_on = usual_days(project, targets[0], day)
    return {"target": targets[0].pk, "last_on": last_on, "first_on": first_on}


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "coaching/carry_over.html", context, status=status)


def _foreseen(request: HttpRequest, form: CarryOverForm, stays: list[Any], day: dt.date) -> dict[str, Any]:
    """What would happen to whom; ticked are those she has ticked, at first everybody who can go."""
    facts = form.cleaned_data
    target, last_on, first_on = facts["target"], facts["last_on"], facts["first_on"]
    moves = carry_overs.foresee(stays=stays, project=target, last_on=last_on, first_on=first_on, today=day)
    posted = set(request.POST.getlist("stays"))
    lines = [
        {
            "move": move,
            "is_ticked": str(move.stay.pk) in posted
            if request.method == "POST"
            else not move.refusal and "none" not in request.GET,
        }
        for move in moves
    ]
    return {"lines": lines, "target": target, "last_on": last_on, "first_on": first_on}


def _carry(request: HttpRequest, form: CarryOverForm, chosen: ChosenForm, day: dt.date) -> HttpResponse:
    facts, stays = form.cleaned_data, chosen.cleaned_data["stays"]
    if chosen.left_out:
        messages.warning(request, chosen.left_out)
    carry_overs.carry_over(
        stays=stays, project=facts["target"], last_on=facts["last_on"], first_on=facts["first_on"],
        today=day, by=request.user,
    )  # fmt: skip
    here = reverse("coaching:carry-over", args=[request.resolver_match.kwargs["code"]])
    text = ngettext(
        "%(count)s client goes on in the project %(code)s.",
        "%(count)s clients go on in the project %(code)s.",
        len(stays),
    )
    say_with_undo(request, text % {"count": len(stays), "code": facts["target"].code}, back=here)
    return redirect(here)
