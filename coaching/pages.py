"""What pages about coaching are made of."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clients.choices import OutcomeKind
from clients.models import Client, Outcome
from clients.pages import COACHING_PAGE, Heading, heading
from clients.situations import ranked
from coaching.forms import StageForm, StepForm
from coaching.models import Step
from coaching.paths import Path, path_of, with_stage
from coaching.timelines import timeline
from projects.memberships import allowed_to
from staff.models import User
from staff.permissions import Permission


def client_heading(client: Client, user: User, today: dt.date) -> Heading:
    """The client's header with the stages of her stays."""
    stays = with_stage(client.enrolments.all(), today)
    return heading(client=client, user=user, today=today, current=COACHING_PAGE, stays=stays)


def client_page(
    request: HttpRequest, header: Heading, *, forms: dict[str, Form] | None = None
) -> HttpResponse:
    """Where the client stands, what is next, what has happened; with a refused form, that form (422)."""
    context = page_context(request, header) | (forms or {})
    if forms:
        # What the title and the error summary look at.
        context["form"] = next(iter(forms.values()))
    return render(request, "coaching/client.html", context, status=422 if forms else 200)


def page_context(request: HttpRequest, header: Heading) -> dict[str, Any]:
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
        "results": results_of(outcomes),
        "timeline": shown,
    }
    return context | path_context(header, request.user) if header.readable else context


def path_context(header: Heading, user: User) -> dict[str, Any]:
    """The path and the next steps of the stay, and what may be done about them."""
    stay, today = header.stay, header.today
    keeps = header.is_running and allowed_to(user, today).may(Permission.LOG_SESSIONS, stay.project_id)
    steps = open_steps(stay.pk)
    path = path_of(stay, today)
    return {
        "path": path,
        "step": steps[0] if steps else None,
        "later_steps": steps[1:],
        "days_left": (steps[0].due_on - today).days if steps and steps[0].due_on else None,
        "keeps_path": keeps,
        "step_form": StepForm(),
        "change_form": change_form(steps[0]) if steps else None,
        "stage_form": stage_form(path) if path else None,
    }


def stage_form(path: Path) -> StageForm:
    """Every stage but the one she is at; the one ahead is chosen beforehand."""
    return StageForm(
        names=[name for name in path.names if name != path.name], initial={"name": path.next_name}
    )


def change_form(step: Step) -> StepForm:
    """The form of a step that is there already, beside the form of a new one."""
    return StepForm(initial={"text": step.text, "due_on": step.due_on}, auto_id="change_%s")


def open_steps(enrolment_id: int) -> list[Step]:
    """Steps neither done nor dropped, the soonest first, those without a day last."""
    waiting = Step.objects.filter(enrolment=enrolment_id, done_on__isnull=True, dropped_on__isnull=True)
    return list(waiting.select_related("owner").order_by("due_on", "pk"))


def results_of(outcomes: Sequence[Outcome]) -> list[tuple[str, int]]:
    """What has come of it, kind by kind, as far as anything has."""
    counts = {
        kind: sum(outcome.quantity for outcome in outcomes if outcome.kind == kind) for kind in OutcomeKind
    }
    return [(str(kind.label), count) for kind, count in counts.items() if count]
