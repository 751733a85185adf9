"""A project with a budget of two periods, a key, and what is spent and claimed in it."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from projects import budgets, claim_periods, cofinancing, costs
from projects.budgets import Column
from projects.choices import BudgetKind, Implementer, PayerKind, PercentRule, RateKind, SplitBasis
from projects.cofinancing import Weight
from projects.models import ActualCost, ClaimPeriod, Municipality, Project
from tests.factories.projects import MunicipalityFactory, ProjectFactory
from tests.factories.staff import UserFactory

FIRST, LAST = dt.date(2022, 11, 1), dt.date(2024, 10, 31)
RATES = dict(zip(RateKind, map(Decimal, ("26.44", "40", "20")), strict=True))
SHARES = (("240", "Kemi", "4.6", 926), ("851", "Tornio", "2.7", 586), ("976", "Ylitornio", "2.5", 95),
          ("845", "Tervola", "2.3", 65), ("241", "Keminmaa", "0.9", 72), ("751", "Simo", "0.9", 25))  # fmt: skip


def furnish(project: Project | None = None) -> Project:
    """Give a project of two years a budget of two periods of a year, and the six municipalities' key."""
    project = project or ProjectFactory(starts_on=FIRST, ends_on=LAST)
    columns = [
        Column("2023", FIRST, dt.date(2023, 10, 31), Decimal(149761)),
        Column("2024", dt.date(2023, 11, 1), LAST, Decimal(152455)),
    ]
    budgets.draw_up(
        project=project,
        implementer=Implementer.LEAD,
        kind=BudgetKind.DECISION,
        dated_on=FIRST,
        columns=columns,
        rates=RATES,
        by="cli",
    )
    agree(project, SHARES, starts_on=FIRST)
    return project


def agree(project: Project, shares: tuple[tuple[str, str, str, int], ...], *, starts_on: dt.date) -> None:
    """A key from a day on; of Tornio's share the association is the payer."""
    cofinancing.agree(
        project=project,
        basis=SplitBasis.SHARE,
        as_of=dt.date(2021, 12, 31),
        source="Tilastokeskus",
        rule=PercentRule.EXACT if len(shares) < len(SHARES) else PercentRule.TWO_DIGITS,
        weights=[
            Weight(
                _municipality(code, name),
                Decimal(share),
                persons,
                PayerKind.ASSOCIATION if name == "Tornio" else PayerKind.MUNICIPALITY,
            )
            for code, name, share, persons in shares
        ],
        starts_on=starts_on,
        by="cli",
    )


def enter(project: Project, *month: int, amount: str = "12480.08", **facts: object) -> ActualCost:
    """A month's salary of somebody."""
    facts = {"person": "Virta Aino", "month_starts_on": dt.date(*month, 1), "amount": Decimal(amount)} | facts
    return costs.enter(project=project, **facts, by="cli")


def sent(project: Project, ends_on: dt.date) -> ClaimPeriod:
    """The next claim, up to a day, sent."""
    claim = claim_periods.begin(project=project, ends_on=ends_on, by="cli")
    return claim_periods.send(claim=claim, moment=timezone.now(), by=UserFactory())


def _municipality(code: str, name: str) -> Municipality:
    return Municipality.objects.filter(code=code).first() or MunicipalityFactory(code=code, name_fi=name)
