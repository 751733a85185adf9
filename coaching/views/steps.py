"""What is done about the path and the next step, from the client's page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clients.access import ReasonNeeded
from clients.models import Enrolment
from clients.pages import COACHING_PAGE
from coaching import stages, steps
from coaching.access import enrolment_for, step_for
from coaching.forms import StageForm, StepForm
from coaching.models import Step
from coaching.pages import client_heading, client_page
from ohjaamo.periods import today
from projects.access import requires
from staff.permissions import Permission


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Agrees on a next step."""
    day = today()
    form = StepForm(request.POST, today=day)
    try:
        enrolment = enrolment_for(request.user, pk, day)
    except ReasonNeeded as door:
        return _ask_why(request, form, door)

    def add() -> None:
        facts = form.cleaned_data
        steps.add(enrolment=enrolment, **facts, owner=request.user, by=request.user)

    return _answer(request, enrolment, {"step_form": form}, add, _("The next step is agreed."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a step in other words or on another day."""
    day = today()
    try:
        step = step_for(request.user, pk, day)
    except ReasonNeeded as door:
        return _ask_why(request, StepForm(request.POST, today=day), door)
    form = StepForm(request.POST, initial={"due_on": step.due_on}, auto_id="change_%s", today=day)

    def change() -> None:
        steps.change(step=step, **form.cleaned_data, by=request.user)

    return _answer(request, step.enrolment, {"change_form": form}, change, _("The next step is changed."))


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a step done."""
    return _close(request, pk, steps.finish, _("Done: %s"))


@require_POST
@requires(Permission.LOG_SESSIONS)
def step_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a step up."""
    return _close(request, pk, steps.drop, _("Dropped: %s"))


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


def _ask_why(request: HttpRequest, form: StepForm, door: ReasonNeeded) -> HttpResponse:
    """Keeps what was typed, beside the way to give the reason; tells nothing of the client."""
    form.add_error(None, _("Say first why you open this client's record."))
    return render(request, "coaching/step.html", {"form": form, "client_id": door.client_id}, status=422)


def _close(request: HttpRequest, pk: int, rule: Callable[..., Step], done: str) -> HttpResponse:
    """Closes a step by the rule and goes back to the client's page; a step closed before is told of there."""
    day = today()
    step = step_for(request.user, pk, day)
    try:
        closed = rule(step=step, day=day, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        messages.success(request, done % closed)
    return redirect(COACHING_PAGE, step.enrolment.client_id)
