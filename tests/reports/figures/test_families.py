"""Families and spouses among the clients."""

import datetime as dt

import pytest

from clients.choices import FamilyRelation, ResidenceBasis
from clients.models import Family, FamilyMember
from reports.figures.families import tables
from reports.figures.tally import EVER
from staff import auditing
from tests.factories.clients import ClientFactory
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db


def family(*members):
    with auditing.act(by="cli"):
        found = Family.objects.create()
        for client, relation in members:
            FamilyMember.objects.create(family=found, client=client, relation=relation)


def test_tables_count_families_and_the_persons_in_them(project, enrol):
    family((enrol(), FamilyRelation.ADULT), (enrol(), FamilyRelation.ADULT), (enrol(), FamilyRelation.CHILD))
    family((enrol(), FamilyRelation.ADULT), (ClientFactory(), FamilyRelation.ADULT))
    family((enrol(), FamilyRelation.CHILD))
    enrol()
    found = values(table_of(tables(project, EVER, dt.date(2022, 4, 30)), "families"))
    assert found == {"both": [1, 3], "adult": [1, 1], "others": [1, 1], "alone": [0, 1], "total": [3, 6]}


def test_tables_count_spouses_by_their_basis_of_residence(project, enrol):
    enrol(residence_basis=ResidenceBasis.SPOUSE)
    enrol()
    found = values(table_of(tables(project, EVER, dt.date(2022, 4, 30)), "bases"))
    assert (found["spouse"], found["unknown"], found["total"]) == ([1], [1], [2])
