import datetime as dt

import pytest
from django.urls import reverse

from clients.models import Activity, Outcome
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory, EnrolmentFactory, OutcomeFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 4, 30)


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    client = EnrolmentFactory(project=project).client
    AssignmentFactory(client=client, coach=coach)
    return client


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def send(browser, name, row, **data):
    return browser.post(reverse(f"clients:{name}", args=[row.pk]), data, follow=True)


def test_facts_page_leads_to_every_correction(browser, client, project):
    activity, outcome = ActivityFactory(client=client), OutcomeFactory(client=client, project=project)
    text = browser.get(reverse("clients:detail", args=[client.pk])).content.decode()
    names = ["activity-end", "activity-terms", "activity-confirm", "activity-withdraw"]
    links = [reverse(f"clients:{name}", args=[activity.pk]) for name in names]
    links += [
        reverse(f"clients:{name}", args=[outcome.pk]) for name in ("outcome-evidence", "outcome-withdraw")
    ]
    assert [link in text for link in links] == [True] * 6


def test_activity_is_ended_and_the_facts_say_so(browser, client):
    activity = ActivityFactory(client=client)
    answer = send(browser, "activity-end", activity, ends_on="30.4.2022")
    activity.refresh_from_db()
    assert activity.ends_on == DAY
    assert answer.redirect_chain == [(reverse("clients:detail", args=[client.pk]), 302)]
    assert ("Toiminta päätettiin." in answer.content.decode(), "Kumoa" in answer.content.decode()) == (
        True,
        True,
    )


def test_end_before_the_first_day_is_refused_and_stays_to_be_mended(browser, client):
    activity = ActivityFactory(client=client)
    answer = send(browser, "activity-end", activity, ends_on="2020-12-31")
    activity.refresh_from_db()
    assert (answer.status_code, activity.ends_on) == (422, None)
    assert "2020-12-31" in answer.content.decode()


def test_terms_begin_with_those_in_force_and_are_changed_from_a_day(browser, client):
    activity = ActivityFactory(client=client)
    facts = {"starts_on": "1.5.2022", "is_full_time": "no", "weekly_hours": "20,5"}
    send(browser, "activity-terms", activity, **facts)
    initial = browser.get(reverse("clients:activity-terms", args=[activity.pk])).context["form"].initial
    terms = activity.terms.get()
    assert (terms.starts_on, terms.is_full_time, terms.is_permanent) == (dt.date(2022, 5, 1), False, None)
    assert (initial["starts_on"], initial["is_full_time"], str(initial["weekly_hours"])) == (
        today(), "no", "20.5",
    )  # fmt: skip


def test_activity_is_confirmed_by_whoever_says_so(browser, client, coach):
    activity = ActivityFactory(client=client)
    send(browser, "activity-confirm", activity, confirmed_from="document", confirmed_on="30.4.2022")
    activity.refresh_from_db()
    assert (activity.confirmed_by, activity.confirmed_from, activity.confirmed_on) == (coach, "document", DAY)


def test_evidence_of_a_result_is_noted(browser, client, project, coach):
    outcome = OutcomeFactory(client=client, project=project)
    send(browser, "outcome-evidence", outcome, place="Kansio 3", seen_on="30.4.2022")
    outcome.refresh_from_db()
    assert (outcome.evidence_place, outcome.evidence_seen_on, outcome.evidence_seen_by) == (
        "Kansio 3",
        DAY,
        coach,
    )


@pytest.mark.parametrize(
    ("name", "make", "day", "facts"),
    [
        ("activity-confirm", ActivityFactory, "confirmed_on", {"confirmed_from": "document"}),
        ("outcome-evidence", OutcomeFactory, "seen_on", {"place": "Kansio 3"}),
    ],
)
def test_day_to_come_on_which_it_was_seen_is_refused(browser, client, name, make, day, facts):
    row = make(client=client)
    tomorrow = today() + dt.timedelta(days=1)
    answer = send(browser, name, row, **facts, **{day: tomorrow.isoformat()})
    assert (answer.status_code, answer.context["form"].errors) == (422, {day: ["Päivä on vasta tulossa."]})
    assert send(browser, name, row, **facts, **{day: today().isoformat()}).status_code == 200


@pytest.mark.parametrize(("name", "make"), [("activity", ActivityFactory), ("outcome", OutcomeFactory)])
def test_wrong_row_is_withdrawn_with_a_reason_only(browser, client, project, name, make):
    row = make(client=client, **({"project": project} if name == "outcome" else {}))
    assert send(browser, f"{name}-withdraw", row, reason=" ").status_code == 422
    send(browser, f"{name}-withdraw", row, reason="väärä asiakas")
    assert (Activity.objects.count(), Outcome.objects.count()) == (0, 0)
    assert type(row).with_withdrawn.get().withdrawn_reason == "väärä asiakas"
