"""The promises of a project: the page, and keeping them."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ohjaamo.periods import today
from projects.access import project_for, requires
from projects.memberships import allowed_to
from projects.models import Project
from reports import promises
from reports.choices import PromiseKind
from reports.forms.promises import PromiseForm, PromiseWithdrawForm
from reports.models import Promise
from reports.pages import may_open
from reports.readings import one_reading
from staff.pages import is_accepted, say_with_undo
from staff.permissions import Permission

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
publishes = requires(Permission.PUBLISH_REPORTS)


@require_safe
def promise_list(request: HttpRequest, code: str) -> HttpResponse:
    """Goals, deliverables and adoptions, each with how far it has come."""
    project, day = project_for(request.user, code, Permission.SEE_REPORTS), today()
    with one_reading():
        found = promises.progress(project, today=day)
    context = {
        "project": project,
        "groups": [(kind, [each for each in found if each.promise.kind == kind]) for kind in PromiseKind],
        "reached": sum(each.standing == promises.Standing.REACHED for each in found),
        "all": len(found),
        "can_open": may_open(request.user, project, day),
        "may_keep": allowed_to(request.user, day).may(Permission.PUBLISH_REPORTS, project.pk),
    }
    return render(request, "reports/promises.html", context)


@takes_forms
@publishes
def promise_add(request: HttpRequest, code: str) -> HttpResponse:
    """Writes down a promise."""
    project = project_for(request.user, code, Permission.PUBLISH_REPORTS)
    form = _form(request, project, None, today())

    def make() -> None:
        promises.make(project=project, **form.cleaned_data, by=request.user)

    if is_accepted(form, make):
        return _kept(request, project, _("The promise is kept."))
    context = {"project": project, "form": form, "back": _list(project)}
    return render(request, "reports/promise.html", context, status=422 if form.is_bound else 200)


@takes_forms
@publishes
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a promise, or says that it was reached."""
    found, project = _found(request, pk)
    form = _form(request, project, found, today())

    def change() -> None:
        promises.change(promise=found, **form.cleaned_data, by=request.user)

    if is_accepted(form, change):
        return _kept(request, project, _("The promise is kept."))
    context = {"project": project, "promise": found, "form": form, "back": _list(project)}
    return render(request, "reports/promise.html", context, status=422 if form.is_bound else 200)


@takes_forms
@publishes
def promise_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a promise out that was never made."""
    found, project = _found(request, pk)
    form = PromiseWithdrawForm(request.POST if request.method == "POST" else None)

    def withdraw() -> None:
        promises.withdraw(promise=found, **form.cleaned_data, by=request.user)

    if is_accepted(form, withdraw):
        return _kept(request, project, _("The promise is withdrawn."))
    context = {"project": project, "promise": found, "form": form, "back": _list(project)}
    return render(request, "reports/promise_withdraw.html", context, status=422 if form.is_bound else 200)


def _form(request: HttpRequest, project: Project, found: Promise | None, day: dt.date) -> PromiseForm:
    data = request.POST if request.method == "POST" else None
    return PromiseForm(data, project=project, promise=found, today=day)


def _found(request: HttpRequest, pk: int) -> tuple[Promise, Project]:
    found = get_object_or_404(Promise.objects.select_related("project"), pk=pk)
    return found, project_for(request.user, found.project.code, Permission.PUBLISH_REPORTS)


def _kept(request: HttpRequest, project: Project, text: str) -> HttpResponse:
    say_with_undo(request, text, back=_list(project))
    return redirect(_list(project))


def _list(project: Project) -> str:
    return reverse("reports:promises", args=[project.code])
