"""What the trial shows of money: ten months of the new project's salaries, a claim that was sent and one that is open.

The persons, their salaries and what was decided and paid are invented; budget and key are the published ones.
"""

import datetime as dt
from decimal import Decimal

from projects import budgets, claim_funding, claim_periods, costs, funding, invoices, memberships
from projects.budgets import Column
from projects.choices import BudgetKind, FundingKind, Implementer, RateKind
from projects.models import ActualCost, BudgetVersion, ClaimPeriod, Project
from staff import auditing
from staff.models import User
from staff.permissions import Role

PROJECT = "IHSL"
MONTHS = tuple(dt.date(2022, month, 1) for month in (11, 12)) + tuple(
    dt.date(2023, month, 1) for month in range(1, 9)
)
# Who, of full time, a month's salary, and from which month on.
SALARIES = (
    ("Ahvenainen Kerttu (keksitty)", "100", "3418.75", MONTHS[0]),
    ("Kuutti Amal (keksitty)", "100", "2641.30", MONTHS[0]),
    ("Lokki Dmitri (keksitty)", "100", "2598.40", MONTHS[0]),
    ("Tiira Noor (keksitty)", "100", "2561.15", MONTHS[1]),
    ("Norppa Veikko (keksitty)", "50", "1238.60", MONTHS[0]),
)
SENT_TO, OPEN_TO = dt.date(2023, 4, 30), dt.date(2023, 8, 31)
SENT_AT = dt.datetime(2023, 5, 15, 12, 0, tzinfo=dt.UTC)
BILLED_ON, PAID_ON = dt.date(2023, 5, 22), dt.date(2023, 6, 5)


def show_money(manager: User) -> None:
    """Give the manager every project, and the new project its first two claims, where they aren't there yet."""
    with auditing.act(by="cli"):
        for project in Project.objects.exclude(members__user=manager):
            starts_on = project.starts_on
            memberships.join(
                project=project, user=manager, roles=[Role.MANAGER], starts_on=starts_on, by="cli"
            )
    project = Project.objects.get(code=PROJECT)
    if not project.costs.exists():
        with auditing.act(by=manager):
            _decide(project, manager)
            _enter_salaries(project, manager)
            _claim(project, manager)


def _decide(project: Project, manager: User) -> None:
    """The published budget, decided as it was calculated."""
    draft = project.budgets.get(implementer=Implementer.LEAD)
    decision = budgets.draw_up(
        project=project,
        implementer=Implementer.LEAD,
        kind=BudgetKind.DECISION,
        dated_on=project.starts_on,
        columns=[
            Column(each.label, each.starts_on, each.ends_on, each.salaries) for each in draft.periods.all()
        ],
        rates={RateKind(rate.kind): rate.percent for rate in draft.rates.all()},
        note="Keksitty päätös esittelyä varten",
        by=manager,
    )
    _plan_posts(draft, decision, manager)
    funding.agree(
        project=project,
        funder="ESR+ ja valtio",
        kind=FundingKind.ESF,
        agreed=sum(
            (line.chain.costs_total - line.chain.own_funding for line in budgets.lines(decision)), Decimal(0)
        ),
        by=manager,
    )


def _plan_posts(draft: BudgetVersion, decision: BudgetVersion, manager: User) -> None:
    for post in draft.posts.all():
        years = {plan.period.label: plan.person_years for plan in post.plans.select_related("period")}
        budgets.plan_post(
            version=decision,
            title=post.title,
            full_time_percent=post.full_time_percent,
            person_years={period: years[period.label] for period in decision.periods.all()},
            by=manager,
        )


def _enter_salaries(project: Project, manager: User) -> None:
    for person, percent, amount, since in SALARIES:
        for month in MONTHS:
            if month >= since:
                costs.enter(
                    project=project,
                    person=person,
                    month_starts_on=month,
                    amount=Decimal(amount),
                    full_time_percent=Decimal(percent),
                    by=manager,
                )


def _claim(project: Project, manager: User) -> None:
    """One claim sent, billed and partly paid; the next one open, with a correction and something to explain."""
    first = claim_periods.begin(project=project, ends_on=SENT_TO, by=manager)
    esf = project.funding.get(kind=FundingKind.ESF)
    claim_funding.state(claim=first, amounts={esf: Decimal("74000")}, by=manager)
    first = claim_periods.send(claim=first, moment=SENT_AT, by=manager)
    _bill(first, manager)
    claim_periods.begin(project=project, ends_on=OPEN_TO, by=manager)
    april = ActualCost.objects.get(
        project=project, person=SALARIES[1][0], month_starts_on=SENT_TO.replace(day=1)
    )
    costs.correct(cost=april, amount=Decimal("-118.90"), note="Palkaton vapaapäivä 14.4.2023", by=manager)
    costs.enter(
        project=project,
        person=SALARIES[4][0],
        month_starts_on=dt.date(2023, 6, 1),
        amount=Decimal("402.55"),
        note="Lomaraha",
        by=manager,
    )


def _bill(claim: ClaimPeriod, manager: User) -> None:
    """All but the last are sent; two of those are paid, one of them in part."""
    drawn = invoices.draw_up(claim=claim, by=manager)
    for number, invoice in enumerate(drawn[:-1], start=1):
        invoices.bill(invoice=invoice, number=f"2023-{number:03}", billed_on=BILLED_ON, by=manager)
    invoices.receive(invoice=drawn[0], paid=invoices.amount(drawn[0]), paid_on=PAID_ON, by=manager)
    invoices.receive(invoice=drawn[2], paid=Decimal("1000"), paid_on=PAID_ON, by=manager)
