import datetime as dt
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from clients import arrivals, records
from clients.arrivals import LikelyDouble, Stay
from clients.choices import ConsentKind
from clients.models import Client, Enrolment
from projects.models import Partner
from staff import auditing
from tests.factories.arrivals import TargetGroupFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import PartnerFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
FACTS = {
    "first_names": "Hodan",
    "last_name": "Noor",
    "born_on": dt.date(1990, 5, 17),
    "phone": "040 123 4567",
}


@pytest.fixture
def coach():
    return UserFactory()


def take_in(project, coach, *, is_sure=False, stay=None, **facts):
    return arrivals.take_in(
        facts=FACTS | facts, stay=stay or Stay(project, DAY, coach), is_sure=is_sure, by=coach
    )


def test_take_in_writes_record_stay_coach_partner_groups_and_consent(project, coach):
    group = TargetGroupFactory(project=project)
    stay = Stay(project, DAY, coach, new_partner=" Lappia ", target_groups=[group])
    client = arrivals.take_in(facts=FACTS, stay=stay, has_consent=True, by=coach)
    enrolment = client.enrolments.get()
    assert (client.client_number, str(client)) == ("A-0001", "Hodan Noor")
    assert (enrolment.project, enrolment.starts_on, enrolment.referred_by.name) == (project, DAY, "Lappia")
    assert list(client.assignments.values_list("coach", "starts_on")) == [(coach.pk, DAY)]
    assert list(enrolment.target_groups.values_list("group", "starts_on")) == [(group.pk, DAY)]
    assert list(client.consents.values_list("kind", "starts_on")) == [(ConsentKind.REGISTER, DAY)]


def test_take_in_with_a_partner_known_in_another_case_takes_that_one(project, coach):
    known = PartnerFactory(name="Lappia")
    client = take_in(project, coach, stay=Stay(project, DAY, new_partner="LAPPIA"))
    assert (client.enrolments.get().referred_by, Partner.objects.count()) == (known, 1)


def test_take_in_refused_by_the_project_leaves_nothing(project, coach):
    with pytest.raises(ValidationError, match="hankkeen"):
        take_in(project, coach, stay=Stay(project, dt.date(2018, 1, 1), coach, new_partner="Lappia"))
    assert (Client.objects.count(), Partner.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("known", "is_asked"),
    [
        ({}, True),
        ({"first_names": "Hoodan Ali"}, True),
        ({"born_on": None}, True),
        ({"born_on": dt.date(1991, 5, 17)}, False),
        ({"first_names": "Leyla", "last_name": "Aden"}, False),
        ({"first_names": "Leyla", "last_name": "Aden", "phone": "+358 40 1234567"}, True),
        ({"first_names": "Leyla", "last_name": "Aden", "phone": "123 4567"}, False),
    ],
)
def test_take_in_of_somebody_like_a_known_client_asks_first(project, coach, known, is_asked):
    known = ClientFactory(**{"first_names": "Hodan", "last_name": "Noor", **known})
    if not is_asked:
        assert take_in(project, coach).pk != known.pk
        return
    with pytest.raises(LikelyDouble) as question:
        take_in(project, coach)
    assert (question.value.clients, Client.objects.count()) == ([known], 1)


def test_take_in_of_another_person_alike_is_done_when_somebody_is_sure(project, coach):
    ClientFactory(first_names="Hodan", last_name="Noor")
    assert take_in(project, coach, is_sure=True).client_number == "A-0001"
    assert Client.objects.count() == 2


def test_take_in_with_an_identity_code_that_is_taken_asks_even_under_another_name(project, coach):
    known = ClientFactory(first_names="Leyla", last_name="Aden", personal_identity_code="010594Y9032")
    with pytest.raises(LikelyDouble) as question:
        take_in(project, coach, personal_identity_code="010594Y9032")
    assert question.value.clients == [known]


def test_welcome_back_keeps_number_and_coach_and_begins_a_new_stay(project, coach):
    earlier = EnrolmentFactory(project=project, ends_on=dt.date(2021, 6, 30))
    AssignmentFactory(client=earlier.client, coach=coach)
    arrivals.welcome_back(client=earlier.client, stay=Stay(project, DAY, coach), by=coach)
    days = earlier.client.enrolments.values_list("starts_on", "ends_on")
    assert list(days) == [(earlier.starts_on, earlier.ends_on), (DAY, None)]
    assert (Client.objects.count(), earlier.client.assignments.count()) == (1, 1)


@pytest.mark.parametrize(
    ("known", "assigned"),
    [
        ([("2022-05-10", None)], [("2022-04-30", "2022-05-09"), ("2022-05-10", None)]),
        ([("2022-04-30", None)], [("2022-04-30", None)]),
        ([("2022-04-01", "2022-04-29")], [("2022-04-01", "2022-04-29"), ("2022-04-30", None)]),
        ([("2022-04-01", "2022-05-31")], [("2022-04-01", "2022-05-31"), ("2022-06-01", None)]),
        (
            [("2022-05-01", "2022-05-01"), ("2022-05-03", "2022-05-04")],
            [
                ("2022-04-30", "2022-04-30"), ("2022-05-01", "2022-05-01"), ("2022-05-02", "2022-05-02"),
                ("2022-05-03", "2022-05-04"), ("2022-05-05", None),
            ],
        ),
    ],
)  # fmt: skip
def test_welcome_back_adds_the_days_on_which_the_coach_does_not_work_with_her_yet(
    project, coach, known, assigned
):
    def days(first, last):
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None

    earlier = EnrolmentFactory(project=project, ends_on=dt.date(2021, 6, 30))
    for first, last in (days(*each) for each in known):
        AssignmentFactory(client=earlier.client, coach=coach, starts_on=first, ends_on=last)
    arrivals.welcome_back(client=earlier.client, stay=Stay(project, DAY, coach), by=coach)
    found = earlier.client.assignments.filter(coach=coach).order_by("starts_on")
    assert list(found.values_list("starts_on", "ends_on")) == [days(*each) for each in assigned]


def test_welcome_back_of_somebody_who_is_here_is_refused(project, coach):
    here = EnrolmentFactory(project=project)
    with pytest.raises(ValidationError, match="jo asiakkuus"):
        arrivals.welcome_back(client=here.client, stay=Stay(project, DAY, coach), by=coach)
    assert Enrolment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_number_asked_for_twice_at_once_is_two_numbers():
    start, numbers = Barrier(2), []

    def register(name):
        start.wait()
        try:
            numbers.append(records.register(first_names=name, by="cli").client_number)
        finally:
            connection.close()

    threads = [Thread(target=register, args=[name]) for name in ("Hodan", "Yusuf")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == ["A-0001", "A-0002"]


@pytest.mark.django_db(transaction=True)
def test_same_person_taken_in_twice_at_once_is_asked_about(project):
    coach, answers = UserFactory(), []

    def second():
        try:
            take_in(project, coach)
        except LikelyDouble as question:
            answers.append([str(client) for client in question.clients])
        finally:
            connection.close()

    thread = Thread(target=second)
    with transaction.atomic(), auditing.act(by=coach):
        take_in(project, coach)
        thread.start()
        thread.join(0.3)
        assert (thread.is_alive(), answers) == (True, [])
    thread.join()
    assert answers == [["Hodan Noor"]]
