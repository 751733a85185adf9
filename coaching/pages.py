"""What pages about coaching are made of."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clients import cards, handovers
from clients.choices import OutcomeKind
from clients.models import Client, Enrolment, Outcome
from clients.pages import COACHING_PAGE, Heading, heading
from clients.situations import ranked
from coaching import appointments, goals
from coaching.access import stays_to_log
from coaching.forms.appointments import AppointmentForm
from coaching.forms.steps import GoalForm, StageForm, StepForm
from coaching.models import Step
from coaching.paths import Path, passages, path_of, with_stage
from coaching.plans import Aim, Plan, plan_of
from coaching.suggestions import suggest
from coaching.timelines import timeline
from coaching.worklists import QUIET
from projects.memberships import allowed_to, people_who
from staff import drafts
from staff.models import User
from staff.permissions import Permission

# When nothing else is said, what is agreed on next is done within a week.
WEEK = dt.timedelta(days=7)


def client_heading(client: Client, user: User, today: dt.date) -> Heading:
    """The client's header with the stages of her stays."""
    stays = with_stage(client.enrolments.all(), today)
    return heading(client=client, user=user, today=today, current=COACHING_PAGE, stays=stays)


def client_page(
    request: HttpRequest, header: Heading, *, forms: dict[str, Form] | None = None
) -> HttpResponse:
    """Where the client stands, what is next, what has happened; with a refused form, that form (422)."""
    context = page_context(request, header, forms or {})
    if forms:
        # What the title and the error summary look at.
        context["form"] = next(iter(forms.values()))
    return render(request, "coaching/client.html", context, status=422 if forms else 200)


def page_context(request: HttpRequest, header: Heading, forms: Mapping[str, Form]) -> dict[str, Any]:
    """All that the client's page shows."""
    client, today, stay = header.client, header.today, header.stay
    activities = list(ranked(client.activities.all(), stay.project if stay else None))
    outcomes = list(client.outcomes.all())
    shown = timeline(
        client=client,
        stays=header.stays,
        activities=activities,
        outcomes=outcomes,
        is_coach=header.is_coached_by(request.user),
        is_whole="all" in request.GET,
        today=today,
        user=request.user,
    )
    context = {
        "heading": header,
        "log_client": client,
        "running": [each for each in activities if each.period.includes(today)],
        "timeline": shown,
        **results_context(header, request.user, outcomes),
    }
    if not header.readable:
        return context
    context |= {
        "handover": handovers.latest(request.user, client, today),
        "coming": appointments.coming(request.user, client, today),
        "appointment_form": forms.get(
            "appointment_form",
            AppointmentForm(today=today, initial={"meets_on": today}, auto_id="meeting_%s"),
        ),
    }
    context |= path_context(header, request.user, request.GET.get("done", ""), forms)
    return context | (_drafts(context, header, request.user) if context["keeps_path"] else {})


def _drafts(context: Mapping[str, Any], header: Heading, user: User) -> dict[str, Any]:
    """What she has begun in the forms of the page: it stands in them, and beside each form stands its draft."""
    shown = {key: context[key] for key in ("goal_form", "step_form", "appointment_form")}
    shown |= {goal_key(aim.goal.pk): form for aim, form in context["aims"]}
    keys = {(draft_name(key, header.stay), header.client.pk): form for key, form in shown.items()}
    begun = drafts.begin_all(forms=keys, by=user)
    of_key = {key: begun[draft_name(key, header.stay)] for key in shown}
    return {
        "goal_draft": of_key["goal_form"],
        "step_draft": of_key["step_form"],
        "appointment_draft": of_key["appointment_form"],
        "aims": [(aim, form, of_key[goal_key(aim.goal.pk)]) for aim, form in context["aims"]],
    }


def draft_name(key: str, stay: Any) -> str:
    """By what name the draft of a form of the page is kept: what the form is called there, and of which stay."""
    return f"{key}-{stay.pk}"


