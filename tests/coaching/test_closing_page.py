import datetime as dt

import pytest
from django.urls import reverse

from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import StepFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


def page(stay) -> str:
    return reverse("coaching:stay-close", args=[stay.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_closing_page_shows_what_stays_open(signed_in, coach, stay):
    StepFactory(enrolment=stay, text="Soitto Kelaan")
    ActivityFactory(client=stay.client, place="Arctic Siivous Oy")
    text = text_of(signed_in(coach).get(page(stay)))
    for words in ("Avoin askel:", "Soitto Kelaan", "Arctic Siivous Oy", f'value="{today().isoformat()}"'):
        assert words in text


def test_closing_page_of_the_secretary_tells_nothing_of_the_path(signed_in, member_of, stay):
    StepFactory(enrolment=stay, text="Soitto Kelaan")
    assert "Soitto Kelaan" not in text_of(signed_in(member_of(Role.SECRETARY)).get(page(stay)))


def test_close_ends_the_stay_and_the_coachs_work_unless_unticked(signed_in, coach, stay):
    browser, assignment = signed_in(coach), stay.client.assignments.get()
    data = {"exit_reason": "employed", "ends_on": today().isoformat()}
    answer = browser.post(page(stay), data | {"assignments": [assignment.pk]})
    assert answer.headers["Location"] == reverse("clients:detail", args=[stay.client.pk])
    for row in (stay, assignment):
        row.refresh_from_db()
    assert (stay.ends_on, stay.exit_reason, assignment.ends_on) == (today(), "employed", today())


def test_close_without_a_reason_keeps_the_day_and_names_the_field(signed_in, coach, stay):
    answer = signed_in(coach).post(page(stay), {"ends_on": "2022-05-14"})
    text = text_of(answer)
    assert (answer.status_code, 'value="2022-05-14"' in text) == (422, True)
    assert "Miksi asiakkuus päättyy?" in text.partition('class="error-summary"')[2].partition("</ul>")[0]
    stay.refresh_from_db()
    assert stay.ends_on is None


def test_closing_page_leaves_the_coach_ticked_only_where_no_other_stay_runs(signed_in, coach, stay):
    def is_ticked() -> bool:
        tail = text_of(signed_in(coach).get(page(stay))).partition('name="assignments"')[2]
        return "checked" in tail.partition(">")[0]

    assert is_ticked() is True
    EnrolmentFactory(client=stay.client, project=ProjectFactory())
    assert is_ticked() is False


def test_closing_can_be_put_right_and_taken_back_the_same_day(signed_in, coach, stay):
    browser = signed_in(coach)
    browser.post(page(stay), {"exit_reason": "moved", "ends_on": "2022-04-30"})
    text = text_of(browser.get(page(stay)))
    assert ("Muuta päättymistä" in text, "Jatka asiakkuutta" in text) == (True, True)
    browser.post(page(stay), {"exit_reason": "education", "ends_on": "2022-05-01"})
    stay.refresh_from_db()
    assert (stay.ends_on, stay.exit_reason) == (dt.date(2022, 5, 1), "education")


def test_close_of_a_stay_in_a_project_where_she_keeps_no_facts_is_hidden(signed_in, coach, stay):
    elsewhere = EnrolmentFactory(client=stay.client, project=ProjectFactory())
    assert signed_in(coach).get(page(elsewhere)).status_code == 404


def test_close_of_a_stay_that_a_colleague_has_closed_meanwhile_shows_how_before_it_is_saved(
    signed_in, coach, stay
):
    browser = signed_in(coach)
    data = {"exit_reason": "employed", "ends_on": today().isoformat(), "was": ""}
    browser.post(page(stay), data | {"exit_reason": "moved"})
    answer = browser.post(page(stay), data)
    stay.refresh_from_db()
    assert (answer.status_code, stay.exit_reason) == (422, "moved")
    was = f"{today().isoformat()} moved"
    assert ("Joku on päättänyt" in text_of(answer), f'name="was" value="{was}"' in text_of(answer)) == (
        True,
        True,
    )
    browser.post(page(stay), data | {"was": was})
    stay.refresh_from_db()
    assert stay.exit_reason == "employed"
