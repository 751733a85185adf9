import datetime as dt

import pytest
from django.db import connection

from clients.choices import ConsentKind, EducationLevel, FamilyRelation, Gender, Literacy, ResidenceBasis
from clients.models import Client, Consent, Family, FamilyMember
from staff import auditing
from tests.factories.clients import ClientFactory
from tests.refusals import (
    assert_database_refuses,
    assert_days_ordered,
    assert_one_a_day,
    assert_refused,
    assert_stands,
    changed,
)

pytestmark = pytest.mark.django_db

CODE = "170590-123A"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("clients_client_number_given", {"client_number": " "}),
        ("clients_client_named", {"first_names": ""}),
        ("clients_client_named", {"first_names": " \n"}),
        ("clients_client_name_folded", {"folded_name": " "}),
        ("clients_client_identity_code_not_empty", {"personal_identity_code": ""}),
        ("clients_client_gender_known", {"gender": "x"}),
        ("clients_client_basis_known", {"residence_basis": "x"}),
        ("clients_client_literacy_known", {"literacy": "x"}),
        ("clients_client_education_known", {"education_level": 9}),
    ],
)
def test_client_with_a_wrong_fact_is_refused(name, facts):
    assert_refused(changed(ClientFactory(), facts), name)


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("gender", ["", *Gender.values]),
        ("residence_basis", ["", *ResidenceBasis.values]),
        ("literacy", ["", *Literacy.values]),
        ("education_level", [None, *EducationLevel.values]),
    ],
)
def test_client_with_any_choice_or_none_stands(fact, values):
    client = ClientFactory()
    for value in values:
        assert_stands(changed(client, {fact: value}))


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("clients_client_number_once", {"client_number": "A-0001"}),
        ("clients_client_identity_code_once", {"personal_identity_code": CODE}),
    ],
)
def test_client_with_the_key_of_another_is_refused(name, facts):
    ClientFactory(client_number="A-0001", personal_identity_code=CODE)
    assert_refused(changed(ClientFactory(client_number="A-0002"), facts), name)


def test_clients_without_an_identity_code_may_be_many():
    assert [ClientFactory().personal_identity_code for _each in range(2)] == [None, None]


def test_identity_code_written_in_the_clear_by_sql_is_refused():
    client = ClientFactory()

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE clients_client SET personal_identity_code = %s WHERE id = %s", [CODE, client.pk]
            )

    assert_database_refuses(write, "clients_client_identity_code_not_empty")


def test_family_member_relation_is_known_and_the_family_the_only_one():
    client = ClientFactory()
    with auditing.act(by="cli"):
        family, other = Family.objects.create(), Family.objects.create(name="Warsame")
    for relation in ("x", ""):
        row = FamilyMember(family=family, client=client, relation=relation)
        assert_refused(row, "clients_familymember_relation_known")
    assert_stands(FamilyMember(family=family, client=client, relation=FamilyRelation.ADULT))
    second = FamilyMember(family=other, client=client, relation=FamilyRelation.ADULT)
    assert_database_refuses(second.save, "clients_familymember_client_id_key")


def consent(client: Client, starts_on, ends_on, kind=ConsentKind.SHARING) -> Consent:
    return Consent(client=client, kind=kind, starts_on=starts_on, ends_on=ends_on)


def test_consent_days_are_ordered_and_taken_once():
    client, other = ClientFactory(), ClientFactory()
    assert_days_ordered(lambda *days: consent(other, *days), "clients_consent_days_ordered")
    assert_one_a_day(lambda *days: consent(client, *days), "clients_consent_no_overlap")
    assert_stands(consent(client, dt.date(2021, 3, 1), None, ConsentKind.MATCHING))
    assert_stands(consent(other, dt.date(2021, 3, 3), None))


@pytest.mark.parametrize("kind", ["x", ""])
def test_consent_to_something_unknown_is_refused(kind):
    assert_refused(consent(ClientFactory(), dt.date(2021, 3, 1), None, kind), "clients_consent_kind_known")
