import datetime as dt

import pytest

from clients import activities, assignments, enrolments, records
from clients.models import Activity, Assignment, Client, Enrolment
from staff import auditing
from tests.factories.clients import ActivityFactory, AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "A-0001"),
        (["A-0007", "A-0002"], "A-0008"),
        (["19", "A-x", "B-0090", "A-99999999999999"], "A-0001"),
        (["A-9999"], "A-10000"),
    ],
)
def test_next_number_follows_the_largest_of_our_own(known, expected):
    for number in known:
        ClientFactory(client_number=number)

    assert records.next_number() == expected


def test_register_without_a_number_gives_the_next_and_indexes_the_name():
    client = records.register(first_names="Xasan", last_name="Öztürk", by="cli")

    assert (client.client_number, client.folded_name) == ("A-0001", "ozturk xasan")


def test_change_of_name_is_found_by_the_new_name():
    client = ClientFactory(first_names="Amina", last_name="Warsame")

    records.change(client=client, last_name="Ylönen", by="cli")

    client.refresh_from_db()
    assert client.folded_name == "ylonen amina"


def test_change_of_a_stale_copy_keeps_what_was_changed_in_between():
    client = ClientFactory(first_names="Amina", last_name="Warsame")
    stale = Client.objects.get(pk=client.pk)
    records.change(client=client, phone="040 111", last_name="Ylönen", by="cli")

    records.change(client=stale, email="amina@example.org", by="cli")
    records.change(client=stale, first_names="Hodan", by="cli")

    client.refresh_from_db()
    assert (client.phone, client.email, client.folded_name) == (
        "040 111",
        "amina@example.org",
        "ylonen hodan",
    )


def test_end_of_a_stale_activity_keeps_what_was_changed_in_between():
    activity = ActivityFactory()
    with auditing.act(by="cli"):
        Activity.objects.update(place="Arctic Siivous Oy")

    activities.end(activity=activity, ends_on=DAY, by="cli")

    activity.refresh_from_db()
    assert (activity.place, activity.ends_on) == ("Arctic Siivous Oy", DAY)


def test_end_of_a_stale_stay_keeps_what_was_changed_in_between():
    stay = EnrolmentFactory()
    with auditing.act(by="cli"):
        Enrolment.objects.update(starts_on=dt.date(2020, 5, 1))

    enrolments.end(enrolment=stay, ends_on=DAY, exit_reason="moved", by="cli")

    stay.refresh_from_db()
    assert (stay.starts_on, stay.ends_on, stay.exit_reason) == (dt.date(2020, 5, 1), DAY, "moved")


def test_end_of_a_stale_assignment_keeps_what_was_changed_in_between():
    assignment = AssignmentFactory()
    with auditing.act(by="cli"):
        Assignment.objects.update(starts_on=dt.date(2020, 5, 1))

    assignments.end(assignment=assignment, ends_on=DAY, by="cli")

    assignment.refresh_from_db()
    assert (assignment.starts_on, assignment.ends_on) == (dt.date(2020, 5, 1), DAY)
