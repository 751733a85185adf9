import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coaching import advice
from coaching.models import Attendance, CoachingSession
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.coaching import SessionFactory, TopicFactory
from tests.factories.projects import (
    MembershipFactory,
    MunicipalityFactory,
    ProjectAreaFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("coaching:advice-log")


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def kemi(project):
    return ProjectAreaFactory(
        project=project, municipality=MunicipalityFactory(code="240", name_fi="Kemi")
    ).municipality


@pytest.fixture
def facts(project, coach, kemi, day):
    return {
        "project": project,
        "coach": coach,
        "held_on": day,
        "language": "som",
        "municipality": kemi,
        "submission": uuid.uuid4(),
        "today": day,
        "by": coach,
    }


def sent(**changes):
    usual = {"minutes": "15", "held_on": today().isoformat(), "submission": str(uuid.uuid4())}
    return usual | changes


def test_advice_is_a_session_with_one_unnamed_adult_and_no_attendance(facts, project, kemi):
    topic = TopicFactory(project=project)
    given = advice.give(**facts, topics=[topic])
    given.refresh_from_db()
    assert (given.kind, given.unnamed_adults, given.unnamed_children) == ("advice", 1, 0)
    assert (given.language, given.municipality, given.minutes, list(given.topics.all())) == (
        "som",
        kemi,
        15,
        [topic],
    )
    assert Attendance.objects.count() == 0


def test_advice_sent_again_is_one_and_with_other_content_refused(facts):
    first = advice.give(**facts)
    assert advice.give(**facts) == first
    for change in ({"language": "fin"}, {"municipality": None}, {"minutes": 5}):
        with pytest.raises(ValidationError):
            advice.give(**facts | change)
    assert CoachingSession.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"held_on": dt.date(2022, 5, 1)}, {"held_on": dt.date(2019, 1, 14)}, {"minutes": 0}]
)
def test_advice_on_an_impossible_day_or_of_no_time_is_refused(facts, wrong):
    with pytest.raises(ValidationError):
        advice.give(**facts | wrong)


def test_advice_about_another_projects_topic_is_refused(facts):
    with pytest.raises(ValidationError):
        advice.give(**facts, topics=[TopicFactory()])


def test_page_is_ready_for_the_next_person_with_language_and_municipality_as_before(
    browser, coach, project, kemi
):
    topic = TopicFactory(project=project)
    answer = browser.post(
        PAGE, sent(topics=[topic.pk], municipality=kemi.pk, other_language="som"), follow=True
    )
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "Sinulla tänään: 1." in answer.content.decode()
    form = answer.context["form"]
    assert [form[name].value() for name in ("language", "municipality", "topics")] == ["som", kemi.pk, None]
    given = CoachingSession.objects.get()
    assert (given.coach, given.project, given.language, given.municipality) == (coach, project, "som", kemi)


def test_page_forgets_what_was_chosen_long_ago_or_by_another(browser, coach, project, kemi):
    old = today() - dt.timedelta(days=31)
    SessionFactory(
        kind="advice", unnamed_adults=1, project=project, coach=coach, municipality=kemi, held_on=old
    )
    SessionFactory(kind="advice", unnamed_adults=1, project=project, municipality=kemi, held_on=today())
    assert browser.get(PAGE).context["form"]["municipality"].value() == ""


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": "7"}, "minutes"),
        ({"held_on": "2999-01-01"}, "held_on"),
        ({"other_language": "xx"}, "other_language"),
        ({"municipality": "999"}, "municipality"),
    ],
)
def test_page_with_a_fault_names_the_field(browser, kemi, changes, field):
    answer = browser.post(PAGE, sent(**changes))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert CoachingSession.objects.count() == 0


def test_page_offers_her_running_projects_and_no_other(browser, coach, project):
    second = ProjectFactory()
    over = ProjectFactory(ends_on=dt.date(2021, 1, 1))
    for each in (second, over):
        MembershipFactory(project=each, user=coach, roles=[Role.COACH])
    assert set(browser.get(PAGE).context["projects"]) == {project, second}
    assert browser.get(f"{PAGE}?project={second.code}").context["project"] == second
    for code in (over.code, ProjectFactory().code, "x"):
        assert browser.get(f"{PAGE}?project={code}").status_code == 404


def test_page_of_the_advice_is_read_and_withdrawn_but_has_no_client(browser, facts, coach):
    given = advice.give(**facts)
    page = browser.get(reverse("coaching:session", args=[given.pk]))
    assert ("Kemi" in page.content.decode(), page.context["client"]) == (True, None)
    answer = browser.post(reverse("coaching:session-withdraw", args=[given.pk]), {"reason": "Kahdesti"})
    assert (answer["Location"], CoachingSession.objects.count()) == (PAGE, 0)


def test_page_asks_the_database_as_often_for_many_choices(browser, project, kemi, django_assert_num_queries):
    for each in range(3):
        TopicFactory(project=project)
        ProjectAreaFactory(
            project=project, municipality=MunicipalityFactory(code=f"24{each + 1}", name_fi=f"Kunta {each}")
        )
        browser.get(PAGE)
        with django_assert_num_queries(9):
            browser.get(PAGE)
