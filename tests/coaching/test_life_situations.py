import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import enrolments
from clients.models import Enrolment
from coaching import life_situations
from coaching.choices import Benefit, SituationMoment, Tenure
from coaching.models import Situation
from projects.choices import ProjectPart
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


def missing(day=DAY) -> list[tuple[str, dt.date]]:
    found = life_situations.due(stays=Enrolment.objects.all(), today=day)
    return [(each.moment, each.due_on) for each in found]


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
    assert missing() == ([(ENTRY, ago(days - 30))] if is_missing else [])


@pytest.mark.parametrize(
    ("days", "is_missing"), [(-1, False), (0, False), (1, True), (182, True), (183, False)]
)
def test_exit_is_missing_from_the_day_after_the_last_for_half_a_year(days, is_missing):
    SituationFactory(enrolment=EnrolmentFactory(starts_on=ago(400), ends_on=ago(days)))
    assert missing() == ([(EXIT, ago(days))] if is_missing else [])


@pytest.mark.parametrize(("days", "is_missing"), [(365, False), (366, True), (547, True), (548, False)])
def test_year_after_is_missing_when_a_year_has_passed_for_half_a_year(days, is_missing):
    EnrolmentFactory(starts_on=dt.date(2019, 2, 1), ends_on=ago(days))
    assert missing() == ([(AFTER_YEAR, ago(days - 365))] if is_missing else [])


def test_due_is_what_has_not_been_recorded_the_longest_missing_first():
    late = EnrolmentFactory(starts_on=ago(90))
    later = EnrolmentFactory(starts_on=ago(60), ends_on=ago(10))
    found = life_situations.due(stays=Enrolment.objects.all(), today=DAY)
    assert [(each.stay, each.moment) for each in found] == [(late, ENTRY), (later, ENTRY), (later, EXIT)]
    SituationFactory(enrolment=late)
    SituationFactory(enrolment=later, moment=EXIT)
    assert missing() == [(ENTRY, ago(30))]


def test_due_leaves_out_projects_that_do_not_ask_and_withdrawn_stays(user):
    EnrolmentFactory(project=ProjectFactory(parts_off=[ProjectPart.SITUATIONS]), starts_on=ago(40))
    facts = {"withdrawn_at": dt.datetime(2022, 4, 1, tzinfo=dt.UTC), "withdrawn_by": user}
    EnrolmentFactory(starts_on=ago(40), withdrawn_reason="Virhe", **facts)
    assert missing() == []


def test_due_leaves_out_whom_an_import_brought_in():
    client, project = ClientFactory(), ProjectFactory()
    with auditing.act(by="cli", batch=1):
        enrolments.start(client=client, project=project, starts_on=ago(40), by="cli")
    assert missing() == []
    enrolments.start(client=ClientFactory(), project=project, starts_on=ago(40), by="cli")
    assert missing() == [(ENTRY, ago(10))]


@pytest.mark.parametrize("count", [1, 3])
def test_due_asks_the_database_twice(django_assert_num_queries, count):
    for _each in range(count):
        SituationFactory(enrolment=EnrolmentFactory(starts_on=ago(40), ends_on=ago(3)))
    with django_assert_num_queries(2):
        found = life_situations.due(stays=Enrolment.objects.all(), today=DAY)
        assert [(each.stay.client.last_name, each.stay.project.pk > 0) for each in found] == [
            ("Warsame", True)
        ] * count


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
