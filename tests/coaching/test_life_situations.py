import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import enrolments
from clients.models import Enrolment
from coaching import life_situations
from coaching.choices import Benefit, SituationMoment, Tenure
from coaching.models import Situation
from staff import auditing
from tests.factories.assessments import SituationFactory
from tests.factories.clients import ClientFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db

ENTRY, EXIT, AFTER_YEAR = SituationMoment
DAY = dt.date(2022, 4, 30)


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def missing(day=DAY) -> list[str]:
    stays = life_situations.at_hand(Enrolment.objects.order_by("pk"))
    return [moment for stay in stays for moment in life_situations.missing_of(stay, day)]


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def record(user, day):
    def make(stay, moment=ENTRY, **facts):
        facts = {"recorded_on": day} | facts
        return life_situations.record(enrolment=stay, moment=moment, **facts, today=day, by=user)

    return make


@pytest.mark.parametrize(
    ("days", "is_missing"), [(0, False), (30, False), (31, True), (212, True), (213, False)]
)
def test_entry_is_missing_from_a_month_after_the_first_day_for_half_a_year(days, is_missing):
    EnrolmentFactory(starts_on=ago(days))
    assert missing() == ([ENTRY] if is_missing else [])


@pytest.mark.parametrize(
    ("days", "is_missing"), [(-1, False), (0, False), (1, True), (182, True), (183, False)]
)
def test_exit_is_missing_from_the_day_after_the_last_for_half_a_year(days, is_missing):
    SituationFactory(enrolment=EnrolmentFactory(starts_on=ago(400), ends_on=ago(days)))
    assert missing() == ([EXIT] if is_missing else [])


@pytest.mark.parametrize(("days", "is_missing"), [(365, False), (366, True), (547, True), (548, False)])
def test_year_after_is_missing_when_a_year_has_passed_for_half_a_year(days, is_missing):
    EnrolmentFactory(starts_on=dt.date(2019, 2, 1), ends_on=ago(days))
    assert missing() == ([AFTER_YEAR] if is_missing else [])


def test_missing_is_what_has_not_been_recorded():
    late = EnrolmentFactory(starts_on=ago(90))
    later = EnrolmentFactory(starts_on=ago(60), ends_on=ago(10))
    assert missing() == [ENTRY, ENTRY, EXIT]
    SituationFactory(enrolment=late)
    SituationFactory(enrolment=later, moment=EXIT)
    assert missing() == [ENTRY]


def test_nothing_is_missing_between_two_projects_in_which_the_stay_goes_on():
    first = EnrolmentFactory(starts_on=ago(60), ends_on=ago(40))
    then = EnrolmentFactory(client=first.client, starts_on=ago(39), ends_on=ago(1), continues=first)
    assert missing() == [ENTRY, EXIT]
    SituationFactory(enrolment=first)
    SituationFactory(enrolment=then, moment=EXIT)
    assert missing() == []
    with auditing.act(by="cli"):
        Enrolment.objects.filter(pk=first.pk).update(ends_on=ago(370), starts_on=ago(700))
    assert missing() == []


def test_nothing_is_missing_of_whom_an_import_brought_in():
    client, project = ClientFactory(), ProjectFactory()
    with auditing.act(by="cli", batch=1):
        enrolments.start(client=client, project=project, starts_on=ago(40), by="cli")
    assert missing() == []
    enrolments.start(client=ClientFactory(), project=project, starts_on=ago(40), by="cli")
    assert missing() == [ENTRY]


@pytest.mark.parametrize("count", [1, 3])
def test_missing_asks_the_database_twice(django_assert_num_queries, count):
    for _each in range(count):
        SituationFactory(enrolment=EnrolmentFactory(starts_on=ago(40), ends_on=ago(3)))
    with django_assert_num_queries(2):
        assert missing() == [EXIT] * count


def test_situation_is_recorded_with_every_answer_or_none(record, user, day):
    stay = EnrolmentFactory()
    facts = {"benefit": Benefit.INTEGRATION, "residence": Tenure.CONTINUOUS, "wellbeing": 0}
    entry, at_exit = record(stay, **facts), record(stay, EXIT)
    assert {name: getattr(entry, name) for name in facts} == facts
    assert (entry.recorded_on, entry.recorded_by) == (day, user)
    assert (at_exit.benefit, at_exit.residence, at_exit.wellbeing) == ("", "", None)


def test_situation_is_recorded_once_and_put_right_with_history(record, user, day):
    stay = EnrolmentFactory()
    entry = record(stay, wellbeing=3)
    with pytest.raises(ValidationError, match="on jo kirjattu"):
        record(stay)
    facts = {"benefit": "", "residence": Tenure.CITIZEN, "wellbeing": 4, "recorded_on": day}
    life_situations.change(situation=entry, **facts, today=day, by=user)
    kept = Situation.objects.get()
    assert (kept.residence, kept.wellbeing) == ("citizen", 4)
    assert [event.wellbeing for event in auditing.history_of(kept)] == [3, 4]


@pytest.mark.parametrize(
    ("moment", "ends_on", "recorded_on", "said"),
    [
        (ENTRY, None, ago(-1), "Tämä päivä on vasta tulossa."),
        (ENTRY, None, dt.date(2020, 12, 31), "Tämän voi kirjata 1.1.2021 alkaen."),
        (AFTER_YEAR, None, DAY, "Asiakkuus ei ole päättynyt, joten sen päättymisestä ei ole vuotta."),
        (AFTER_YEAR, ago(333), DAY, "Tämän voi kirjata 1.5.2022 alkaen."),
    ],
)
def test_situation_of_a_day_that_can_not_be_is_refused(record, moment, ends_on, recorded_on, said):
    stay = EnrolmentFactory(ends_on=ends_on)
    with pytest.raises(ValidationError) as refused:
        record(stay, moment, recorded_on=recorded_on)
    assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("ends_on", "moments"),
    [(None, [ENTRY, EXIT]), (ago(333), [ENTRY, EXIT]), (ago(334), [ENTRY, EXIT, AFTER_YEAR])],
)
def test_moments_are_those_that_may_be_recorded_today(record, ends_on, moments):
    stay = EnrolmentFactory(ends_on=ends_on)
    assert life_situations.moments_of(stay, DAY) == moments
    if AFTER_YEAR in moments:
        assert record(stay, AFTER_YEAR).pk
