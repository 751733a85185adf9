"""The catalogue of services: what a project has to offer."""

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import catalogues, takeups
from coaching.access import CATALOGUE_READERS, service_for
from coaching.forms.catalogues import EndForm, ServiceForm
from coaching.models import Service
from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from projects.access import project_for, projects_for, requires
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from projects.models import Project
from staff.pages import say_with_undo
from staff.permissions import Permission

CATALOGUE = "coaching:services"


@require_safe
@requires(*CATALOGUE_READERS)
def catalogue_list(request: HttpRequest) -> HttpResponse:
    """The projects that have a tray; the only one at once."""
    projects = [
        each for each in projects_for(request.user, *CATALOGUE_READERS) if each.has_part(ProjectPart.SERVICES)
    ]
    if len(projects) == 1:
        return redirect(CATALOGUE, projects[0].code)
    return render(request, "coaching/catalogue/projects.html", {"projects": projects})


@require_safe
@requires(*CATALOGUE_READERS)
def service_list(request: HttpRequest, code: str) -> HttpResponse:
    """The services by category: in which languages, until when, how many places are taken, how they are taken up."""
    day = today()
    project = _project(request, code, *CATALOGUE_READERS)
    found = takeups.by_service(project.services.all())
    services = [
        {"service": each, "take_up": found.get(each.pk), "is_in_use": each.period.includes(day)}
        for each in catalogues.in_order(project.services.all())
    ]
    groups = [
        (label, list(rows))
        for label, rows in groupby(services, key=lambda row: row["service"].get_category_display())
    ]
    context = {
        "project": project,
        "groups": groups,
        "never": sum(1 for row in services if row["take_up"] is None and row["is_in_use"]),
        "keeps": allowed_to(request.user, day).may(Permission.KEEP_CATALOGUE, project.pk),
        "keeps_phrases": allowed_to(request.user, day).may(Permission.KEEP_CATALOGUE),
    }
    return render(request, "coaching/catalogue/services.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def service_add(request: HttpRequest, code: str) -> HttpResponse:
    """Puts a service in the catalogue."""
    project = _project(request, code, Permission.KEEP_CATALOGUE)
    form = ServiceForm(request.POST or None, initial={"starts_on": today()})
    if form.is_valid():
        try:
            made = catalogues.add(project=project, **form.facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            say_with_undo(request, _("Added: %s") % made, back=reverse(CATALOGUE, args=[code]))
            return redirect(CATALOGUE, code)
    return _form(request, form, project, None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_CATALOGUE)
def service_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes what is said of a service."""
    found = service_for(request.user, pk, today(), Permission.KEEP_CATALOGUE)
    form = ServiceForm(request.POST or None, initial=ServiceForm.facts_of(found))
    if form.is_valid():
        try:
            catalogues.change(service=found, facts=form.facts, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return _back_to(request, found, _("Changed: %s") % form.facts["name"])
    return _form(request, form, found.project, found)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def service_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Says on which day a service is on offer for the last time."""
    found = service_for(request.user, pk, today(), Permission.KEEP_CATALOGUE)
    form = EndForm(request.POST)
    if form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        try:
            catalogues.end(service=found, ends_on=ends_on, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            done = _("%(service)s is on offer until %(day)s.")
            return _back_to(request, found, done % {"service": found, "day": in_words(ends_on)})
    context = {"form": form, "service": found}
    return render(request, "coaching/catalogue/service_end.html", context, status=422)


@require_POST
@requires(Permission.KEEP_CATALOGUE)
def services_load(request: HttpRequest, code: str) -> HttpResponse:
    """Puts the services we ship in the catalogue."""
    project = _project(request, code, Permission.KEEP_CATALOGUE)
    made = catalogues.load_shipped(project=project, by=request.user)
    done = _("Services added: %(count)s") % {"count": len(made)}
    say_with_undo(request, done, back=reverse(CATALOGUE, args=[code]))
    return redirect(CATALOGUE, code)


def _project(request: HttpRequest, code: str, *permissions: Permission) -> Project:
    project = project_for(request.user, code, *permissions)
    if not project.has_part(ProjectPart.SERVICES):
        raise Http404
    return project


def _form(request: HttpRequest, form: ServiceForm, project: Project, service: Service | None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "project": project, "service": service}
    status = 422 if form.is_bound else 200
    return render(request, "coaching/catalogue/service_form.html", context, status=status)


def _back_to(request: HttpRequest, found: Service, done: str) -> HttpResponse:
    say_with_undo(request, done, back=reverse(CATALOGUE, args=[found.project.code]))
    return redirect("coaching:service", found.pk)
