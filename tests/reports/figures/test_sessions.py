"""Sessions, time, visits and persons, split in five ways that all come to the same whole."""

import datetime as dt

import pytest

from coaching.choices import AttendanceState, SessionKind
from ohjaamo.periods import Period
from reports.figures.sessions import tables
from reports.figures.tally import EVER
from tests.factories.clients import ClientFactory
from tests.factories.coaching import AttendanceFactory, SessionFactory, SessionTopicFactory, TopicFactory
from tests.factories.projects import MunicipalityFactory
from tests.reports.scenes import withdraw
from tests.reports.tables import table_of, values

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)


@pytest.fixture
def meet(project):
    def make(*clients, state=AttendanceState.PRESENT, **facts):
        session = SessionFactory(project=project, **facts)
        for client in clients:
            AttendanceFactory(session=session, client=client, state=state)
        return session

    return make


def test_tables_count_sessions_time_visits_persons_and_unnamed_heads(project, meet):
    amina, omar = ClientFactory(), ClientFactory()
    meet(amina, omar, kind=SessionKind.GROUP, minutes=90, unnamed_adults=3, unnamed_children=1)
    meet(amina, minutes=30)
    meet(kind=SessionKind.ADVICE, minutes=15, unnamed_adults=1)
    kinds = values(table_of(tables(project, EVER, DAY), "kinds"))
    assert kinds["group"] == [1, 90, 2, 2, 4]
    assert kinds["meeting"] == [1, 30, 1, 1, 0]
    assert kinds["advice"] == [1, 15, 0, 0, 1]
    assert kinds["repeated"] == [0, 0, 0, -1, 0]
    assert kinds["total"] == [3, 135, 3, 2, 5]


def test_tables_leave_out_the_absent_the_withdrawn_and_other_days(project, meet):
    amina = ClientFactory()
    meet(amina, state=AttendanceState.ABSENT)
    withdraw(meet(amina))
    meet(amina, held_on=dt.date(2022, 4, 2))
    found = tables(project, Period(dt.date(2022, 4, 1), dt.date(2022, 4, 1)), DAY)
    assert values(table_of(found, "kinds"))["total"] == [1, 30, 0, 0, 0]


def test_tables_count_a_session_about_two_topics_once_in_the_whole(project, meet):
    session = meet(ClientFactory(), minutes=60)
    keys = []
    for _number in range(2):
        topic = TopicFactory(project=project)
        keys.append(str(topic.pk))
        SessionTopicFactory(session=session, topic=topic)
    topics = values(table_of(tables(project, EVER, DAY), "topics"))
    assert [topics[key] for key in keys] == [[1, 60, 1, 1, 0]] * 2
    assert topics["repeated"] == [-1, -60, -1, -1, 0]
    assert topics["total"] == [1, 60, 1, 1, 0]


def test_tables_withhold_the_municipality_of_who_is_under_a_safety_restriction(project, meet):
    kemi = MunicipalityFactory()
    meet(ClientFactory(municipality=kemi, has_safety_restriction=True))
    meet(ClientFactory(municipality=kemi))
    meet(ClientFactory())
    meet(kind=SessionKind.ADVICE, municipality=kemi, unnamed_adults=1)
    places = values(table_of(tables(project, EVER, DAY), "municipalities"))
    assert {key: row[0] for key, row in places.items()} == {
        "240": 2,
        "withheld": 1,
        "unknown": 1,
        "total": 4,
    }
