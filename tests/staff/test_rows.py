import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from clients.choices import ExitReason, Gender
from clients.models import Client, Enrolment
from staff import auditing
from staff.rows import clean_new, copy_in, keep, next_keys
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


def refusal(row) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught, auditing.act(by="cli"):
        keep(row)
    return caught.value.message_dict


def test_keep_given_a_good_row_saves_it():
    user = UserFactory()
    user.last_name = "Toinen"
    with auditing.act(by="cli"):
        keep(user)
    user.refresh_from_db()
    assert user.last_name == "Toinen"


def test_keep_given_a_column_too_long_names_the_column():
    client = ClientFactory()
    client.phone = "1" * 41
    assert list(refusal(client)) == ["phone"]


def test_keep_against_uniqueness_speaks_as_full_clean_does():
    first, second = ClientFactory(client_number="7"), ClientFactory()
    second.client_number = first.client_number
    with pytest.raises(ValidationError) as caught:
        second.full_clean()
    assert refusal(second) == caught.value.message_dict


def test_keep_against_a_check_of_two_columns_tells_it_of_no_column():
    stay = EnrolmentFactory()
    stay.exit_reason = ExitReason.MOVED
    rule = next(each for each in Enrolment._meta.constraints if each.name == "clients_enrolment_exit_has_end")
    assert refusal(stay) == {"__all__": [str(rule.violation_error_message)]}


def test_keep_against_an_overlap_tells_it_and_leaves_the_outer_act_whole():
    stay = EnrolmentFactory()
    again = Enrolment(client=stay.client, project=stay.project, starts_on=dt.date(2022, 1, 1))
    with auditing.act(by="cli"):
        assert list(refusal(again)) == ["__all__"]
        assert Client.objects.count() == 1


def test_keep_given_a_row_that_points_at_nobody_says_what_the_database_says():
    stay = Enrolment(project=EnrolmentFactory().project, starts_on=dt.date(2022, 1, 1))
    with pytest.raises(IntegrityError), auditing.act(by="cli"):
        keep(stay)


@pytest.mark.parametrize(
    ("facts", "columns"),
    [
        ({}, []),
        ({"phone": "1" * 41, "gender": "muu"}, ["gender", "phone"]),
        ({"first_names": ""}, ["first_names"]),
        ({"email": "halima"}, ["email"]),
        ({"born_on": "1.2.1990"}, ["born_on"]),
        ({"nationalities": ["SOM"]}, ["nationalities"]),
        ({"has_safety_restriction": None}, ["has_safety_restriction"]),
    ],
)
def test_clean_new_refuses_what_clean_fields_does(facts, columns):
    client = Client(**{"client_number": "7", "first_names": "Halima", "folded_name": "halima"} | facts)
    found = []
    for clean in (clean_new, Client.clean_fields):
        try:
            clean(client)
            found.append([])
        except ValidationError as error:
            found.append(sorted(error.message_dict))
    assert found == [columns, columns]


def test_copied_rows_stand_as_saved_ones_do():
    facts = {
        "first_names": 'Halima "\\N"\t',
        "folded_name": "halima",
        "gender": Gender.FEMALE,
        "born_on": dt.date(1990, 2, 1),
        "personal_identity_code": "010290-900H",
        "nationalities": ["SO", "FI"],
        "name_keys": ["null", 'h"l,m'],
        "note": "Rivi\nja toinen",
    }
    with auditing.act(by="cli"):
        saved = Client.objects.create(client_number="1", **facts)
        facts["personal_identity_code"] = "010290-9018"
        (key,) = next_keys(Client, 1)
        copy_in(Client, [Client(pk=key, client_number="2", **facts)])
    copied = Client.objects.get(client_number="2")
    for name in ("id", "client_number", "_state"):
        vars(saved).pop(name), vars(copied).pop(name)
    vars(saved)["personal_identity_code"] = "010290-9018"
    assert vars(copied) == vars(saved)
    assert key > 1
