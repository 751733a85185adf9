"""Advice to an unnamed person, in two taps: what about, and save."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coaching import advice, habits
from coaching.forms.advice import AdviceForm, blank_advice
from ohjaamo.periods import running_on, today
from projects.access import projects_for, requires
from projects.models import Municipality, Project
from staff import drafts
from staff.pages import say_with_undo
from staff.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
def advice_log(request: HttpRequest) -> HttpResponse:
    """Logs advice, and is ready for the next person: language and municipality stay as they were."""
    day = today()
    projects = [
        each for each in projects_for(request.user, Permission.LOG_SESSIONS) if each.period.includes(day)
    ]
    project = _project(request, projects)
    form = _form(request, project, day)
    draft = drafts.begin(form=form, name=f"advice-{project.pk}", by=request.user)
    if form.is_valid():
        facts = {"project": project, "coach": request.user, "today": day}
        try:
            advice.give(**facts, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            drafts.discard(form=draft.form, by=request.user)
            given = {"count": advice.given_on(request.user, day)}
            say_with_undo(
                request, _("Advice logged. Yours today: %(count)d.") % given, back=request.get_full_path()
            )
            return redirect(request.get_full_path())
    context = {"form": form, "project": project, "projects": projects, "draft": draft}
    return render(request, "coaching/advice.html", context, status=422 if form.is_bound else 200)


def _project(request: HttpRequest, projects: list[Project]) -> Project:
    """The one named in the address, else the newest of hers that runs; Http404 when none does."""
    code = request.GET.get("project")
    fitting = [each for each in projects if code in (None, each.code)]
    if not fitting:
        raise Http404
    return fitting[0]


def _form(request: HttpRequest, project: Project, day: dt.date) -> AdviceForm:
    served = project.service_languages.filter(running_on(day)).values_list("language", flat=True)
    last = advice.latest(request.user, project, day)
    return AdviceForm(
        request.POST if request.method == "POST" else None,
        topics=habits.topics_for(request.user, project),
        languages=list(served),
        municipalities=list(Municipality.objects.filter(areas__project=project)),
        initial=blank_advice(last=last, minutes=advice.FIRST_TIME, day=day),
    )
