import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from clients.models import Activity, Card, Outcome
from coaching.models import CoachingSession
from ohjaamo.periods import months_after, today
from projects.choices import ActivityKind
from staff.models import Draft
from staff.permissions import Role
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import AttendanceFactory, SessionFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.results import CardTypeFactory

pytestmark = pytest.mark.django_db
ONE = dt.timedelta(days=1)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    client = ClientFactory(first_names="Amina Hodan", last_name="Warsame")
    EnrolmentFactory(client=client, project=project)
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def address(client, kind="job"):
    return f"{reverse('coaching:outcome', args=[client.pk])}?kind={kind}"


def form_of(browser, client, kind="job", **changes):
    """What the form would send as it is shown: every line as it is ticked, nothing but the changes touched."""
    data = {"starts_on": today().isoformat(), "submission": str(uuid4()), **changes}
    plan = browser.post(address(client, kind), data, **HTMX).context["plan"]
    data |= {"shown": plan.digest, "offered": [line.key for line in plan.lines]}
    return data | {"do": [line.key for line in plan.lines if line.is_on]}


def send(browser, client, data, kind="job", **more):
    return browser.post(address(client, kind), data, follow=True, **more)


def test_first_page_offers_the_kinds_and_the_end_of_studies_only_to_those_who_study(browser, client):
    page = reverse("coaching:outcome", args=[client.pk])
    kinds = [kind.value for kind in browser.get(page).context["kinds"]]
    assert kinds == ["job", "education", "card", "company", "work-trial", "other"]
    ActivityFactory(client=client, kind=ActivityKind.INTEGRATION)
    assert "education-ended" in [kind.value for kind in browser.get(page).context["kinds"]]


def test_form_shows_a_plan_before_anything_is_filled_in(browser, client):
    ActivityFactory(client=client, kind=ActivityKind.UNEMPLOYED)
    answer = browser.get(address(client))
    text = answer.content.decode()
    ends = f"end-{client.activities.get().pk}"
    keys = [line.key for line in answer.context["plan"].lines]
    assert keys[:4] == ["session", "activity", "outcome", ends]
    assert "Ensisijainen toiminta" in text
    assert 'class="error-summary"' not in text


def test_form_saved_says_so_and_offers_to_undo(browser, client):
    data = form_of(browser, client, place="Arctic", is_permanent="yes", weekly_hours="37,5")
    answer = send(browser, client, data)
    terms = Activity.objects.get().terms.get()
    assert answer.redirect_chain == [(reverse("coaching:client", args=[client.pk]), 302)]
    assert "Amina W.: Sai työpaikan. Tulos kirjattu." in answer.content.decode()
    assert "Kumoa" in answer.content.decode()
    assert (terms.is_permanent, terms.is_full_time, str(terms.weekly_hours)) == (True, None, "37.5")
    assert (Outcome.objects.get().detail, CoachingSession.objects.get().minutes) == ("Arctic", 15)


def test_form_sent_twice_writes_once(browser, client):
    data = form_of(browser, client, place="Arctic")
    answers = [send(browser, client, data) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (Outcome.objects.count(), Activity.objects.count()) == (1, 1)


def test_form_whose_plan_has_changed_since_is_shown_again_first(browser, client):
    data = form_of(browser, client, place="Arctic")
    ActivityFactory(client=client, kind=ActivityKind.UNEMPLOYED)
    answer = send(browser, client, data)
    text = answer.content.decode()
    assert (answer.status_code, Outcome.objects.count()) == (422, 0)
    assert "Katso ensin" in text
    assert 'value="Arctic"' in text
    plan = answer.context["plan"]
    again = data | {"shown": plan.digest, "offered": [line.key for line in plan.lines]}
    again |= {"do": [line.key for line in plan.lines if line.is_on]}
    assert send(browser, client, again).status_code == 200
    assert Outcome.objects.count() == 1


def test_preview_writes_nothing_and_is_no_fault(browser, client):
    answer = browser.post(address(client), {"preview": "yes", "place": "Arctic", "starts_on": str(today())})
    assert (answer.status_code, Outcome.objects.count()) == (200, 0)
    assert "Arctic" in answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("job", {}, "place"),
        ("job", {"place": "Arctic", "starts_on": "31.2.2026"}, "starts_on"),
        ("job", {"place": "Arctic", "starts_on": "1926-05-01"}, "starts_on"),
        ("job", {"place": "Arctic", "weekly_hours": "101"}, "weekly_hours"),
        ("work-trial", {"place": "Arctic"}, "ends_on"),
        ("education", {"place": "Lappia"}, "studies"),
        ("card", {}, "card_type"),
        ("other", {"what": "cv", "quantity": "0"}, "quantity"),
    ],
)
def test_form_with_a_fault_names_the_field_and_loses_nothing(browser, client, kind, changes, field):
    answer = send(browser, client, form_of(browser, client, kind, note="Tärkeä asia.", **changes), kind)
    text = answer.content.decode()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert ('class="error-summary"' in text, "Tärkeä asia." in text) == (True, True)
    assert (Outcome.objects.count(), CoachingSession.objects.count()) == (0, 0)


