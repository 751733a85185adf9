import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from clients.choices import ExitReason
from clients.models import Client, Enrolment
from staff import auditing
from staff.rows import keep
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
