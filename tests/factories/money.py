import datetime as dt
from decimal import Decimal

import factory

from projects.choices import (
    BudgetKind,
    FundingKind,
    Implementer,
    PayerKind,
    PercentRule,
    RateKind,
    SplitBasis,
)
from projects.models import (
    ActualCost,
    BudgetPeriod,
    BudgetRate,
    BudgetVersion,
    ClaimFunding,
    ClaimPeriod,
    CofinancingKey,
    CofinancingShare,
    FundingSource,
    Invoice,
    Post,
    PostPlan,
)
from tests.factories.auditing import AuditedFactory
from tests.factories.projects import MunicipalityFactory, ProjectFactory


class FundingSourceFactory(AuditedFactory):
    class Meta:
        model = FundingSource

    project = factory.SubFactory(ProjectFactory)
    funder = factory.Sequence(lambda n: f"Rahoittaja {n}")
    kind = FundingKind.ESF
    agreed = Decimal("1000.00")


class BudgetVersionFactory(AuditedFactory):
    class Meta:
        model = BudgetVersion

    project = factory.SubFactory(ProjectFactory)
    implementer = Implementer.LEAD
    kind = BudgetKind.DECISION
    dated_on = dt.date(2021, 1, 1)


class BudgetPeriodFactory(AuditedFactory):
    class Meta:
        model = BudgetPeriod

    version = factory.SubFactory(BudgetVersionFactory)
    label = "2021"
    starts_on = dt.date(2021, 1, 1)
    ends_on = dt.date(2021, 12, 31)
    salaries = Decimal("100000")


class BudgetRateFactory(AuditedFactory):
    class Meta:
        model = BudgetRate

    version = factory.SubFactory(BudgetVersionFactory)
    kind = RateKind.FLAT_RATE
    percent = Decimal("40")
    starts_on = dt.date(2021, 1, 1)


class PostFactory(AuditedFactory):
    class Meta:
        model = Post

    version = factory.SubFactory(BudgetVersionFactory)
    title = "Valmentaja"
    full_time_percent = Decimal("100")


class PostPlanFactory(AuditedFactory):
    class Meta:
        model = PostPlan

    post = factory.SubFactory(PostFactory)
    period = factory.LazyAttribute(lambda plan: BudgetPeriodFactory(version=plan.post.version))
    person_years = Decimal("1")


class CofinancingKeyFactory(AuditedFactory):
    class Meta:
        model = CofinancingKey

    project = factory.SubFactory(ProjectFactory)
    basis = SplitBasis.SHARE
    as_of = dt.date(2020, 12, 31)
    source = "Tilastokeskus"
    rule = PercentRule.TWO_DIGITS
    starts_on = dt.date(2021, 1, 1)


class CofinancingShareFactory(AuditedFactory):
    """A key's only share, unless its percent is told."""

    class Meta:
        model = CofinancingShare

    key = factory.SubFactory(CofinancingKeyFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    weight = Decimal("4.6")
    persons = 926
    percent = Decimal("100")
    payer = PayerKind.MUNICIPALITY


class ClaimPeriodFactory(AuditedFactory):
    """The first claim of its project."""

    class Meta:
        model = ClaimPeriod

    project = factory.SubFactory(ProjectFactory, starts_on=dt.date(2021, 1, 1))
    starts_on = dt.date(2021, 1, 1)
    ends_on = dt.date(2021, 4, 30)


class ClaimFundingFactory(AuditedFactory):
    class Meta:
        model = ClaimFunding

    claim = factory.SubFactory(ClaimPeriodFactory)
    source = factory.LazyAttribute(lambda row: FundingSourceFactory(project=row.claim.project))
    amount = Decimal("500.00")


class ActualCostFactory(AuditedFactory):
    class Meta:
        model = ActualCost

    project = factory.SubFactory(ProjectFactory)
    person = factory.Sequence(lambda n: f"Työntekijä {n}")
    month_starts_on = dt.date(2021, 1, 1)
    amount = Decimal("3000.00")


class InvoiceFactory(AuditedFactory):
    class Meta:
        model = Invoice

    claim = factory.SubFactory(ClaimPeriodFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    payer = PayerKind.MUNICIPALITY
