"""Settings of a project: the door to them, and what is a mere list or a choice."""

import datetime as dt
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from projects import parts, reporting_dates
from projects.access import project_for, projects_for, requires
from projects.choices import ProjectPart
from projects.forms.settings import PartsForm, ReportingDateForm
from projects.memberships import allowed_to
from projects.models import Project
from projects.pages import SETTINGS, entries
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission


@require_safe
@requires(*SETTINGS)
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects whose settings she keeps; of one alone, its settings."""
    projects = projects_for(request.user, *SETTINGS)
    if len(projects) == 1:
        return redirect("projects:settings", projects[0].code)
    return render(request, "projects/list.html", {"projects": projects})


@require_safe
@requires(*SETTINGS)
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """What can be set in a project."""
    project = project_for(request.user, code, *SETTINGS)
    found = entries(project, allowed_to(request.user, today()))
    return render(request, "projects/settings.html", {"project": project, "entries": found})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def part_choice(request: HttpRequest, code: str) -> HttpResponse:
    """Chooses the parts of the system that the project uses."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    in_use = [part for part in ProjectPart if project.has_part(part)]
    data = request.POST if request.method == "POST" else None
    form = PartsForm(data, initial={"parts": in_use})

    def choose() -> None:
        parts.choose(project=project, **form.cleaned_data, by=request.user)

    here = reverse("projects:parts", args=[project.code])
    if is_accepted(form, choose):
        say_with_undo(request, _("The parts in use are saved."), back=here)
        return redirect(here)
    return page(request, "projects/parts.html", project, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PROJECT)
def date_list(request: HttpRequest, code: str) -> HttpResponse:
    """The reporting dates, and one more."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    form = ReportingDateForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        reporting_dates.add(project=project, **form.cleaned_data, by=request.user)

    here = reverse("projects:reporting-dates", args=[project.code])
    if is_accepted(form, add):
        text = _("Reporting date added: %s") % in_words(form.cleaned_data["day"])
        say_with_undo(request, text, back=here)
        return redirect(here)
    return page(request, "projects/reporting_dates.html", project, form, days=sorted(project.reporting_dates))


@require_POST
@requires(Permission.KEEP_PROJECT)
def date_remove(request: HttpRequest, code: str) -> HttpResponse:
    """Takes a reporting date away."""
    project = project_for(request.user, code, Permission.KEEP_PROJECT)
    form = ReportingDateForm(request.POST)
    here = reverse("projects:reporting-dates", args=[project.code])
    if form.is_valid():
        gone: dt.date = form.cleaned_data["day"]
        reporting_dates.remove(project=project, day=gone, by=request.user)
        say_with_undo(request, _("Reporting date removed: %s") % in_words(gone), back=here)
    return redirect(here)


def page(request: HttpRequest, template: str, project: Project, form: Form, **context: Any) -> HttpResponse:
    """A page of settings with its form; refused, it stays with what was typed (422)."""
    context |= {"project": project, "form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
