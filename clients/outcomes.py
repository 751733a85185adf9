"""What came of the coaching, event by event."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clients import findings
from clients.choices import EducationState, OutcomeKind
from clients.models import Activity, Client, Enrolment, Outcome
from ohjaamo.reference import plain
from projects.choices import ActivityKind
from projects.models import Project
from staff import auditing
from staff.models import User
from staff.rows import keep

# Two of a kind at one place within so many days are likely one and the same.
TWINS_WITHIN = dt.timedelta(days=30)

# What a client does after such an outcome.
ACTIVITIES_OF: dict[str, Sequence[ActivityKind]] = {
    OutcomeKind.EMPLOYMENT: [ActivityKind.WORK],
    OutcomeKind.COMPANY_FOUNDED: [ActivityKind.WORK],
    OutcomeKind.LIGHT_ENTREPRENEUR: [ActivityKind.WORK],
    OutcomeKind.ADULT_BASIC_EDUCATION: [ActivityKind.OTHER_EDUCATION],
    OutcomeKind.DEGREE_EDUCATION: [ActivityKind.VOCATIONAL, ActivityKind.OTHER_EDUCATION],
}


def record(
    *,
    client: Client,
    project: Project,
    kind: OutcomeKind | str,
    happened_on: dt.date,
    quantity: int = 1,
    detail: str = "",
    state: EducationState | str = "",
    evidence_place: str = "",
    evidence_seen_on: dt.date | None = None,
    by: auditing.Actor,
) -> Outcome:
    """Record an outcome. Refused (ValidationError) when it counts nothing or its kind isn't known.

    Refused also when the client never was in the project; after the stay it may well happen. Evidence (where it is,
    and the day) was seen by whoever records it.
    """
    with auditing.act(by=by):
        outcome = new(
            client=client,
            project=project,
            kind=kind,
            happened_on=happened_on,
            quantity=quantity,
            detail=detail,
            state=state,
            evidence_place=evidence_place,
            evidence_seen_on=evidence_seen_on,
            was_there=Enrolment.objects.filter(client=client, project=project).exists(),
            by=by,
        )
        keep(outcome)
    return outcome


def new(
    *, project: Project, evidence_place: str = "", was_there: bool, by: auditing.Actor, **facts: Any
) -> Outcome:
    """An outcome that isn't kept yet. Refused (ValidationError) when the client never was in the project."""
    if not was_there:
        message = _("The client never was in the project %(code)s.") % {"code": project.code}
        raise ValidationError({"client": message})
    seen_by = by if evidence_place else None
    return Outcome(project=project, evidence_place=evidence_place, evidence_seen_by=seen_by, **facts)


def change_state(*, outcome: Outcome, state: EducationState | str, by: auditing.Actor) -> Outcome:
    """Say that the studies were completed or interrupted, or go on after all.

    Refused (ValidationError) for anything but education.
    """
    outcome.state = state
    with auditing.act(by=by):
        keep(outcome, update_fields=["state"])
    return outcome


def show_evidence(*, outcome: Outcome, place: str, seen_on: dt.date, by: User) -> Outcome:
    """Say where the evidence is and that it was seen. Refused (ValidationError) without a place."""
    outcome.evidence_place, outcome.evidence_seen_on, outcome.evidence_seen_by = place.strip(), seen_on, by
    with auditing.act(by=by):
        keep(outcome, update_fields=["evidence_place", "evidence_seen_on", "evidence_seen_by"])
    return outcome


def withdraw(*, outcome: Outcome, reason: str, by: User) -> None:
    """Take an outcome out of every figure, with what is still to be asked about it; history keeps both.

    Refused (ValidationError) without a reason, and when it has been withdrawn already.
    """
    with auditing.act(by=by):
        findings.withdraw(row=outcome, reason=reason, by=by)
        for follow_up in outcome.follow_ups.select_for_update().filter(answered_on=None):
            findings.withdraw(row=follow_up, reason=reason, by=by)


def twins(*, client: Client, kind: OutcomeKind | str, detail: str, happened_on: dt.date) -> list[Outcome]:
    """Outcomes of this kind at the same place at about the same time: likely the same one, recorded already.

    Without a place there are none: five applications in a week are five.
    """
    if not detail.strip():
        return []
    near = (happened_on - TWINS_WITHIN, happened_on + TWINS_WITHIN)
    found = client.outcomes.filter(kind=kind, happened_on__range=near).select_related("project")
    return [outcome for outcome in found if plain(outcome.detail) == plain(detail)]


def activity_of(outcome: Outcome, day: dt.date) -> Activity | None:
    """The activity that the outcome led to, if it is running on the day."""
    kinds = ACTIVITIES_OF.get(outcome.kind, [])
    running = [
        each
        for each in Activity.objects.filter(client=outcome.client_id, kind__in=kinds)
        if each.period.includes(day) and plain(each.place) == plain(outcome.detail)
    ]
    return next(iter(running), None)


def outcome_of(activity: Activity) -> Outcome | None:
    """The outcome that an activity came with: of its kind, at its place, the latest one not after its end."""
    kinds = [kind for kind, fitting in ACTIVITIES_OF.items() if activity.kind in fitting]
    found = Outcome.objects.filter(client=activity.client_id, kind__in=kinds).order_by("-happened_on", "-pk")
    fitting = [each for each in found if plain(each.detail) == plain(activity.place)]
    return next((each for each in fitting if activity.period.includes(each.happened_on)), None)
