"""A rule's people, and accepting what a rule found."""

import datetime as dt

import pytest
from django.urls import reverse

from projects.choices import ActivityKind
from reports.models import Explanation
from staff.permissions import Role
from tests.factories.clients import ActivityFactory
from tests.factories.reports import ExplanationFactory
from tests.reports.scenes import DAY

pytestmark = pytest.mark.django_db

ON = f"date={DAY.isoformat()}"


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def snapshot(project) -> str:
    return f"{reverse('reports:snapshot', args=[project.code])}?{ON}"


def explain(project, rule="unclassified", as_of="2022-04-30") -> str:
    return f"{reverse('reports:explain', args=[project.code, rule])}?{ON}&subject=&as_of={as_of}"


def send(manager, address, **said):
    mark = manager.get(address).context["form"].initial["mark"]
    return manager.post(address, {"mark": mark, "reason": "Kirja ei kerro"} | said, follow=True)


def test_explain_from_the_strip_makes_the_report_ready(project, enrol, manager):
    enrol()
    html = manager.get(snapshot(project)).content.decode()
    assert "1 selitettävää" in html
    assert f'href="{explain(project)}"'.replace("&", "&amp;") in html

    answer = send(manager, explain(project))

    assert answer.redirect_chain == [(snapshot(project), 302)]
    shown = answer.content.decode()
    assert "Valmis" in shown
    assert "Kirja ei kerro" in shown


def test_explain_without_a_reason_stays_and_says_so(project, enrol, manager):
    enrol()
    answer = send(manager, explain(project), reason=" ")
    assert (answer.status_code, Explanation.objects.count()) == (422, 0)
    assert "Virhe:" in answer.content.decode()


def test_explain_after_somebody_else_has_come_shows_the_rule_again(project, enrol, manager):
    enrol()
    mark = manager.get(explain(project)).context["form"].initial["mark"]
    enrol()
    answer = manager.post(explain(project), {"mark": mark, "reason": "Kirja ei kerro"})
    assert (answer.status_code, Explanation.objects.count()) == (422, 0)
    assert "2 asiakkaalta" in answer.content.decode()


@pytest.mark.parametrize("as_of", ["", "2022-01-05", "x"])
def test_explain_what_is_not_open_leads_back(project, enrol, manager, as_of):
    enrol()
    assert manager.get(explain(project, as_of=as_of)).headers["Location"] == snapshot(project)


def test_explanation_taken_back_is_open_again(project, enrol, manager):
    client = enrol()
    explanation = ExplanationFactory(project=project, client_keys=[client.pk])
    assert "Valmis" in manager.get(snapshot(project)).content.decode()
    address = f"{reverse('reports:explanation-withdraw', args=[explanation.pk])}?{ON}"
    assert manager.post(address, {"reason": ""}).status_code == 422
    answer = manager.post(address, {"reason": "väärin muistettu"}, follow=True)
    assert answer.redirect_chain == [(snapshot(project), 302)]
    assert "1 selitettävää" in answer.content.decode()


def test_rule_people_are_those_it_found_with_what_is_wrong(project, enrol, manager):
    client = enrol(starts_on=dt.date(2022, 1, 1))
    ActivityFactory(client=client, starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 1, 31))
    ActivityFactory(client=client, starts_on=dt.date(2022, 3, 1))
    enrol(ActivityKind.WORK)
    address = reverse("reports:rule-people", args=[project.code, "gaps", DAY.isoformat()])
    assert address in manager.get(snapshot(project)).content.decode()
    (row,) = manager.get(address).context["rows"]
    assert (row.client, row.why) == (client, ["Ei kirjausta 1.2.2022–28.2.2022"])


@pytest.mark.parametrize("clients", [1, 3])
def test_rule_people_any_number_takes_the_same_queries(
    project, enrol, manager, clients, django_assert_num_queries
):
    for _number in range(clients):
        enrol(starts_on=dt.date(2022, 1, 1), ends_on=dt.date(2022, 3, 1))
    address = reverse("reports:rule-people", args=[project.code, "gaps", DAY.isoformat()])
    with django_assert_num_queries(8):
        assert len(manager.get(address).context["rows"]) == clients


def test_explanations_are_listed_the_latest_first_and_taken_back_by_the_manager(
    project, manager, member_of, signed_in
):
    ExplanationFactory(project=project, client_keys=[1, 2], reason="Ensin")
    later = ExplanationFactory(
        project=project, rule="age", as_of=None, reason="Sitten",
        explained_at=dt.datetime(2022, 6, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    address = reverse("reports:explanations", args=[project.code])
    rows = manager.get(address).context["rows"]
    assert [(str(title), each.reason) for title, each in rows] == [
        ("Muut kuin kohderyhmän ikäiset", "Sitten"),
        ("Ilman toimintaa", "Ensin"),
    ]
    back = reverse("reports:explanation-withdraw", args=[later.pk])
    assert back in manager.get(address).content.decode()
    assert back not in signed_in(member_of(Role.COACH)).get(address).content.decode()


@pytest.mark.parametrize("accepted", [1, 3])
def test_explanations_any_number_takes_the_same_queries(
    project, manager, accepted, django_assert_num_queries
):
    for _number in range(accepted):
        ExplanationFactory(project=project)
    with django_assert_num_queries(5):
        manager.get(reverse("reports:explanations", args=[project.code]))