def test_last_day_before_the_first_is_refused(browser, client):
    data = form_of(browser, client, place="Arctic", is_permanent="no", ends_on=str(today() - ONE))
    assert list(send(browser, client, data).context["form"].errors) == ["ends_on"]


def test_permanent_job_has_no_last_day_whatever_was_typed(browser, client):
    send(browser, client, form_of(browser, client, place="A", is_permanent="yes", ends_on=str(today() + ONE)))
    assert Activity.objects.get().ends_on is None


@pytest.mark.parametrize(
    ("studies", "activity", "outcomes"),
    [
        ("vocational", "vocational", [("degree_education", "ongoing")]),
        ("basic", "other_education", [("adult_basic_education", "ongoing")]),
        ("degree", "other_education", [("degree_education", "ongoing")]),
        ("integration", "integration", []),
        ("other", "other_education", []),
    ],
)
def test_studies_begin_as_their_kind_says(browser, client, studies, activity, outcomes):
    data = form_of(browser, client, "education", place="Lappia", studies=studies)
    send(browser, client, data, "education")
    assert Activity.objects.get().kind == activity
    assert [(each.kind, each.state) for each in Outcome.objects.all()] == outcomes


def test_studies_that_end_are_chosen_and_end(browser, client, project):
    activity = ActivityFactory(client=client, kind=ActivityKind.VOCATIONAL, place="Lappia")
    outcome = OutcomeFactory(
        client=client, project=project, kind="degree_education", detail="Lappia", state="ongoing"
    )
    data = form_of(browser, client, "education-ended", which=f"a{activity.pk}", state="interrupted")
    send(browser, client, data, "education-ended")
    activity.refresh_from_db()
    outcome.refresh_from_db()
    assert (activity.ends_on, outcome.state) == (today(), "interrupted")


@pytest.mark.parametrize("months", [None, 36])
def test_card_is_valid_as_long_as_its_kind_says(browser, client, months):
    card_type = CardTypeFactory(validity_months=months)
    send(browser, client, form_of(browser, client, "card", card_type=card_type.pk), "card")
    expected = months_after(today(), months) - ONE if months else None
    assert (Card.objects.get().ends_on, Outcome.objects.get().kind) == (expected, "card")


def test_card_with_a_day_of_its_own_keeps_it(browser, client):
    day = today() + 100 * ONE
    data = form_of(browser, client, "card", card_type=CardTypeFactory().pk, ends_on=str(day))
    send(browser, client, data, "card")
    assert Card.objects.get().ends_on == day


def test_company_and_written_papers_are_counted(browser, client):
    company = form_of(browser, client, "company", business="light_entrepreneur", place="Warsame")
    send(browser, client, company, "company")
    send(browser, client, form_of(browser, client, "other", what="job_application", quantity="3"), "other")
    found = Outcome.objects.order_by("pk").values_list("kind", "quantity")
    assert list(found) == [("light_entrepreneur", 1), ("job_application", 3)]


def test_result_like_an_earlier_one_is_asked_about_side_by_side(browser, client, project):
    OutcomeFactory(client=client, project=project, detail="Arctic", happened_on=today() - 9 * ONE)
    data = form_of(browser, client, place="arctic")
    answer = send(browser, client, data)
    text = answer.content.decode()
    assert (answer.status_code, Outcome.objects.count()) == (422, 1)
    assert ("Onko tämä sama?" in text, "Kyllä, tämä on uusi" in text) == (True, True)
    assert send(browser, client, data | {"is_new": "on"}).status_code == 200
    assert Outcome.objects.count() == 2


