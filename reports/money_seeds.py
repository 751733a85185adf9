"""The money of the association's published tables: funding, the new project's budget and its co-financing key.

What is there already stays as people have changed it. What the papers state beyond it, and may be wrong about, are
claims: totals, percents, means a year, every cell of the budget and of the split.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from projects import budgets, cofinancing, funding
from projects.budget_chains import LINES
from projects.budgets import Column
from projects.choices import (
    BudgetKind,
    FundingKind,
    Implementer,
    PayerKind,
    PercentRule,
    RateKind,
    SplitBasis,
)
from projects.cofinancing import Weight
from projects.models import Municipality, Project
from reports import claims
from reports.claims import BUDGET, COFINANCING, FUNDING
from staff import auditing

# The day of the paper, and so of the preliminary calculation in it.
PAPER_OF = dt.date(2022, 10, 28)
# Who gives, by what the published tables call them.
KINDS = {
    "ESR": FundingKind.ESF,
    "RAY": FundingKind.STATE_AID,
    "STEA": FundingKind.STATE_AID,
    "Kemin kaupunki": FundingKind.MUNICIPAL,
    "Toivola-Luotolan Setlementti": FundingKind.OWN,
    "Muut tuet": FundingKind.OTHER_PUBLIC,
    "Muut tuet ja opetuspalkkiot": FundingKind.INCOME,
}
# The titles of the new project's columns, with the days they most likely mean: project years (finding D19).
COLUMNS = (
    ("2023", dt.date(2022, 11, 1), dt.date(2023, 10, 31)),
    ("2024", dt.date(2023, 11, 1), dt.date(2024, 10, 31)),
    ("2025", dt.date(2024, 11, 1), dt.date(2025, 10, 31)),
)

Figures = dict[claims.Figure, Decimal | None]


def sow_funding(*, project: Project, table: dict[str, Any], source: str, by: auditing.Actor) -> None:
    """The parts of a project's funding, and what the paper states of them and of the whole."""
    is_realised = "toteutuma" in table.get("figures", "")
    known = set(project.funding.values_list("funder", flat=True))
    figures: Figures = {(f"{FUNDING}total", None): Decimal(table["total"])}
    for part in table["funding"]:
        funder, amount = part["funder"], Decimal(part["amount"])
        if funder not in known:
            kind = KINDS[funder]
            city = Municipality.objects.get(code="240") if kind == FundingKind.MUNICIPAL else None
            funding.agree(
                project=project,
                funder=funder,
                kind=kind,
                municipality=city,
                agreed=None if is_realised else amount,
                realised=amount if is_realised else None,
                by=by,
            )
        # "0.45 (derived)" is nothing that the paper states.
        if (percent := part.get("stated_percent", "")) and "derived" not in percent:
            figures[f"{FUNDING}percent:{funder}", None] = Decimal(percent)
        if per_year := part.get("stated_per_year"):
            figures[f"{FUNDING}per_year:{funder}", None] = Decimal(per_year)
    claims.record(project=project, source=source, figures=figures, by=by)


def sow_budget(*, project: Project, tables: dict[str, Any], source: str, by: auditing.Actor) -> None:
    """The new project's preliminary budget of both implementers, and every published cell of the lead's."""
    table = tables["ihsl_budget"]
    rates = {
        RateKind.SIDE_COSTS: Decimal(table["parameters"]["side_cost_rate_percent"]),
        RateKind.FLAT_RATE: Decimal(table["parameters"]["flat_rate_percent"]),
        RateKind.OWN_FUNDING: Decimal(table["parameters"]["own_funding_percent"]),
    }
    published = {line["key"]: line for line in table["lines"]}
    if not project.budgets.exists():
        salaries = published["salaries"]["published"]
        version = budgets.draw_up(
            project=project,
            implementer=Implementer.LEAD,
            kind=BudgetKind.DRAFT,
            dated_on=PAPER_OF,
            columns=[Column(*column, Decimal(salaries[column[0]])) for column in COLUMNS],
            rates=rates,
            note="Alustava laskelma",
            by=by,
        )
        for title, percent, count in (
            ("Projektipäällikkö", Decimal(100), 1),
            ("Omakielinen valmentaja", Decimal(100), 3),
            ("Sihteeri", Decimal(50), 1),
        ):
            for _place in range(count):
                years = dict.fromkeys(version.periods.all(), percent / 100)
                budgets.plan_post(
                    version=version, title=title, full_time_percent=percent, person_years=years, by=by
                )
    figures: Figures = {}
    for key in LINES:
        for label, value in _cells(published[key]):
            figures[f"{BUDGET}{key}:{label}", None] = value
    figures[f"{BUDGET}partner", None] = Decimal(table["partner"]["budget"])
    figures[f"{BUDGET}lead", None] = Decimal(tables["ihsl"]["lead_budget"])
    claims.record(project=project, source=source, figures=figures, by=by)


def sow_cofinancing(*, project: Project, tables: dict[str, Any], source: str, by: auditing.Actor) -> None:
    """The key by which the municipalities share the new project's own funding, and every published cell."""
    table = tables["own_funding_split"]
    people = {
        row["municipality_code"]: row["persons"] for row in tables["foreign_language_population"]["rows"]
    }
    known = {each.code: each for each in Municipality.objects.all()}
    if not project.cofinancing.exists():
        cofinancing.agree(
            project=project,
            basis=SplitBasis.SHARE,
            as_of=dt.date.fromisoformat(tables["foreign_language_population"]["as_of"]),
            source=source,
            rule=PercentRule.TWO_DIGITS,
            weights=[
                Weight(
                    known[row["municipality_code"]],
                    Decimal(row["share_percent"]),
                    people[row["municipality_code"]],
                    PayerKind.MUNICIPALITY if row["payer"] == "municipality" else PayerKind.ASSOCIATION,
                )
                for row in table["rows"]
            ],
            starts_on=project.starts_on,
            by=by,
        )
    figures: Figures = {
        (f"{COFINANCING}{row['municipality_code']}:{label}", None): value
        for row in table["rows"]
        for label, value in _cells(row)
    }
    claims.record(project=project, source=source, figures=figures, by=by)


def _cells(row: dict[str, Any]) -> Iterator[tuple[str, Decimal]]:
    """A row's published cells by their columns, the total last."""
    for label, value in row["published"].items():
        yield label, Decimal(value)
    yield "total", Decimal(row["published_total"])
