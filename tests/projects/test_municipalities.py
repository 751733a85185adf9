"""The list of municipalities, and what a source says of each on a day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from projects import municipalities, partners
from projects.choices import Urbanisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["240", "24"])
def test_add_a_known_code_or_a_misshapen_one_is_refused(code):
    municipalities.add(code="240", name_fi="Kemi", by="cli")
    with pytest.raises(ValidationError):
        municipalities.add(code=code, name_fi="Toinen", by="cli")


def test_state_share_by_one_source_twice_for_a_day_is_refused():
    facts = {
        "municipality": municipalities.add(code="047", name_fi="Enontekiö", by="cli"),
        "as_of": dt.date(2021, 12, 31),
        "share_percent": Decimal("4.6"),
        "persons": 926,
    }
    municipalities.state_share(**facts, source="Tilastokeskus", by="cli")
    municipalities.state_share(**facts, source="esitys", by="cli")
    with pytest.raises(ValidationError):
        municipalities.state_share(**facts, source="esitys", by="cli")


def test_add_a_partner_twice_is_refused():
    partners.add(name="Lappia", by="cli")
    with pytest.raises(ValidationError):
        partners.add(name="Lappia", by="cli")


def test_class_as_says_how_urban_a_municipality_is_and_takes_it_back():
    simo = municipalities.add(code="751", name_fi="Simo", by="cli")
    for degree in (*Urbanisation, None):
        municipalities.class_as(municipality=simo, urbanisation=degree, by="cli")
        simo.refresh_from_db()
        assert simo.urbanisation == degree


def test_class_as_what_is_no_degree_is_refused():
    simo = municipalities.add(code="751", name_fi="Simo", by="cli")
    with pytest.raises(ValidationError):
        municipalities.class_as(municipality=simo, urbanisation=4, by="cli")
