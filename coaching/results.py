"""The one act: what a client tells has happened, and everything that follows from it, written at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from clients import activities, cards, follow_ups, outcomes
from clients.choices import ConfirmationSource, EducationState, FollowUpKind
from clients.models import Activity, CardNeed, CardType, Client, Enrolment, FollowUp, Outcome
from clients.models.outcome import EDUCATION
from coaching import reminders, result_plans, sessions, stages, steps
from coaching.choices import ResultKind, SessionKind
from coaching.models import CoachingSession, Stage, Step
from coaching.result_plans import STUDIES, Plan, Result, State
from coaching.spells import Spell
from ohjaamo.periods import running_on
from projects.categories import in_order
from projects.choices import DEFAULT_STAGES, ActivityKind, ProjectPart
from staff import auditing
from staff.models import User

# Whoever gets a job or a place to study comes to this stage, where the project's path has it.
MOVING_ON = DEFAULT_STAGES[4]
FOLLOWED = (ResultKind.JOB, ResultKind.EDUCATION, ResultKind.EDUCATION_ENDED, ResultKind.COMPANY)
NAMES_AT_MOST = 6


@dataclass(frozen=True)
class Details:
    """What is said besides: of the session, and from what it is all known."""

    session_kind: SessionKind | str = SessionKind.MEETING
    minutes: int = 15
    note: str = ""
    confirmed_from: ConfirmationSource | str = ConfirmationSource.CLIENT
    evidence_place: str = ""


def state_of(
    *, client: Client, stay: Enrolment, result: Result, details: Details, user: User, today: dt.date
) -> State:
    """What is true of the client now, as far as the plan of the result needs it."""
    logged = CoachingSession.objects.filter(attendances__client=client, coach=user, held_on=today)
    return State(
        today=today,
        order=[category.kind for category in in_order(stay.project)],
        spells=[
            Spell(row.kind, row.place, row.period, row.pk)
            for row in client.activities.order_by("starts_on", "pk")
        ],
        minutes=details.minutes,
        has_note=bool(details.note.strip()),
        minutes_logged=logged.aggregate(sum=Sum("minutes"))["sum"] or 0,
        has_left=not stay.period.includes(today),
        next_stage=_next_stage(stay, today),
        has_next_step=_has_next_step(stay, today),
        follow_ups=_follow_ups(result, today),
        waiting=_waiting(result),
        needed_cards=_needed_cards(client, result),
    )


def carry_out(
    *,
    plan: Plan,
    client: Client,
    stay: Enrolment,
    details: Details,
    submission: UUID,
    is_new: bool,
    by: User,
) -> None:
    """Do what the plan says and was left ticked, in one transaction.

    Refused (ValidationError) when nothing is left, when such a result has been recorded already (unless it `is_new`),
    and by whatever rule refuses one of its lines: then nothing is written.
    """
    if not any(line.is_on for line in plan.lines):
        raise ValidationError(_("Nothing is left to be saved."))
    with auditing.act(by=by):
        # One form sent twice at once waits here for its twin.
        Client.objects.select_for_update().get(pk=client.pk)
        _refuse_overtaken(plan, client, stay, details, by)
        if not is_new and twins_of(client, plan):
            raise ValidationError(_("This has been recorded already. Say that it is new, if it is."))
        begun = _change_activities(plan, client, details, by)
        outcome = _record_outcome(plan, client, stay, details, by)
        if plan.has("waiting"):
            _give_up_waiting(plan, client, outcome, by)
        _take_card(plan, client, outcome, by)
        about = begun or _ended(plan, client)
        planned = [
            follow_ups.plan(client=client, outcome=outcome, activity=about, kind=kind, due_on=due_on, by=by)
            for kind, due_on in plan.asks.items()
        ]
        _go_on_along_the_path(plan, stay, planned, by)
        if plan.has("session"):
            _log(plan, client, stay, details, submission, by)


def _refuse_overtaken(plan: Plan, client: Client, stay: Enrolment, details: Details, by: User) -> None:
    """What was shown is what is done: not when somebody else has changed what it was worked out from."""
    today = plan.state.today
    state = state_of(client=client, stay=stay, result=plan.result, details=details, user=by, today=today)
    keys = [line.key for line in plan.lines]
    on = [line.key for line in plan.lines if line.is_on]
    if result_plans.make(plan.result, state, ticked=on, offered=keys).digest != plan.digest:
        raise ValidationError(
            _("Something has changed meanwhile. Look again at what will happen, then save.")
        )


def twins_of(client: Client, plan: Plan) -> list[Outcome]:
    """Results like this one that have been recorded already; none when no outcome is to be counted."""
    result = plan.result
    if not plan.has("outcome"):
        return []
    return outcomes.twins(
        client=client, kind=result.outcome, detail=result.place, happened_on=result.starts_on
    )


def ongoing_studies(client: Client, today: dt.date) -> list[tuple[Activity | None, Outcome | None]]:
    """Studies that may end: those that are running, and those counted as ongoing whose activity nobody recorded."""
    running = client.activities.filter(running_on(today), kind__in=STUDIES).order_by("starts_on", "pk")
    pairs: list[tuple[Activity | None, Outcome | None]] = [
        (activity, _open(outcomes.outcome_of(activity))) for activity in running
    ]
    known = {outcome.pk for _activity, outcome in pairs if outcome}
    ongoing = client.outcomes.filter(kind__in=EDUCATION, state=EducationState.ONGOING)
    return pairs + [(None, outcome) for outcome in ongoing if outcome.pk not in known]


def recent_places(stay: Enrolment, *kinds: ActivityKind) -> list[str]:
    """Employers or schools of the project's clients, those that came last first."""
    clients = Enrolment.objects.filter(project=stay.project_id).values("client")
    found = Activity.objects.filter(client__in=clients, kind__in=kinds).exclude(place="")
    names = found.order_by("-starts_on", "-pk").values_list("place", flat=True)[:60]
    return list(dict.fromkeys(names))[:NAMES_AT_MOST]


