"""A participant as of a day: entered first, left last, and what is known by then."""

import datetime as dt

import pytest

from clients.choices import Gender, LabourStatus, LeavingStatus
from projects.choices import Urbanisation
from reports.figures.participants import Participant, participants
from staff import auditing
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import MunicipalityFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 6, 30)


@pytest.fixture
def taken_part(project):
    """Enrols somebody for the spans, with what the fund was told."""

    def make(*spans, told=None, **facts) -> int:
        client = ClientFactory(**facts)
        for starts_on, ends_on in spans:
            EnrolmentFactory(client=client, project=project, starts_on=starts_on, ends_on=ends_on)
        if told is not None:
            ParticipationFactory(client=client, project=project, **told)
        return client.pk

    return make


def seen(project, day=DAY) -> Participant:
    (found,) = participants(project, day)
    return found


def test_participants_who_came_back_entered_first_and_left_last(project, taken_part):
    first, second = (dt.date(2023, 2, 1), dt.date(2023, 5, 31)), (dt.date(2023, 9, 1), dt.date(2024, 6, 30))
    key = taken_part(first, second)
    found = seen(project)
    assert (found.key, found.entered_on, found.left_on) == (key, first[0], second[1])
    # On the day before the last one they are still here; between the stays they had left.
    assert seen(project, dt.date(2024, 6, 29)).left_on is None
    assert seen(project, dt.date(2023, 8, 31)).left_on == first[1]
    assert participants(project, dt.date(2023, 1, 31)) == ()


def test_participants_withdrawn_stays_are_none(project, taken_part):
    taken_part((dt.date(2023, 2, 1), None))
    withdraw(project.enrolments.get())
    assert participants(project, DAY) == ()


def test_participants_can_be_asked_of_some_clients_only(project, taken_part):
    asked = taken_part((dt.date(2023, 2, 1), None))
    taken_part((dt.date(2023, 2, 1), None))
    assert [each.key for each in participants(project, DAY, [asked])] == [asked]
    assert participants(project, DAY, []) == ()


@pytest.mark.parametrize(("born_on", "age"), [
    (dt.date(2005, 2, 1), 18), (dt.date(2005, 2, 2), 17), (dt.date(2004, 2, 29), 18), (None, None),
])  # fmt: skip
def test_participant_age_is_at_the_first_entry(project, taken_part, born_on, age):
    taken_part((dt.date(2023, 2, 1), None), born_on=born_on)
    assert seen(project).age == age


def test_participant_without_facts_misses_each_of_them(project, taken_part):
    taken_part((dt.date(2023, 2, 1), None), born_on=None, gender=Gender.NOT_TOLD)
    found = seen(project)
    assert found.missing == ("gender", "born_on", "labour_status", "education_level")
    assert not found.is_complete


def test_participant_with_education_of_level_none_misses_nothing(project, taken_part):
    taken_part((dt.date(2023, 2, 1), None), told={"education_level": 0}, gender=Gender.FEMALE)
    assert seen(project).missing == ()
    assert seen(project).is_complete


@pytest.mark.parametrize(("told_on", "left_as"), [
    (dt.date(2024, 3, 31), "employed"),
    (dt.date(2024, 4, 28), "employed"),
    (dt.date(2024, 4, 29), ""),
    (dt.date(2024, 3, 30), ""),
])  # fmt: skip
def test_participant_situation_counts_within_28_days_of_the_last_exit(project, taken_part, told_on, left_as):
    told = {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": told_on}
    taken_part((dt.date(2023, 2, 1), dt.date(2024, 3, 31)), told=told)
    assert seen(project).left_as == left_as


def test_participant_situation_is_not_known_before_its_day(project, taken_part):
    told = {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": dt.date(2024, 4, 10)}
    taken_part((dt.date(2023, 2, 1), dt.date(2024, 3, 31)), told=told)
    assert seen(project, dt.date(2024, 4, 9)).left_as == ""
    assert seen(project, dt.date(2024, 4, 10)).left_as == "employed"


@pytest.mark.parametrize(("day", "later_as"), [
    (dt.date(2024, 8, 30), ""), (dt.date(2024, 8, 31), "employed"),
])  # fmt: skip
def test_participant_later_situation_counts_from_six_months_on(project, taken_part, day, later_as):
    told = {"later_status": LeavingStatus.EMPLOYED}
    taken_part((dt.date(2023, 2, 1), dt.date(2024, 2, 29)), told=told)
    # The last of February gives the 29th of August, and the 31st is past it.
    found = seen(project, day - dt.timedelta(days=2))
    assert (found.later_on, found.later_as) == (dt.date(2024, 8, 29), later_as)


@pytest.mark.parametrize(("since", "status", "was"), [
    (dt.date(2022, 2, 1), LabourStatus.UNEMPLOYED, True),
    (dt.date(2022, 2, 2), LabourStatus.UNEMPLOYED, False),
    (None, LabourStatus.UNEMPLOYED, None),
    (None, LabourStatus.EMPLOYED, False),
    (None, "", None),
])  # fmt: skip
def test_participant_was_unemployed_for_twelve_months_at_entry(project, taken_part, since, status, was):
    told = {"labour_status": status, "unemployed_since_on": since}
    taken_part((dt.date(2023, 2, 1), None), told=told)
    assert seen(project).was_unemployed_for(12) is was


def test_participant_under_a_safety_restriction_tells_nothing_of_the_municipality(project, taken_part):
    rural = MunicipalityFactory(code="751", name_fi="Simo", urbanisation=Urbanisation.RURAL)
    key = taken_part((dt.date(2023, 2, 1), None), municipality=rural)
    assert seen(project).urbanisation == Urbanisation.RURAL
    with auditing.act(by="cli"):
        project.enrolments.get().client.__class__.objects.filter(pk=key).update(has_safety_restriction=True)
    assert seen(project).urbanisation is None
