"""What is done about steps, from the client's page."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching import steps
from coaching.access import enrolment_for, step_for
from coaching.forms.steps import StepForm
from coaching.models import Step
from coaching.pages import goal_key, step_form
from coaching.views.answers import answer, asks_why, close, page_of, said
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.pages import is_accepted
from staff.permissions import Permission


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def step_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Agrees on a step, in words of her own or in those suggested."""
    day = today()
    stay = enrolment_for(request.user, pk, day)
    data = request.POST.copy()
    if "suggestion" in data:
        data["text"] = data["suggestion"]
    goal = data.get("goal", "")
    key, place = (goal_key(goal), "#goals") if goal.isdecimal() else ("step_form", "")
    form = step_form(stay, request.user, day, data=data, key=key)

    def add() -> None:
        steps.add(enrolment=stay, **form.cleaned_data, by=request.user)

    return answer(request, stay, {key: form}, add, _("The step is agreed."), place)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def step_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a step in other words, on another day, in other hands or under another goal."""
    day = today()
    step = step_for(request.user, pk, day)
    data = request.POST if request.method == "POST" else None
    form = step_form(step.enrolment, request.user, day, data=data, step=step)

    def change() -> None:
        steps.change(step=step, **form.cleaned_data, by=request.user)

    if is_accepted(form, change):
        _discard(request, step)
        return said(request, step.enrolment, _("The step is changed."))
    return _page(request, step, form)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def step_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a step done; the page then asks what is next."""
    day = today()
    step = step_for(request.user, pk, day)
    finish = partial(steps.finish, step=step, day=day, by=request.user)
    return close(request, step.enrolment, finish, _("Done: %s") % step, f"?done={step.pk}")


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def step_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Chooses a step that waits already as the next one, by the day given."""
    day = today()
    step = step_for(request.user, pk, day)
    data = request.POST.copy()
    data["text"] = step.text
    form = step_form(step.enrolment, request.user, day, data=data, key="step_form")

    def take_up() -> None:
        steps.take_up(step=step, due_on=form.cleaned_data["due_on"], by=request.user)

    return answer(request, step.enrolment, {"step_form": form}, take_up, _("Next: %s") % step)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def step_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a step up. Words that were being typed in its form go with it, unless they can't be taken."""
    day = today()
    step = step_for(request.user, pk, day)
    changes = None
    if "text" in request.POST:
        form = step_form(step.enrolment, request.user, day, data=request.POST, step=step)
        if not form.is_valid():
            return _page(request, step, form)
        changes = form.cleaned_data

    def drop() -> None:
        steps.drop(step=step, day=day, changes=changes, by=request.user)
        _discard(request, step)

    return close(request, step.enrolment, drop, _("Dropped: %s") % step)


def _draft(step: Step) -> str:
    return f"step-change-{step.pk}"


def _discard(request: HttpRequest, step: Step) -> None:
    drafts.discard(form=_draft(step), client_key=step.enrolment.client_id, by=request.user)


def _page(request: HttpRequest, step: Step, form: StepForm) -> HttpResponse:
    client = step.enrolment.client_id
    draft = drafts.begin(form=form, name=_draft(step), client_key=client, by=request.user)
    context = {"step": step, "form": form, "draft": draft, "back": page_of(step.enrolment)}
    return render(request, "coaching/step.html", context, status=422 if form.is_bound else 200)
