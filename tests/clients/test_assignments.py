"""Who coaches whom: given, shared out, and whom nobody coaches or can speak with."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import assignments
from clients.models import Assignment
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project):
    return EnrolmentFactory(project=project).client


def test_give_makes_somebody_the_coach_from_today(client, coach, day):
    given = assignments.give(client=client, coach=coach, today=day, by=coach)
    assert (given.client, given.coach, given.starts_on, given.ends_on) == (client, coach, day, None)


def test_give_twice_is_refused(client, coach, day):
    assignments.give(client=client, coach=coach, today=day, by=coach)
    with pytest.raises(ValidationError, match="työskentelee asiakkaan kanssa jo"):
        assignments.give(client=client, coach=coach, today=day, by=coach)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.PARTNER])
def test_give_to_somebody_who_doesnt_coach_there_is_refused(client, coach, member_of, day, role):
    elsewhere = member_of(Role.COACH, project=ProjectFactory())
    for user in (member_of(role), elsewhere, UserFactory()):
        with pytest.raises(ValidationError, match="ei valmenna missään asiakkaan hankkeessa"):
            assignments.give(client=client, coach=user, today=day, by=coach)
    assert not Assignment.objects.exists()


def test_give_all_is_all_or_none(client, coach, day):
    stranger = ClientFactory()
    with pytest.raises(ValidationError):
        assignments.give_all(clients=[client, stranger], coach=coach, today=day, by=coach)
    assert not Assignment.objects.exists()
    assert len(assignments.give_all(clients=[client], coach=coach, today=day, by=coach)) == 1


def test_without_coach_are_those_whom_nobody_still_here_coaches(project, client, coach, day):
    own, left = EnrolmentFactory(project=project).client, EnrolmentFactory(project=project).client
    over, gone = EnrolmentFactory(project=project).client, UserFactory()
    AssignmentFactory(client=own, coach=coach)
    AssignmentFactory(client=over, coach=coach, ends_on=day - DAY)
    MembershipFactory(project=project, user=gone, ends_on=day - DAY)
    AssignmentFactory(client=left, coach=gone)
    clients = assignments.coached([project.pk], day)
    assert set(assignments.without_coach(clients, [project.pk], day)) == {client, over, left}


def test_coached_are_those_whose_stay_is_running(project, client, day):
    EnrolmentFactory(project=project, ends_on=day - DAY)
    EnrolmentFactory()
    assert list(assignments.coached([project.pk], day)) == [client]


def test_without_common_language_compares_served_languages_before_the_mother_tongue(project, member_of, day):
    member_of(Role.COACH, languages=["fin", "som"])
    member_of(Role.SECRETARY, languages=["rus"])
    facts = {
        "served": {"service_languages": ["som", "ara"]},
        "unserved": {"service_languages": ["ara"], "mother_tongue": "som"},
        "tongue": {"mother_tongue": "fin"},
        "foreign": {"mother_tongue": "rus"},
        "unknown": {},
    }
    for name, spoken in facts.items():
        EnrolmentFactory(project=project, client=ClientFactory(first_names=name, **spoken))
    clients = assignments.coached([project.pk], day)
    found = assignments.without_common_language(clients, [project.pk], day)
    assert {client.first_names for client in found} == {"unserved", "foreign"}


def test_without_common_language_says_nothing_while_no_coach_told_hers(project, member_of, day):
    member_of(Role.COACH)
    EnrolmentFactory(project=project, client=ClientFactory(mother_tongue="rus"))
    clients = assignments.coached([project.pk], day)
    assert not assignments.without_common_language(clients, [project.pk], day).exists()


def test_loads_count_clients_of_today_by_the_coachs_name(project, client, member_of, day):
    busy, free = member_of(Role.COACH, last_name="Busy"), member_of(Role.COACH, last_name="Aalto")
    member_of(Role.SECRETARY)
    for who in (client, EnrolmentFactory(project=project).client):
        AssignmentFactory(client=who, coach=busy)
    AssignmentFactory(client=client, coach=free, ends_on=day - DAY)
    AssignmentFactory(client=EnrolmentFactory(project=project, ends_on=day - DAY).client, coach=busy)
    clients = assignments.coached([project.pk], day)
    found = [(load.coach, load.clients) for load in assignments.loads(clients, [project.pk], day)]
    assert found == [(free, 0), (busy, 2)]
