import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import cofinancing, municipalities
from projects.choices import PayerKind, PercentRule, SplitBasis
from projects.models import Municipality
from projects.splits import Mode
from reports.figures.cofinancing import plan
from reports.what_ifs import outlook, think
from tests.factories.projects import MunicipalityFactory
from tests.projects.money_scene import FIRST, SHARES, furnish

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 12, 31)


@pytest.fixture
def found():
    project = furnish()
    for code, _name, share, persons in SHARES:
        state(Municipality.objects.get(code=code), share, persons)
    return plan(project, Mode.EXACT, dt.date(2023, 5, 1))


def state(municipality, share: str, persons: int, as_of=DAY) -> None:
    municipalities.state_share(
        municipality=municipality,
        as_of=as_of,
        share_percent=Decimal(share),
        persons=persons,
        source="Tilastokeskus",
        by="cli",
    )


def thought(found, **asked):
    asked = {"basis": SplitBasis.SHARE, "as_of": DAY, "joins": None, "leaves": None, "since": FIRST} | asked
    return think(found.key, **asked)


def test_the_same_figures_change_nothing(found):
    view = outlook(found.key, found.lines, thought(found))
    assert [change.difference for change in view.changes] == [0] * 6
    assert view.thought.rule == PercentRule.TWO_DIGITS


def test_by_persons_the_percents_are_left_unrounded_and_the_whole_stays(found):
    view = outlook(found.key, found.lines, thought(found, basis=SplitBasis.PERSONS))
    assert view.thought.rule == PercentRule.EXACT
    assert (view.now, view.then, view.difference) == (106994, 106994, 0)
    told = {change.part.municipality: int(change.then) for change in view.changes}
    assert told == {
        "Kemi": 56007, "Tornio": 35443, "Ylitornio": 5746, "Keminmaa": 4355, "Tervola": 3931, "Simo": 1512,
    }  # fmt: skip


def test_who_joins_pays_its_own_share_and_other_payers_stay(found):
    pello = MunicipalityFactory(code="854", name_fi="Pello")
    state(pello, "1.4", 40)
    parts = {part.municipality: part for part in thought(found, joins=pello).parts}
    assert (parts["Pello"].payer, parts["Tornio"].payer) == (PayerKind.MUNICIPALITY, PayerKind.ASSOCIATION)
    assert sum(part.percent for part in parts.values()) == 100


def test_who_leaves_has_no_share(found):
    kemi = Municipality.objects.get(code="240")
    assert "Kemi" not in {part.municipality for part in thought(found, leaves=kemi).parts}


def test_municipality_without_a_figure_of_the_day_is_refused_by_its_name(found):
    later = dt.date(2022, 12, 31)
    state(Municipality.objects.get(code="240"), "5.0", 1000, as_of=later)
    with pytest.raises(ValidationError) as refusal:
        thought(found, as_of=later)
    assert refusal.value.message_dict == {
        "as_of": ["Päivältä 31.12.2022 puuttuu luku: Tornio, Ylitornio, Tervola, Keminmaa, Simo."]
    }


def test_when_nobody_is_left_it_is_refused(found):
    kemi = Municipality.objects.get(code="240")
    alone = cofinancing.agree(
        project=found.key.project,
        basis=SplitBasis.SHARE,
        as_of=DAY,
        source="Sopimus",
        rule=PercentRule.EXACT,
        weights=[cofinancing.Weight(kemi, Decimal(1), 1)],
        starts_on=dt.date(2024, 1, 1),
        by="cli",
    )
    with pytest.raises(ValidationError):
        think(alone, basis=SplitBasis.SHARE, as_of=DAY, joins=None, leaves=kemi, since=FIRST)
