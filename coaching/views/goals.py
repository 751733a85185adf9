"""What is done about goals, from the client's page."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching import goals
from coaching.access import enrolment_for, goal_for
from coaching.forms.steps import GoalForm
from coaching.models import Goal
from coaching.views.answers import answer, asks_why, close, page_of, said
from ohjaamo.periods import today
from projects.access import requires
from staff import drafts
from staff.pages import is_accepted
from staff.permissions import Permission

GOALS = "#goals"


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def goal_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes down what the client wants."""
    day = today()
    stay = enrolment_for(request.user, pk, day)
    form = GoalForm(request.POST, auto_id="new_goal_%s")

    def add() -> None:
        goals.set(enrolment=stay, **form.cleaned_data, day=day, by=request.user)

    return answer(request, stay, {"goal_form": form}, add, _("The goal is set."), GOALS)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LOG_SESSIONS)
@asks_why
def goal_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a goal in other words."""
    goal = goal_for(request.user, pk, today())
    data = request.POST if request.method == "POST" else None
    form = GoalForm(data, initial={"text": goal.text})

    def change() -> None:
        goals.change(goal=goal, **form.cleaned_data, by=request.user)

    if is_accepted(form, change):
        _discard(request, goal)
        return said(request, goal.enrolment, _("The goal is changed."), GOALS)
    return _page(request, goal, form)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def goal_reach(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a goal reached."""
    day = today()
    goal = goal_for(request.user, pk, day)
    reach = partial(goals.reach, goal=goal, day=day, by=request.user)
    return close(request, goal.enrolment, reach, _("Reached: %s") % goal)


@require_POST
@requires(Permission.LOG_SESSIONS)
@asks_why
def goal_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a goal up. Words that were being typed in its form go with it, unless they can't be taken."""
    day = today()
    goal = goal_for(request.user, pk, day)
    text = None
    if "text" in request.POST:
        form = GoalForm(request.POST)
        if not form.is_valid():
            return _page(request, goal, form)
        text = form.cleaned_data["text"]

    def drop() -> None:
        goals.drop(goal=goal, day=day, text=text, by=request.user)
        _discard(request, goal)

    return close(request, goal.enrolment, drop, _("Dropped: %s") % goal)


def _draft(goal: Goal) -> str:
    return f"goal-change-{goal.pk}"


def _discard(request: HttpRequest, goal: Goal) -> None:
    drafts.discard(form=_draft(goal), client_key=goal.enrolment.client_id, by=request.user)


def _page(request: HttpRequest, goal: Goal, form: GoalForm) -> HttpResponse:
    client = goal.enrolment.client_id
    draft = drafts.begin(form=form, name=_draft(goal), client_key=client, by=request.user)
    waiting = goal.steps.filter(done_on=None, dropped_on=None).count()
    context = {
        "goal": goal,
        "waiting": waiting,
        "form": form,
        "draft": draft,
        "back": page_of(goal.enrolment),
    }
    return render(request, "coaching/goal.html", context, status=422 if form.is_bound else 200)