@pytest.mark.parametrize("kind", ["card", "other"])
def test_what_is_still_to_come_is_no_result(browser, client, kind):
    day = (today() + ONE).isoformat()
    answer = send(browser, client, form_of(browser, client, kind) | {"starts_on": day}, kind)
    assert (answer.status_code, Outcome.objects.count()) == (422, 0)
    assert answer.context["form"].errors["starts_on"] == ["Päivä on vasta tulossa."]


@pytest.mark.parametrize("kind", ["card", "other"])
def test_what_happened_before_the_project_is_none_of_its_results(browser, client, project, kind):
    day = (project.starts_on - ONE).isoformat()
    answer = send(browser, client, form_of(browser, client, kind) | {"starts_on": day}, kind)
    assert answer.context["form"].errors["starts_on"] == ["Päivä on ennen hankkeen alkua."]


def test_studies_that_end_before_they_began_are_refused(browser, client):
    activity = ActivityFactory(client=client, kind=ActivityKind.INTEGRATION, starts_on=today())
    data = form_of(browser, client, "education-ended", which=f"a{activity.pk}", state="completed")
    data["starts_on"] = (today() - ONE).isoformat()
    answer = send(browser, client, data, "education-ended")
    assert (answer.status_code, CoachingSession.objects.count()) == (422, 0)
    assert answer.context["form"].errors["starts_on"] == ["Viimeinen päivä on ennen ensimmäistä."]


def test_evidence_of_no_result_is_kept_in_the_form(browser, client):
    data = form_of(
        browser, client, "education", place="Lappia", studies="integration", evidence_place="Mappi 3"
    )
    answer = send(browser, client, data, "education")
    text = answer.content.decode()
    assert (answer.status_code, Activity.objects.count(), 'value="Mappi 3"' in text) == (422, 0, True)
    assert list(answer.context["form"].errors) == ["evidence_place"]


def test_evidence_of_studies_that_end_is_kept_with_their_result(browser, client, project):
    outcome = OutcomeFactory(client=client, project=project, kind="degree_education", state="ongoing")
    facts = {"which": f"o{outcome.pk}", "state": "completed", "evidence_place": "Mappi 3"}
    send(browser, client, form_of(browser, client, "education-ended", **facts), "education-ended")
    outcome.refresh_from_db()
    assert (outcome.state, outcome.evidence_place, outcome.evidence_seen_on) == (
        "completed",
        "Mappi 3",
        today(),
    )


def test_result_without_an_employer_says_in_words_what_is_missing(browser, client, project):
    ActivityFactory(client=EnrolmentFactory(project=project).client, place="Arctic Siivous")
    answer = send(browser, client, form_of(browser, client, place=" "))
    assert answer.context["form"].errors["place"] == ["Valitse tai kirjoita nimi."]
    answer = send(browser, client, form_of(browser, client, place="a" * 201))
    assert len(answer.context["form"].errors["place"]) == 1


def test_client_with_an_open_stay_in_an_ended_project_is_shown_the_running_one_first(browser, client, coach):
    ended = ProjectFactory(starts_on=dt.date(2018, 1, 1), ends_on=dt.date(2021, 12, 31))
    MembershipFactory(project=ended, user=coach, starts_on=dt.date(2018, 1, 1))
    EnrolmentFactory(client=client, project=ended, starts_on=dt.date(2019, 1, 1))
    running = ProjectFactory(starts_on=today() - 30 * ONE, ends_on=today() + 30 * ONE)
    MembershipFactory(project=running, user=coach, starts_on=running.starts_on)
    EnrolmentFactory(client=client, project=running, starts_on=today())
    assert next(iter(browser.get(address(client)).context["form"].stays)) == running.code


def test_note_on_a_day_that_has_a_session_is_logged_as_another(browser, client, project, coach):
    logged = SessionFactory(project=project, coach=coach, held_on=today())
    AttendanceFactory(session=logged, client=client)
    assert "session" not in form_of(browser, client, place="Arctic")["do"]
    send(browser, client, form_of(browser, client, place="Arctic", note="Tärkeä asia."))
    assert CoachingSession.objects.exclude(pk=logged.pk).get().note == "Tärkeä asia."


