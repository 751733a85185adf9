"""Nationalities and languages of those who were there in the period."""

import datetime as dt

import pytest

from ohjaamo.periods import Period
from reports.figures.origins import nationalities, tables
from reports.figures.tally import EVER
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

SPRING = Period(dt.date(2022, 1, 1), dt.date(2022, 4, 30))


def test_tables_count_whoever_has_several_once_in_the_whole(project, enrol):
    enrol(nationalities=["SO", "FI"], mother_tongue="som", service_languages=["som", "fin"])
    enrol(nationalities=["SO"], mother_tongue="")
    found = tables(project, EVER, SPRING.ends_on)
    assert values(table_of(found, "nationalities")) == {"SO": [2], "FI": [1], "repeated": [-1], "total": [2]}
    assert values(table_of(found, "tongues")) == {"som": [1], "unknown": [1], "total": [2]}
    assert values(table_of(found, "served"))["unknown"] == [1]


def test_nationalities_of_a_period_are_those_of_who_was_there_on_a_day_of_it(project, enrol):
    enrol(nationalities=["SO"], ends_on=dt.date(2021, 12, 31))
    enrol(nationalities=["IQ"], ends_on=dt.date(2022, 1, 1))
    enrol(nationalities=["SY"], starts_on=dt.date(2022, 4, 30))
    enrol(nationalities=["UA"], starts_on=dt.date(2022, 5, 1))
    assert nationalities(project, SPRING) == {"IQ": 1, "SY": 1}
