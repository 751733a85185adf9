"""Person-years of a budget: planned post by post, and realised person by person from the costs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.apportionments import CENT, half_up
from projects.choices import CostKind
from projects.models import ActualCost, BudgetPeriod, BudgetVersion, Post
from projects.splits import HUNDRED

MONTHS = 12


@dataclass(frozen=True)
class PostYears:
    """What a post is planned to take, period by period; None where the plan doesn't tell."""

    post: Post
    years: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class PersonYears:
    """Planned by post and realised by person, period by period, with the sums of each.

    A sum of what was realised is rounded once, so it may be a hundredth off from the sum of its rows.
    """

    posts: tuple[PostYears, ...]
    planned: tuple[Decimal, ...]
    persons: tuple[tuple[str, tuple[Decimal, ...]], ...]
    realised: tuple[Decimal, ...]


def person_years(version: BudgetVersion) -> PersonYears:
    """Those of a version's periods. A month with an unknown percentage of full time counts as nothing."""
    periods = list(version.periods.all())
    posts = [_of_post(post, periods) for post in version.posts.prefetch_related("plans")]
    worked = _worked(version, periods)
    return PersonYears(
        posts=tuple(posts),
        planned=_sums([[years or Decimal(0) for years in each.years] for each in posts], periods),
        persons=tuple((person, _years(percents)) for person, percents in sorted(worked.items())),
        realised=_years(_sums(worked.values(), periods)),
    )


def _of_post(post: Post, periods: Sequence[BudgetPeriod]) -> PostYears:
    planned = {plan.period_id: plan.person_years for plan in post.plans.all()}
    return PostYears(post, tuple(planned.get(period.pk) for period in periods))


def _worked(version: BudgetVersion, periods: Sequence[BudgetPeriod]) -> dict[str, list[Decimal]]:
    """Each person's monthly percentages of full time added up, period by period. A correction adds no month."""
    costs = ActualCost.objects.filter(
        project=version.project,
        implementer=version.implementer,
        kind=CostKind.SALARY,
        corrects=None,
        month_starts_on__gte=periods[0].starts_on.replace(day=1),
        month_starts_on__lte=periods[-1].ends_on,
    )
    found: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * len(periods))
    for person, month, percent in costs.values_list("person", "month_starts_on", "full_time_percent"):
        if percent is None:
            continue
        # The periods follow each other without a gap; a month is in the one that its first day is in.
        place = sum(month > period.ends_on for period in periods)
        found[person][place] += percent
    return found


def _sums(rows: Iterable[Sequence[Decimal]], periods: Sequence[BudgetPeriod]) -> tuple[Decimal, ...]:
    found = [Decimal(0)] * len(periods)
    for row in rows:
        found = [before + more for before, more in zip(found, row, strict=True)]
    return tuple(found)


def _years(percents: Iterable[Decimal]) -> tuple[Decimal, ...]:
    return tuple(half_up(percent / HUNDRED / MONTHS, CENT) for percent in percents)
