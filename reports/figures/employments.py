"""The employments: on what terms people work, and what they could read and say when they came to us."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from clients.choices import CefrLevel, Literacy, OutcomeKind
from clients.models import Activity, ActivityTerms, Client, Enrolment, LanguageSkill
from clients.outcomes import TWINS_WITHIN
from ohjaamo.periods import Period
from ohjaamo.reference import plain
from projects.choices import ActivityKind
from projects.models import Project
from reports.figures.results import EVENTS, Happened, happened
from reports.figures.tally import PERSONS, Table, split

YES, NO = "yes", "no"
# What is found out within so many days of coming is still how it was at entry.
INTAKE = dt.timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Employment(Happened):
    """An employment with the terms it began on, each None where nobody told.

    Whether it is in a sector that lacks workers isn't known before there is a register of employers.
    """

    is_permanent: bool | None = None
    is_full_time: bool | None = None
    has_pay_subsidy: bool | None = None
    is_in_shortage_sector: bool | None = None
    literacy: str = ""
    finnish: str = ""


def tables(project: Project, period: Period, _today: dt.date) -> list[Table]:
    """The employments of a period by their terms, and by literacy and Finnish at entry."""
    facts = employments(project, period)
    return [
        _yes_no("permanence", _("Permanence"), facts, "is_permanent", _("Permanent"), _("Fixed-term")),
        _yes_no("time", _("Working time"), facts, "is_full_time", _("Full time"), _("Part time")),
        _yes_no(
            "subsidy",
            _("Pay subsidy"),
            facts,
            "has_pay_subsidy",
            _("Pay-subsidised"),
            _("Without pay subsidy"),
        ),
        _yes_no(
            "sector",
            _("Shortage sector"),
            facts,
            "is_in_shortage_sector",
            _("In a sector that lacks workers"),
            _("In another sector"),
        ),
        _by_entry("literacy", _("Literacy"), facts, Literacy.choices),
        _by_entry("finnish", _("Finnish at entry"), facts, CefrLevel.choices),
    ]


def employments(project: Project, period: Period) -> list[Employment]:
    """The employments of a period, each with what is known of it and of the client's entry."""
    found = happened(project, period, OutcomeKind.EMPLOYMENT)
    clients = {fact.client for fact in found if fact.client is not None}
    jobs = _jobs(clients)
    literacy: dict[Any, str] = dict(Client.objects.filter(pk__in=clients).values_list("pk", "literacy"))
    finnish: Mapping[Any, str] = _finnish_at_entry(project, clients)
    return [
        Employment(
            **vars(fact),
            **_terms(fact, jobs[fact.client]),
            literacy=literacy[fact.client],
            finnish=finnish.get(fact.client, ""),
        )
        for fact in found
    ]


def _jobs(clients: Iterable[Any]) -> Mapping[Any, list[Activity]]:
    jobs: dict[Any, list[Activity]] = defaultdict(list)
    work = Activity.objects.filter(client__in=clients, kind=ActivityKind.WORK)
    for job in work.prefetch_related("terms"):
        jobs[job.client_id].append(job)
    return jobs


def _terms(fact: Happened, jobs: Sequence[Activity]) -> dict[str, Any]:
    """The terms of the job that the employment is about: the one that runs or begins about then, best at its place."""
    day = fact.day or dt.date.min
    near = [job for job in jobs if job.period.includes(day) or abs(job.starts_on - day) <= TWINS_WITHIN]
    if not near:
        return {}
    job = min(near, key=lambda each: (plain(each.place) not in plain(fact.place), abs(each.starts_on - day)))
    terms = _begun_on(list(job.terms.all()), max(day, job.starts_on))
    names = ("is_permanent", "is_full_time", "has_pay_subsidy")
    return {name: getattr(terms, name, None) for name in names}


def _begun_on(terms: Sequence[ActivityTerms], day: dt.date) -> ActivityTerms | None:
    earlier = [each for each in terms if each.starts_on <= day]
    return earlier[-1] if earlier else next(iter(terms), None)


def _finnish_at_entry(project: Project, clients: Iterable[Any]) -> dict[int, str]:
    stays = Enrolment.objects.filter(project=project, client__in=clients).order_by()
    entries = dict(stays.values_list("client").annotate(first=Min("starts_on")))
    skills = LanguageSkill.objects.filter(client__in=clients, language="fin").order_by("assessed_on", "pk")
    return {
        skill.client_id: skill.level
        for skill in skills
        if skill.client_id in entries and skill.assessed_on <= entries[skill.client_id] + INTAKE
    }


def _yes_no(key: str, title: str, facts: list[Employment], column: str, yes: str, no: str) -> Table:
    return split(key, title, facts, _answer(column), {YES: yes, NO: no}, (EVENTS, PERSONS))


def _answer(column: str) -> Callable[[Employment], tuple[str, ...]]:
    def of(fact: Employment) -> tuple[str, ...]:
        told = getattr(fact, column)
        return () if told is None else (YES if told else NO,)

    return of


def _by_entry(column: str, title: str, facts: list[Employment], choices: Iterable[tuple[str, Any]]) -> Table:
    def of(fact: Employment) -> Iterable[str]:
        return filter(None, [getattr(fact, column)])

    return split(column, title, facts, of, dict(choices), (EVENTS, PERSONS))
