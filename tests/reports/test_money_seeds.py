"""Every published figure of money: reproduced, or told apart with what we work out beside it (D3–D13)."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from projects.models import FundingSource, Post, Project
from reports.figures.funding import Finding, Rule, Severity, funding
from reports.models import Claim
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@pytest.fixture
def seed():
    call_command("load_seed")


def told(*arguments: str) -> dict:
    said = StringIO()
    call_command(*arguments, "--json", stdout=said)
    return json.loads(said.getvalue())


def finding(rule, severity, funder, published, computed, difference, hint=None) -> Finding:
    numbers = (Decimal(published), Decimal(computed), Decimal(difference))
    return Finding(rule, severity, funder, *numbers, hint=None if hint is None else Decimal(hint))


def test_load_seed_brings_the_money_once(seed):
    before = [model.objects.count() for model in (FundingSource, Claim, Post)]
    call_command("load_seed")
    assert [model.objects.count() for model in (FundingSource, Claim, Post)] == before
    assert before[0] == 15
    assert before[2] == 5


@pytest.mark.parametrize(
    ("code", "total", "findings"),
    [
        ("MIKSERI", "355423", []),
        (
            "KOHTAAMISPAIKKA",
            "489998.17",
            [finding(Rule.MEAN_ROUNDING, INFO, "STEA", "366025.97", "366025.98", "-0.01")],
        ),
        (
            "MONIKULTTUURIKESKUS",
            "478871",
            [
                finding(Rule.GAP, ERROR, "", "520289", "478871", "-41418"),
                finding(Rule.MEAN_ROUNDING, INFO, "STEA", "377587", "377586", "1"),
            ],
        ),
        (
            "AIDIT",
            "461228",
            [
                finding(Rule.PERCENT_DIFFERS, WARNING, "ESR", "80", "85.58", "-5.58"),
                finding(Rule.PERCENT_DIFFERS, WARNING, "STEA", "20", "14.42", "5.58"),
            ],
        ),
        (
            "S21588",
            "959954",
            [
                finding(
                    Rule.PARTS_NE_TOTAL,
                    ERROR,
                    "Toivola-Luotolan Setlementti",
                    "959924",
                    "959954",
                    "30",
                    hint="4319",
                ),
                finding(Rule.PUBLISHED_DIFFERS, WARNING, "ESR", "767940", "767939", "1"),
            ],
        ),
        ("S22354", "471501", []),
    ],
)
def test_funding_of_each_project_is_reconciled(seed, code, total, findings):
    found = funding(Project.objects.get(code=code))
    assert found.total == Decimal(total)
    assert list(found.findings) == findings


def test_funding_a_year_is_apportioned_to_the_cent(seed):
    (stea,) = (
        part
        for part in funding(Project.objects.get(code="KOHTAAMISPAIKKA")).parts
        if part.source.funder == "STEA"
    )
    assert [str(amount) for amount in stea.per_year] == ["122008.66", "122008.66", "122008.65"]


def test_budget_gives_the_chain_beside_what_was_published(seed):
    found = told("budget", "--project", "IHSL")
    assert [period["label"] for period in found["periods"]] == ["2023", "2024", "2025"]
    assert found["periods"][0] == {
        "label": "2023",
        "salaries": "149761",
        "side_costs": "39597",
        "salaries_total": "189358",
        "flat_rate": "75743",
        "costs_total": "265101",
        "own_funding": "53020",
    }
    assert found["total"]["flat_rate"] == "231343"
    assert found["claimed"]["2023"]["flat_rate"] == "75742"
    assert [(each["line"], each["label"], each["difference"]) for each in found["differences"]] == [
        ("flat_rate", "2023", "-1"),
        ("flat_rate", "total", "-1"),
        ("costs_total", "2023", "-1"),
        ("costs_total", "total", "-1"),
    ]


def test_cofinancing_exact_closes_and_tells_what_the_paper_has_otherwise(seed):
    found = told("cofinancing", "--project", "IHSL")
    assert [row["amount"] for row in found["totals"]] == [
        "53441",
        "30769",
        "29149",
        "27530",
        "10526",
        "10525",
    ]
    assert (found["total"], found["difference"], found["mode"]) == ("161940", "0", "exact")
    assert found["periods"][1]["shares"][0] == {
        "municipality": "Kemi",
        "code": "240",
        "payer": "municipality",
        "percent": "33",
        "amount": "17812",
    }
    assert found["differences"] == {
        "240:2024": "-1",
        "240:total": "-1",
        "241:2025": "-1",
        "241:total": "-1",
    }


def test_cofinancing_as_published_is_the_paper_and_tells_what_its_columns_lack(seed):
    found = told("cofinancing", "--project", "IHSL", "--mode", "as-published")
    assert [row["amount"] for row in found["totals"]] == [
        "53440",
        "30769",
        "29149",
        "27530",
        "10525",
        "10525",
    ]
    assert [period["difference"] for period in found["periods"]] == ["0", "-1", "-1"]
    assert (found["total"], found["difference"], found["differences"]) == ("161940", "-2", {})
    assert len(found["claimed"]) == 24


@pytest.mark.parametrize("command", ["budget", "cofinancing"])
def test_money_of_a_project_without_any_is_one_line(command):
    with pytest.raises(CommandError, match="ei ole budjettia") as refused:
        call_command(command, "--project", ProjectFactory().code, "--json")
    assert refused.value.returncode == 2
