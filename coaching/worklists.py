"""Work lists: about which clients something waits to be done, each list a count that opens.

Nobody is nagged before a date has come. How long a client has been without contact or without a next step is counted
from the latest of these: the last session with them, the first day of the stay, the day their coach began, and the day
the record was written here. So clients taken in from an old book begin with nothing overdue.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest, TruncDate
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from clients import cards, follow_ups, search
from clients.access import reachable_clients, visible_clients
from clients.choices import EducationState, OutcomeKind
from clients.models import Assignment, Card, CardNeed, Client, Enrolment, FollowUp, Outcome
from clients.models.outcome import EDUCATION
from coaching import appointments, life_situations
from coaching.choices import AttendanceState, SituationMoment
from coaching.models import Appointment, Attendance, Situation, Step
from coaching.steps import OPEN, without_next_step
from ohjaamo.periods import running_on
from projects.choices import ProjectPart
from projects.memberships import allowed_to
from staff import auditing
from staff.models import User
from staff.permissions import Permission

# Contact is thought of monthly; a new client or a new coach gets as long.
QUIET = dt.timedelta(days=30)


@dataclass(frozen=True)
class Scope:
    """Whose clients, on which day: a coach's own, or everybody's of the projects she leads."""

    user: User
    today: dt.date
    projects: tuple[int, ...]
    is_own: bool

    @property
    def clients(self) -> QuerySet[Client]:
        """The clients of the scope whom its user sees, those who have left too."""
        seen = visible_clients(self.user, self.today)
        if self.is_own:
            return seen.filter(pk__in=self._assigned().values("client"))
        return seen.filter(pk__in=Enrolment.objects.filter(project__in=self.projects).values("client"))

    def stays(self) -> QuerySet[Enrolment]:
        """The running stays of a client (the outer query's)."""
        return Enrolment.objects.filter(
            running_on(self.today), project__in=self.projects, client=OuterRef("pk")
        )

    def _assigned(self) -> QuerySet[Assignment]:
        return Assignment.objects.filter(running_on(self.today), coach=self.user)


@dataclass(frozen=True)
class WorkList:
    """A list: who is on it, and what is told of each of them. With `of` it is a share: who of whom still lacks it."""

    key: str
    label: Promise
    hint: Promise
    holds: Callable[[Scope], Q]
    of: Callable[[Scope], Q] | None = None
    # The rows behind it, the first of which tells a day and some words.
    rows: Callable[[Scope], QuerySet[Any]] | None = None
    day: str = ""
    text: str = ""
    # The URL name of the page where what waits is settled in place, if there is one, and how it is narrowed to it.
    page: str = ""
    narrow: str = ""

    def who(self, scope: Scope, asked: Callable[[Scope], Q]) -> Q:
        """Of whom it holds; what is settled on a page is told of those alone whose record may be opened from there."""
        if not self.page:
            return asked(scope)
        return asked(scope) & Q(pk__in=reachable_clients(scope.user, scope.today).values("pk"))


@dataclass(frozen=True)
class Tally:
    """A list and how many are on it; of a share also how many of how many are covered."""

    list: WorkList
    count: int
    all: int

    @property
    def covered(self) -> int:
        return self.all - self.count


def own(user: User, today: dt.date) -> Scope:
    """A coach's own clients."""
    projects = allowed_to(user, today).projects_where(Permission.LOG_SESSIONS)
    return Scope(user, today, tuple(projects), is_own=True)


def led(user: User, today: dt.date) -> Scope:
    """Everybody's clients in the projects where she sees them all and reads notes."""
    allowed = allowed_to(user, today)
    seen = set(allowed.projects_where(Permission.SEE_PROJECT_CLIENTS))
    projects = tuple(key for key in allowed.projects_where(Permission.READ_NOTES) if key in seen)
    return Scope(user, today, projects, is_own=False)


def tallies(scope: Scope) -> list[Tally]:
    """Every list with its count, in one question to the database."""
    wanted = {f"count_{each.key}": Count("pk", filter=each.who(scope, each.holds)) for each in LISTS}
    wanted |= {f"all_{each.key}": Count("pk", filter=each.who(scope, each.of)) for each in LISTS if each.of}
    found = scope.clients.aggregate(**wanted)
    return [Tally(each, found[f"count_{each.key}"], found.get(f"all_{each.key}", 0)) for each in LISTS]


def clients_on(worklist: WorkList, scope: Scope) -> QuerySet[Client]:
    """The clients on a list, those first whose day is the earliest; `told_on` and `told` say why they are on it.

    That is for the page to show only of those who `opens_at_once`: without a reason, and under no safety restriction.
    """
    reachable: QuerySet[Any] = reachable_clients(scope.user, scope.today).filter(pk=OuterRef("pk"))
    found = scope.clients.filter(worklist.who(scope, worklist.holds)).annotate(
        is_reachable=Exists(reachable),
        opens_at_once=Exists(reachable.filter(opens_freely=True, has_safety_restriction=False)),
    )
    if worklist.rows is None:
        return found.order_by(*search.by_name())
    rows = worklist.rows(scope)
    found = found.annotate(told_on=Subquery(rows.values(worklist.day)[:1]))
    if worklist.text:
        found = found.annotate(told=Subquery(rows.values(worklist.text)[:1]))
    return found.order_by(F("told_on").asc(nulls_first=True), *search.by_name())


def _here(scope: Scope) -> Q:
    return Q(Exists(scope.stays()))


def _unlogged(scope: Scope) -> QuerySet[Appointment]:
    waiting = appointments.unlogged(scope.today).filter(client=OuterRef("pk")).order_by("meets_on")
    return waiting.filter(coach=scope.user) if scope.is_own else waiting.filter(project__in=scope.projects)


def _steps_due(scope: Scope) -> QuerySet[Step]:
    stays = running_on(scope.today, "enrolment__") & Q(enrolment__withdrawn_at__isnull=True)
    found = Step.objects.filter(OPEN, stays, enrolment__client=OuterRef("pk"), due_on__lte=scope.today)
    return found.filter(enrolment__project__in=scope.projects).order_by("due_on", "pk")


def _stepless(scope: Scope) -> Q:
    stays = without_next_step(scope.stays(), scope.today)
    stays = stays.exclude(project__parts_off__contains=[ProjectPart.PATH])
    return Q(Exists(stays.filter(client__in=_known_a_while(scope))))


def _known_a_while(scope: Scope) -> QuerySet[Client]:
    return Client.objects.alias(known_since=_known_since(scope)).filter(known_since__lte=scope.today - QUIET)


def _no_contact(scope: Scope) -> Q:
    last = Subquery(_sessions(scope).values("session__held_on")[:1])
    heard = Client.objects.alias(heard_on=Greatest(last, _known_since(scope)))
    return _here(scope) & Q(pk__in=heard.filter(heard_on__lte=scope.today - QUIET).values("pk"))


def _known_since(scope: Scope) -> Greatest:
    """Since when somebody here could have been in contact (PostgreSQL's GREATEST passes over what is empty)."""
    began = scope.stays().order_by("-starts_on")
    taken_over = Assignment.objects.filter(running_on(scope.today), client=OuterRef("pk"))
    if scope.is_own:
        taken_over = taken_over.filter(coach=scope.user)
    written = auditing.events_of(Client).filter(pgh_obj=OuterRef("pk"), pgh_label="insert").order_by("pgh_id")
    first = written.annotate(day=TruncDate("pgh_created_at"))
    return Greatest(
        Subquery(began.values("starts_on")[:1]),
        Subquery(taken_over.order_by("-starts_on").values("starts_on")[:1]),
        Subquery(first.values("day")[:1], output_field=DateField()),
    )


def _sessions(_scope: Scope) -> QuerySet[Attendance]:
    present = {"state": AttendanceState.PRESENT, "session__withdrawn_at": None}
    return Attendance.objects.filter(client=OuterRef("pk"), **present).order_by("-session__held_on")


def _follow_ups(scope: Scope) -> QuerySet[FollowUp]:
    return follow_ups.waiting(scope.today).filter(client=OuterRef("pk"))


def _situations(scope: Scope) -> QuerySet[Enrolment]:
    """Stays of which life_situations.missing_of says that something is missing."""
    asked_for = life_situations.ASKED_FOR
    began, ended = Q(continues=None), ~Q(life_situations.continued())
    taken = {
        SituationMoment.ENTRY: ("starts_on", life_situations.ENTRY_TAKES, began),
        SituationMoment.EXIT: ("ends_on", dt.timedelta(), ended),
        SituationMoment.AFTER_YEAR: ("year_after_exit", dt.timedelta(), ended),
    }
    missing = Q()
    for moment, (column, wait, is_asked) in taken.items():
        last = scope.today - wait - dt.timedelta(days=1)
        due = Q(**{f"{column}__range": (scope.today - wait - asked_for, last)})
        told = Situation.objects.filter(enrolment=OuterRef("pk"), moment=moment)
        missing |= due & is_asked & Q(~Exists(told))
    stays = Enrolment.objects.alias(year_after_exit=life_situations.year_after_exit())
    stays = stays.filter(missing, ~life_situations.brought_in(), client=OuterRef("pk"))
    stays = stays.filter(project__in=scope.projects).order_by("starts_on")
    return stays.exclude(project__parts_off__contains=[ProjectPart.SITUATIONS])


def _cards(scope: Scope) -> QuerySet[Card]:
    return cards.running_out(Client.objects.all(), scope.today).filter(client=OuterRef("pk"))


def _needs(scope: Scope) -> QuerySet[CardNeed]:
    return cards.needed(Client.objects.all(), scope.today).filter(client=OuterRef("pk"))


def _needed_or_taken(scope: Scope) -> Q:
    """Those who need a card, and those who needed one and took it: the need ended, the card is valid."""
    held = Card.objects.filter(
        running_on(scope.today), client=OuterRef("client"), card_type=OuterRef("card_type")
    )
    taken = CardNeed.objects.filter(Exists(held), client=OuterRef("pk"))
    return _here(scope) & (Q(Exists(_needs(scope))) | Q(Exists(taken)))


def _outcomes(kind: OutcomeKind) -> Exists:
    return Exists(Outcome.objects.filter(client=OuterRef("pk"), kind=kind))


def _education(scope: Scope) -> QuerySet[Outcome]:
    ongoing = Outcome.objects.filter(client=OuterRef("pk"), kind__in=EDUCATION, state=EducationState.ONGOING)
    return ongoing.filter(project__in=scope.projects).order_by("happened_on", "pk")


LISTS = (
    WorkList(
        "unlogged", _("Meetings not logged"), _("Agreed on for an earlier day; nothing has been logged."),
        lambda scope: Q(Exists(_unlogged(scope))), rows=_unlogged, day="meets_on", text="place",
        page="coaching:calendar",
    ),
    WorkList(
        "steps", _("Steps due"), _("An agreed step whose day has come."),
        lambda scope: Q(Exists(_steps_due(scope))), rows=_steps_due, day="due_on", text="text",
    ),
    WorkList(
        "no-contact", _("No contact in 30 days"),
        _("Counted from the last session or from the day the client or the coach came."),
        _no_contact, rows=_sessions, day="session__held_on",
    ),
    WorkList(
        "no-step", _("No next step"),
        format_lazy(_("Nobody has said what is next {days} days after the client or the coach came."), days=QUIET.days),
        _stepless,
    ),
    WorkList(
        "follow-ups", _("Follow-ups to ask"), _("How it went is to be asked; the day has come."),
        lambda scope: Q(Exists(_follow_ups(scope))), rows=_follow_ups, day="due_on",
        page="coaching:follow-ups", narrow="when=due",
    ),
    WorkList(
        "situations", _("Life situations to ask"),
        _("At entry, at exit and a year after, where the project asks for it; not of clients from old books."),
        lambda scope: Q(Exists(_situations(scope))), rows=_situations, day="starts_on",
    ),
    WorkList(
        "cards-expiring", _("Cards that expire"), _("Expired in the past year, or valid for 90 days at most."),
        lambda scope: _here(scope) & Q(Exists(_cards(scope))), rows=_cards, day="ends_on", text="card_type__name",
        page="coaching:cards",
    ),
    WorkList(
        "education", _("Studies going on"), _("Ask in good time whether they go on or have been completed."),
        lambda scope: Q(Exists(_education(scope))), rows=_education, day="happened_on", text="detail",
    ),
    WorkList(
        "no-cv", _("CV"), _("Clients of today without a CV."),
        lambda scope: _here(scope) & ~Q(_outcomes(OutcomeKind.CV)), of=_here,
    ),
    WorkList(
        "no-application", _("Job application"), _("Clients of today without a job application."),
        lambda scope: _here(scope) & ~Q(_outcomes(OutcomeKind.JOB_APPLICATION)), of=_here,
    ),
    WorkList(
        "no-card", _("Card needed for work"), _("Clients of today who need a card and don't have it."),
        lambda scope: _here(scope) & Q(Exists(_needs(scope))), of=_needed_or_taken,
        rows=_needs, day="starts_on", text="card_type__name", page="coaching:cards", narrow="list=needed",
    ),
)  # fmt: skip
BY_KEY = {each.key: each for each in LISTS}
