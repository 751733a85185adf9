"""What is done about the path and the next step, from the client's page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients.models import Enrolment
from clients.pages import COACHING_PAGE
from coaching import stages, steps
from coaching.access import enrolment_for, step_for
from coaching.forms import StageForm, StepForm
from coaching.pages import change_form, client_heading, client_page
from ohjaamo.periods import today
from projects.access import requires
from staff.permissions import Permission


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Agrees on a next step."""
    enrolment = enrolment_for(request.user, pk, today())
    form = StepForm(request.POST)

    def add() -> None:
        facts = form.cleaned_data
        steps.add(enrolment=enrolment, **facts, owner=request.user, by=request.user)

    return _answer(request, enrolment, {"step_form": form}, add, _("The next step is agreed."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a step in other words or on another day."""
    step = step_for(request.user, pk, today())
    form = change_form(step, request.POST)

    def change() -> None:
        steps.change(step=step, **form.cleaned_data, by=request.user)

    return _answer(request, step.enrolment, {"change_form": form}, change, _("The next step is changed."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a step done."""
    day = today()
    step = step_for(request.user, pk, day)
    return _close(
        request,
        step.enrolment,
        lambda: steps.finish(step=step, day=day, by=request.user),
        _("Done: %s") % step,
    )


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a step up."""
    day = today()
    step = step_for(request.user, pk, day)
    return _close(
        request,
        step.enrolment,
        lambda: steps.drop(step=step, day=day, by=request.user),
        _("Dropped: %s") % step,
    )


@require_POST
@requires(Permission.LOG_SESSIONS)
def stage_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves the client to another stage of the path, from today on."""
    day = today()
    enrolment = enrolment_for(request.user, pk, day)
    form = StageForm(request.POST, names=enrolment.project.stage_names)

    def move() -> None:
        stages.move(enrolment=enrolment, name=form.cleaned_data["name"], day=day, by=request.user)

    return _answer(
        request, enrolment, {"stage_form": form}, move, _("The client has moved to another stage.")
    )


def _answer(
    request: HttpRequest, enrolment: Enrolment, forms: dict[str, Form], act: Callable[[], None], done: str
) -> HttpResponse:
    """Does it and goes back to the client's page; what is refused stays there to be mended."""
    (form,) = forms.values()
    if form.is_valid():
        try:
            act()
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, done)
            return redirect(COACHING_PAGE, enrolment.client_id)
    header = client_heading(enrolment.client, request.user, today())
    return client_page(request, header, forms=forms)


def _close(request: HttpRequest, enrolment: Enrolment, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect(COACHING_PAGE, enrolment.client_id)