def path_context(header: Heading, user: User, done: str, forms: Mapping[str, Form]) -> dict[str, Any]:
    """The path, goals and steps of the stay, and what may be done about them; `done` is the step just done."""
    stay, today = header.stay, header.today
    path, plan = path_of(stay, today), plan_of(stay)
    step = plan.next_step
    keeps = header.is_running and allowed_to(user, today).may(Permission.LOG_SESSIONS, stay.project_id)
    context = {
        "path": path,
        "passages": passages(stay, today) if path else [],
        "plan": plan,
        "step": step,
        "days_left": (step.due_on - today).days if step and step.due_on else None,
        "keeps_path": keeps,
        "quiet_days": QUIET.days,
        "aims": [(aim, None, None) for aim in plan.aims],
    }
    if not keeps:
        return context
    asked = plan.done_step(done)
    if asked:
        stages = [path.name, path.next_name] if path else []
        context["suggestions"] = suggest(waiting=plan.steps, project=stay.project, stages=stages, coach=user)
    # Most steps are her own; to whom else one could be given is asked only where that is shown.
    owners = coaches_of(stay, today) if asked else []
    blank = partial(StepForm, owner=user, owners=owners)
    return context | {"asked": asked, **path_forms(blank, path, plan, forms, asked=asked, today=today)}


def path_forms(
    blank: Callable[..., StepForm],
    path: Path | None,
    plan: Plan,
    refused: Mapping[str, Form],
    *,
    asked: Step | None,
    today: dt.date,
) -> dict[str, Any]:
    """The forms of the page: fresh ones, but a refused one as it was sent.

    A refused step towards a goal that has been closed since stands among the steps without a goal.
    """
    aims: list[tuple[Aim, Form]] = []
    for aim in plan.aims:
        key = goal_key(aim.goal.pk)
        fresh = blank(goals=[aim.goal], initial={"goal": aim.goal.pk}, auto_id=f"{key}_%s")
        aims.append((aim, refused.get(key, fresh)))
    placed = [form for _aim, form in aims]
    homeless = [form for form in refused.values() if isinstance(form, StepForm) and form not in placed]
    return {
        "aims": aims,
        "step_form": (homeless or [blank(initial={"due_on": today + WEEK if asked else None})])[0],
        "goal_form": refused.get("goal_form", GoalForm(auto_id="new_goal_%s")),
        "stage_form": refused.get("stage_form", stage_form(path) if path else None),
    }


def goal_key(pk: Any) -> str:
    """What the form of a step towards a goal is called, on the page and in its fields' ids."""
    return f"goal_{pk}"


def stage_form(path: Path) -> StageForm:
    """Every stage but the one she is at; the one ahead is chosen beforehand."""
    return StageForm(
        names=[name for name in path.names if name != path.name], initial={"name": path.next_name}
    )


def step_form(
    stay: Enrolment, user: User, today: dt.date, *, data: Any, step: Step | None = None, key: str = "id"
) -> StepForm:
    """The form of a new step as it was sent, or of one that is there already with what it says now."""
    owners = coaches_of(stay, today)
    initial: dict[str, Any] = {}
    if step:
        initial = {"text": step.text, "due_on": step.due_on, "goal": step.goal_id}
        owners += [step.owner] if step.owner not in owners else []
    return StepForm(
        data,
        owner=step.owner if step else user,
        owners=owners,
        goals=list(goals.still_open(stay)),
        today=today,
        initial=initial,
        auto_id=f"{key}_%s",
    )


def results_context(header: Heading, user: User, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What has come of it, what is to be asked, which cards there are; and whether she may record more."""
    client, today = header.client, header.today
    return {
        "results": results_of(outcomes),
        "follow_ups": client.follow_ups.select_related("outcome").order_by("due_on", "pk"),
        "cards": cards.held(client),
        "needs": cards.needed_by(client, today),
        "records": bool(stays_to_log(user, header.stays, today)),
    }


def coaches_of(stay: Enrolment, today: dt.date) -> list[User]:
    """Those who keep the paths of the stay's project today: to whom a step may be given."""
    return list(people_who(Permission.LOG_SESSIONS, [stay.project_id], today))


def results_of(outcomes: Sequence[Outcome]) -> list[tuple[str, int]]:
    """What has come of it, kind by kind, as far as anything has."""
    counts = {
        kind: sum(outcome.quantity for outcome in outcomes if outcome.kind == kind) for kind in OutcomeKind
    }
    return [(str(kind.label), count) for kind, count in counts.items() if count]
