"""What somebody should look at in costs before they are claimed. It stops nothing."""

from collections.abc import Iterable

from projects import budgets, claim_periods, costs
from projects.choices import Implementer
from projects.cost_tables import beside_plan, table
from projects.models import ActualCost, ClaimPeriod
from projects.written_months import written


def of_costs(found: Iterable[ActualCost]) -> list[str]:
    """What is odd of these costs by themselves and beside those of all other projects, each in a sentence."""
    listed = list(found)
    everywhere = ActualCost.objects.filter(
        person__in={cost.person for cost in listed},
        month_starts_on__in={cost.month_starts_on for cost in listed},
    ).select_related("project")
    concerned = {(cost.person, cost.month_starts_on) for cost in listed}
    return [
        f"{doubt.person} {written(doubt.month_starts_on)}: {doubt.message}"
        for doubt in costs.doubts(everywhere)
        if (doubt.person, doubt.month_starts_on) in concerned
    ]


def of_claim(claim: ClaimPeriod) -> list[str]:
    """What is odd of a claim's costs, and of all costs up to its end beside what was decided."""
    so_far = ActualCost.objects.filter(
        project=claim.project, implementer=claim.implementer, month_starts_on__lte=claim.ends_on
    )
    version = budgets.current(claim.project, Implementer(claim.implementer), claim.ends_on)
    lines = budgets.lines(version) if version else []
    plan = list(beside_plan(table(list(so_far), lines)))
    return of_costs(claim_periods.costs_of(claim)) + plan