def _open(outcome: Outcome | None) -> Outcome | None:
    closed = (EducationState.COMPLETED, EducationState.INTERRUPTED)
    return None if outcome is None or outcome.kind not in EDUCATION or outcome.state in closed else outcome


def _next_stage(stay: Enrolment, today: dt.date) -> str:
    """The stage of moving on, while it is ahead of her."""
    names = stay.project.stage_names
    if (
        not stay.project.has_part(ProjectPart.PATH)
        or MOVING_ON not in names
        or not stay.period.includes(today)
    ):
        return ""
    begun = list(Stage.objects.filter(enrolment=stay).order_by("starts_on"))
    later = any(stage.starts_on > today for stage in begun)
    behind = begun and begun[-1].name in names and names.index(begun[-1].name) >= names.index(MOVING_ON)
    return "" if behind or later else MOVING_ON


def _waiting(result: Result) -> int:
    if result.kind != ResultKind.EDUCATION_ENDED:
        return 0
    return follow_ups.waiting_about(outcome=result.ended_outcome, activity=result.ended_activity).count()


def _needed_cards(client: Client, result: Result) -> frozenset[int]:
    if result.kind != ResultKind.CARD:
        return frozenset()
    needs = CardNeed.objects.filter(client=client, ends_on__isnull=True)
    return frozenset(needs.values_list("card_type", flat=True))


def _has_next_step(stay: Enrolment, today: dt.date) -> bool:
    """Whether something is agreed on; nothing is agreed on any more in a stay that is over."""
    if not stay.period.includes(today) or not stay.project.has_part(ProjectPart.PATH):
        return True
    return Step.objects.filter(steps.OPEN, enrolment=stay).exists()


def _follow_ups(result: Result, today: dt.date) -> list[tuple[str, dt.date]]:
    if result.kind == ResultKind.WORK_TRIAL and result.ends_on and result.ends_on > today:
        return [(FollowUpKind.OTHER, result.ends_on)]
    if result.kind not in FOLLOWED:
        return []
    return [(str(kind), due_on) for kind, due_on in follow_ups.days_after(result.starts_on, today)]


def _change_activities(plan: Plan, client: Client, details: Details, by: User) -> Activity | None:
    """What ends, ends first, so that what begins never overlaps it; the one that begins, if one does."""
    result = plan.result
    for key, ends_on in plan.ends.items():
        activities.end(activity=client.activities.get(pk=key), ends_on=ends_on, by=by)
    if not plan.has("activity"):
        return None
    return activities.start(
        client=client,
        kind=result.activity,
        starts_on=result.starts_on,
        ends_on=result.ends_on,
        place=result.place,
        title=result.title,
        terms=result.terms,
        confirmed_on=plan.state.today,
        confirmed_from=details.confirmed_from,
        by=by,
    )


def _ended(plan: Plan, client: Client) -> Activity | None:
    key = plan.result.ended_activity
    return client.activities.filter(pk=key).first() if key else None


def _record_outcome(
    plan: Plan, client: Client, stay: Enrolment, details: Details, by: User
) -> Outcome | None:
    """The outcome that the result is, or that it changes."""
    result = plan.result
    if result.ended_outcome is not None:
        ended = client.outcomes.get(pk=result.ended_outcome)
        return _change_state(ended, plan, details, by) if plan.has("state") else ended
    if not plan.has("outcome"):
        return None
    return outcomes.record(
        client=client,
        project=stay.project,
        kind=result.outcome,
        happened_on=result.starts_on,
        quantity=result.quantity,
        detail=result.place,
        state=result.state,
        evidence_place=details.evidence_place,
        evidence_seen_on=plan.state.today if details.evidence_place else None,
        by=by,
    )


def _give_up_waiting(plan: Plan, client: Client, ended: Outcome | None, by: User) -> None:
    """Nobody asks any more how studies go on that have ended."""
    about = _ended(plan, client)
    follow_ups.withdraw_waiting(outcome=ended, activity=about, reason=_("The studies ended."), by=by)
    reminders.drop_needless(client=client, today=plan.state.today, by=by)


def _change_state(ended: Outcome, plan: Plan, details: Details, by: User) -> Outcome:
    changed = outcomes.change_state(outcome=ended, state=plan.result.state, by=by)
    if not details.evidence_place.strip():
        return changed
    return outcomes.show_evidence(
        outcome=changed, place=details.evidence_place, seen_on=plan.state.today, by=by
    )


def _take_card(plan: Plan, client: Client, outcome: Outcome | None, by: User) -> None:
    if plan.has("card") and plan.result.card_type_id:
        cards.take(
            client=client,
            card_type=CardType.objects.get(pk=plan.result.card_type_id),
            starts_on=plan.result.starts_on,
            ends_on=plan.result.ends_on,
            outcome=outcome,
            by=by,
        )


def _log(plan: Plan, client: Client, stay: Enrolment, details: Details, submission: UUID, by: User) -> None:
    sessions.log(
        project=stay.project,
        client=client,
        coach=by,
        kind=details.session_kind,
        held_on=plan.state.today,
        minutes=details.minutes,
        note=details.note,
        submission=submission,
        today=plan.state.today,
        by=by,
    )


def _go_on_along_the_path(plan: Plan, stay: Enrolment, planned: Sequence[FollowUp], by: User) -> None:
    if plan.has("stage"):
        stages.move(enrolment=stay, name=plan.state.next_stage, day=plan.state.today, by=by)
    if plan.has("step"):
        reminders.remind(enrolment=stay, planned=planned, by=by)
