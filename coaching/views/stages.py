"""Where on the path the client is: moved on, and put right when it was wrong."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching import stages
from coaching.access import enrolment_for, stage_for
from coaching.forms.steps import StageDayForm, StageForm
from coaching.views.answers import answer, asks_why, close, page_of, said
from ohjaamo.periods import today
from projects.access import requires
from staff.pages import is_accepted
from staff.permissions import Permission


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def stage_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves the client to another stage of the path, from today on."""
    day = today()
    stay = enrolment_for(request.user, pk, day)
    form = StageForm(request.POST, names=stay.project.stage_names)

    def move() -> None:
        stages.move(enrolment=stay, **form.cleaned_data, day=day, by=request.user)

    return answer(request, stay, {"stage_form": form}, move, _("The client has moved to another stage."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def stage_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts the first day of a stage right."""
    day = today()
    stage = stage_for(request.user, pk, day)
    data = request.POST if request.method == "POST" else None
    form = StageDayForm(data, initial={"starts_on": stage.starts_on})

    def correct() -> None:
        stages.correct(stage=stage, **form.cleaned_data, today=day, by=request.user)

    if is_accepted(form, correct):
        return said(request, stage.enrolment, _("The day is put right."))
    context = {"stage": stage, "form": form, "back": page_of(stage.enrolment)}
    return render(request, "coaching/stage.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def stage_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a wrong stage off the client's path."""
    stage = stage_for(request.user, pk, today())
    withdraw = partial(stages.withdraw, stage=stage, by=request.user)
    return close(request, stage.enrolment, withdraw, _("Taken off the path: %s") % stage.name)
