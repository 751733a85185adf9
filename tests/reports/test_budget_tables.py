import datetime as dt
from decimal import Decimal

import pytest

from ohjaamo.formats import NBSP
from projects import budgets
from projects.budgets import Column
from projects.choices import BudgetKind, Implementer
from reports import claims
from reports.budget_tables import sheets
from tests.projects.money_scene import FIRST, LAST, RATES, furnish

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 5, 1)


@pytest.fixture
def planned():
    return furnish()


def publish(project, **figures: str) -> None:
    named = {(f"budget:{name.replace('__', ':')}", None): Decimal(value) for name, value in figures.items()}
    claims.record(project=project, source="esitys", figures=named, by="cli")


def amend(project, implementer=Implementer.LEAD, kind=BudgetKind.AMENDMENT):
    return budgets.draw_up(
        project=project,
        implementer=implementer,
        kind=kind,
        dated_on=dt.date(2023, 3, 1),
        columns=[Column("kaikki", FIRST, LAST, Decimal("100.01"))],
        rates=RATES,
        unit=Decimal("0.01"),
        by="cli",
    )


def test_sheet_has_the_formula_behind_each_figure(planned):
    (sheet,) = sheets(planned, DAY)
    assert [row.formulas[0].replace(NBSP, " ") for row in sheet.rows] == [
        "Suunnitelman mukaan",
        "149 761 × 26,44 % = 39 596,8084 → 39 597",
        "149 761 + 39 597 = 189 358",
        "189 358 × 40 % = 75 743,2 → 75 743",
        "189 358 + 75 743 = 265 101",
        "265 101 × 20 % = 53 020,2 → 53 020",
    ]
    assert sheet.rows[3].formulas[2].replace(NBSP, " ") == "75 743 + 77 106 = 152 849"
    assert [row.percent for row in sheet.rows] == [None, Decimal("26.44"), None, 40, None, 20]


def test_sheet_has_what_was_published_at_its_cell(planned):
    publish(planned, flat_rate__2023="75742", own_funding__2023="53020")
    (sheet,) = sheets(planned, DAY)
    notes = {
        (row.label, place): cell.note
        for row in sheet.rows
        for place, cell in enumerate(row.cells)
        if cell.note
    }
    assert notes == {("Kertakorvaus (flat rate)", 0): f"(julkaistu 75{NBSP}742, ero −1)"}
    assert sheet.state == "1 selitettävää"


def test_sheet_shows_the_version_that_was_asked_for_and_which_one_binds(planned):
    first, amendment = planned.budgets.get(), amend(planned)
    (sheet,) = sheets(planned, DAY)
    assert (sheet.budget.version, sheet.binding) == (amendment, amendment)
    assert sheet.rows[1].formulas[0].replace(NBSP, " ") == "100,01 × 26,44 % = 26,442644 → 26,44"
    (sheet,) = sheets(planned, DAY, first)
    assert (sheet.budget.version, sheet.binding) == (first, amendment)
    assert sheet.versions == (first, amendment)


def test_partner_of_whom_only_the_total_was_published_is_told_as_such(planned):
    publish(planned, partner="211680", lead="809699")
    _lead, partner = sheets(planned, DAY)
    assert (partner.budget, partner.published_text) == (None, f"211{NBSP}680{NBSP}€")


def test_partners_own_budget_stands_beside_the_published_total(planned):
    publish(planned, partner="211680")
    amend(planned, Implementer.PARTNER, BudgetKind.DECISION)
    _lead, partner = sheets(planned, DAY)
    assert [(row.line, row.label) for row in partner.budget.differences] == [("costs_total", "total")]