def test_note_whose_session_is_ticked_off_is_kept_in_the_form(browser, client):
    data = form_of(browser, client, place="Arctic", note="Tärkeä asia.")
    data["do"] = [key for key in data["do"] if key != "session"]
    answer = send(browser, client, data)
    text = answer.content.decode()
    assert (answer.status_code, Outcome.objects.count(), "Tärkeä asia." in text) == (422, 0, True)
    assert "Muistiinpano tallentuu" in text


def test_unknown_kind_is_not_found(browser, client):
    for kind in ("%00", "x"):
        assert browser.get(f"{reverse('coaching:outcome', args=[client.pk])}?kind={kind}").status_code == 404


def test_known_employer_is_a_chip_and_one_tap(browser, client, project):
    other = EnrolmentFactory(project=project).client
    ActivityFactory(client=other, place="Arctic Siivous")
    assert "Arctic Siivous" in browser.get(address(client)).content.decode()
    send(browser, client, form_of(browser, client, known_place="Arctic Siivous"))
    assert client.activities.get().place == "Arctic Siivous"


def test_client_of_a_colleague_needs_a_reason_and_loses_nothing_without_one(browser, project):
    stranger = EnrolmentFactory(project=project).client
    assert browser.get(address(stranger)).status_code == 302
    data = {"starts_on": today().isoformat(), "place": "Arctic", "note": "Tärkeä asia."}
    assert browser.post(address(stranger), data, **HTMX).status_code == 204
    answer = browser.post(address(stranger), data)
    text = answer.content.decode()
    assert (answer.status_code, Outcome.objects.count(), "Tärkeä asia." in text) == (422, 0, True)
    assert reverse("clients:client-reason", args=[stranger.pk]) in text


def test_client_who_has_left_may_still_get_a_result(browser, project, coach):
    stay = EnrolmentFactory(project=project, ends_on=dt.date(2022, 1, 31))
    AssignmentFactory(client=stay.client, coach=coach)
    send(browser, stay.client, form_of(browser, stay.client, place="Arctic"))
    assert Outcome.objects.get().project == project


def test_client_in_two_projects_gets_the_result_in_the_chosen_one(browser, client, coach):
    second = ProjectFactory()
    MembershipFactory(project=second, user=coach)
    EnrolmentFactory(client=client, project=second)
    send(browser, client, form_of(browser, client, place="Arctic", project=second.code))
    assert Outcome.objects.get().project == second


def test_client_of_another_project_is_not_to_be_found(browser):
    stranger = EnrolmentFactory(project=ProjectFactory()).client
    assert browser.get(address(stranger)).status_code == 404


def test_draft_comes_back_with_its_ticks_and_goes_when_saved(browser, client, coach):
    Draft.objects.create(
        user=coach, form="outcome-job", client_key=client.pk, saved_at=dt.datetime.now(dt.UTC),
        content={"place": ["Arctic"], "starts_on": ["2026-05-01"], "offered": ["session"], "do": []},
    )  # fmt: skip
    answer = browser.get(address(client))
    plan = answer.context["plan"]
    assert (plan.result.place, plan.result.starts_on) == ("Arctic", dt.date(2026, 5, 1))
    assert plan.lines[0].is_on is False
    send(browser, client, form_of(browser, client, place="Arctic"))
    assert Draft.objects.count() == 0


def has_open_fold(answer) -> bool:
    return '<details class="mb-3" open>' in answer.content.decode()


def test_fold_stands_open_where_a_draft_or_a_refusal_is_behind_it(browser, client, coach):
    assert not has_open_fold(browser.get(address(client)))
    draft = {
        "user": coach,
        "form": "outcome-job",
        "client_key": client.pk,
        "saved_at": dt.datetime.now(dt.UTC),
    }
    begun = Draft.objects.create(content={"place": ["Arctic"], "minutes": ["15"], "note": [""]}, **draft)
    assert not has_open_fold(browser.get(address(client)))
    begun.content["note"] = ["Soitti työpaikalta."]
    begun.save()
    assert has_open_fold(browser.get(address(client)))
    refused = browser.post(address(client), form_of(browser, client, place="Arctic", minutes="99999"))
    assert (refused.status_code, has_open_fold(refused)) == (422, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_form_asks_the_database_as_often_for_one_activity_as_for_three(
    browser, client, project, rows, django_assert_num_queries
):
    for number in range(rows):
        ActivityFactory(client=client, kind=list(ActivityKind)[number], place=f"Paikka {number}")
    browser.get(address(client))
    with django_assert_num_queries(15):
        browser.get(address(client))
