"""The fund's indicators come in once, and never over what people have changed."""

import pytest

from reports import indicator_seeds
from reports.figures.indicator_rules import RULES
from reports.models import Indicator
from staff import auditing

pytestmark = pytest.mark.django_db


def test_load_shipped_brings_the_indicators_of_both_periods_once():
    assert indicator_seeds.load_shipped(by="cli") == 51
    assert indicator_seeds.load_shipped(by="cli") == 0
    codes = Indicator.objects.filter(programme_period="2021-2027").values_list("code", flat=True)
    output, results = [f"EECO{n:02d}" for n in range(1, 18)], [f"EECR{n:02d}" for n in range(1, 7)]
    assert list(codes) == output + results


def test_load_shipped_names_only_rules_that_are_there():
    indicator_seeds.load_shipped(by="cli")
    assert set(Indicator.objects.exclude(rule="").values_list("rule", flat=True)) == set(RULES)


def test_load_shipped_leaves_what_somebody_changed():
    indicator_seeds.load_shipped(by="cli")
    with auditing.act(by="cli"):
        Indicator.objects.filter(code="EECO01").update(name_fi="Meidän osallistujat")
    indicator_seeds.load_shipped(by="cli")
    assert Indicator.objects.get(code="EECO01").name_fi == "Meidän osallistujat"
