"""An implementer's budget in its versions: drawn up whole, never changed in silence; which one binds on a day."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from ohjaamo.formats import period as in_words
from ohjaamo.formats import share as in_percent
from ohjaamo.periods import running_on
from projects.apportionments import EURO
from projects.budget_chains import Chain, Rates, chain
from projects.choices import BudgetKind, Implementer, RateKind
from projects.models import BudgetPeriod, BudgetRate, BudgetVersion, Post, PostPlan, Project
from staff import auditing
from staff.rows import keep


@dataclass(frozen=True)
class Column:
    """A period of a budget to be drawn up: its title, the days it means, its salaries."""

    label: str
    starts_on: dt.date
    ends_on: dt.date
    salaries: Decimal


class Fault(NamedTuple):
    """What is wrong with a period of a budget: in which of its facts, and why."""

    column: Column
    name: str
    message: str


@dataclass(frozen=True)
class Line:
    """A period of a budget with the chain that follows from its salaries by the rates then in force."""

    period: BudgetPeriod
    rates: Rates
    chain: Chain


def draw_up(
    *,
    project: Project,
    implementer: Implementer,
    kind: BudgetKind,
    dated_on: dt.date,
    columns: Sequence[Column],
    rates: Mapping[RateKind, Decimal],
    unit: Decimal = EURO,
    note: str = "",
    by: auditing.Actor,
) -> BudgetVersion:
    """Write down a version of the budget with its periods and its rates, in force from the first period on.

    Refused (ValidationError) when periods overlap or leave a gap, salaries aren't in whole units, a rate is missing, or
    it would change a rate by which a claim that was sent was worked out.
    """
    ordered = sorted(columns, key=lambda column: column.starts_on)
    _refuse(ordered, rates, unit)
    _refuse_claimed(project, implementer, kind, dated_on, rates)
    version = BudgetVersion(
        project=project, implementer=implementer, kind=kind, dated_on=dated_on, unit=unit, note=note
    )
    with auditing.act(by=by):
        keep(version)
        for column in ordered:
            keep(BudgetPeriod(version=version, **vars(column)))
        for rate, percent in rates.items():
            keep(BudgetRate(version=version, kind=rate, percent=percent, starts_on=ordered[0].starts_on))
    return version


def plan_post(
    *,
    version: BudgetVersion,
    title: str,
    full_time_percent: Decimal,
    person_years: Mapping[BudgetPeriod, Decimal],
    person: str = "",
    by: auditing.Actor,
) -> Post:
    """Add a post to a budget with its person-years, period by period."""
    post = Post(version=version, title=title, person=person, full_time_percent=full_time_percent)
    with auditing.act(by=by):
        keep(post)
        for period, years in person_years.items():
            keep(PostPlan(post=post, period=period, person_years=years))
    return post


def binding(project: Project, implementer: Implementer, day: dt.date) -> BudgetVersion | None:
    """The version that binds on a day: the latest decision or amendment; None while there are only drafts."""
    decided = project.budgets.filter(implementer=implementer, dated_on__lte=day).exclude(
        kind=BudgetKind.DRAFT
    )
    return decided.order_by("dated_on", "pk").last()


def current(project: Project, implementer: Implementer, day: dt.date) -> BudgetVersion | None:
    """The version to plan by: the one that binds, else the latest draft; None when nothing was drawn up."""
    drafts = project.budgets.filter(implementer=implementer, dated_on__lte=day).order_by("dated_on", "pk")
    return binding(project, implementer, day) or drafts.last()


def lines(version: BudgetVersion) -> list[Line]:
    """The periods of a budget in order, each with its chain."""
    rates = list(version.rates.all())
    found = []
    for period in version.periods.all():
        held = _rates_on(period.starts_on, rates, version.unit)
        found.append(Line(period, held, chain(period.salaries, held)))
    return found


def salaries_of_posts(period: BudgetPeriod) -> Decimal | None:
    """What the posts' own salaries come to in a period; None when the budget doesn't tell them."""
    total: Decimal | None = period.plans.aggregate(total=Sum("salary"))["total"]
    return total


def faults(columns: Sequence[Column], unit: Decimal) -> Iterator[Fault]:
    """What is wrong with periods in order: each begins the day after the one before ends, salaries in whole units."""
    for column in columns:
        if column.ends_on < column.starts_on:
            yield Fault(column, "ends_on", _("The last day is before the first."))
        if column.salaries % unit:
            yield Fault(column, "salaries", _("The salaries of a budget are in whole units of its rounding."))
    for before, after in pairwise(columns):
        if after.starts_on != before.ends_on + dt.timedelta(days=1):
            message = _("The period %(after)s doesn't begin the day after %(before)s ends.")
            names = {"after": after.label, "before": before.label}
            yield Fault(after, "starts_on", message % names)


def _takes_the_place_of(held: BudgetVersion, kind: BudgetKind, dated_on: dt.date) -> bool:
    """Whether a version of this kind and day would be planned by instead of the one that is."""
    if (kind == BudgetKind.DRAFT) != (held.kind == BudgetKind.DRAFT):
        return held.kind == BudgetKind.DRAFT
    return held.dated_on <= dated_on


def _rates_on(day: dt.date, rates: Sequence[BudgetRate], unit: Decimal) -> Rates:
    percents = {
        rate.kind: rate.percent
        for rate in rates
        if rate.starts_on <= day and (rate.ends_on is None or day <= rate.ends_on)
    }
    return Rates(
        side_costs=percents[RateKind.SIDE_COSTS],
        flat_rate=percents[RateKind.FLAT_RATE],
        own_funding=percents[RateKind.OWN_FUNDING],
        unit=unit,
    )


def _refuse(columns: Sequence[Column], rates: Mapping[RateKind, Decimal], unit: Decimal) -> None:
    if not columns:
        raise ValidationError(_("A budget has at least one period."))
    if missing := [str(kind.label) for kind in RateKind if kind not in rates]:
        raise ValidationError(_("A percent is missing: %(names)s.") % {"names": ", ".join(missing)})
    if found := [fault.message for fault in faults(columns, unit)]:
        raise ValidationError(found)


def _refuse_claimed(
    project: Project,
    implementer: Implementer,
    kind: BudgetKind,
    dated_on: dt.date,
    rates: Mapping[RateKind, Decimal],
) -> None:
    """Refuse other rates than those of a claim that was sent, if the new version would come in their place."""
    claims = project.claim_periods.filter(implementer=implementer, ends_on__gte=dated_on)
    for claim in claims.exclude(sent_at=None):
        held = current(project, implementer, claim.ends_on)
        if held is None or not _takes_the_place_of(held, kind, dated_on):
            continue
        for rate in held.rates.filter(running_on(claim.ends_on)):
            if rates[RateKind(rate.kind)] != rate.percent:
                message = _("The claim %(period)s was sent by %(percent)s: date the version after it.")
                told = {"period": in_words(claim), "percent": in_percent(rate.percent)}
                raise ValidationError({rate.kind: message % told})
