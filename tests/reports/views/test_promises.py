"""The page of promises, and keeping them."""

import datetime as dt

import pytest
from django.urls import reverse

from reports.choices import PromiseKind
from reports.models import Promise
from staff.permissions import Role
from tests.factories.projects import MunicipalityFactory
from tests.factories.reports import PromiseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(member_of, signed_in):
    return signed_in(member_of(Role.MANAGER))


def page(project):
    return reverse("reports:promises", args=[project.code])


def sent(**facts):
    return {"kind": PromiseKind.GOAL, "text": "200 asiakasta", **facts}


def test_promises_show_target_and_figure_and_lead_to_the_people(project, enrol, manager):
    enrol()
    PromiseFactory(project=project, figure="clients", target=200, text="200 asiakasta")
    PromiseFactory(
        project=project, kind=PromiseKind.ADOPTION, municipality=MunicipalityFactory(), text="Mallin käyttö"
    )
    html = manager.get(page(project)).content.decode()
    address = reverse("reports:result-people", args=[project.code, "clients", "nationalities.total.persons"])
    assert f'<a href="{address}">1</a>' in html
    assert "Kemi" in html
    assert manager.get(address).context["figure"].keys


def test_promises_of_a_coach_are_read_only(project, member_of, signed_in):
    made = PromiseFactory(project=project)
    html = signed_in(member_of(Role.COACH)).get(page(project)).content.decode()
    assert made.text in html
    assert reverse("reports:promise", args=[made.pk]) not in html
    assert reverse("reports:promise-add", args=[project.code]) not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_promises_any_number_takes_the_same_queries(project, enrol, manager, rows, django_assert_num_queries):
    for _number in range(rows):
        PromiseFactory(project=project, figure="clients")
    with django_assert_num_queries(7):
        manager.get(page(project))


def test_promise_add_keeps_it(project, manager):
    answer = manager.post(
        reverse("reports:promise-add", args=[project.code]),
        sent(figure="clients", target="200", due_on="2022-08-31"),
    )
    assert answer.url == page(project)
    made = Promise.objects.get()
    assert (made.text, made.figure, made.target, made.due_on) == (
        "200 asiakasta",
        "clients",
        200,
        dt.date(2022, 8, 31),
    )


@pytest.mark.parametrize(
    "facts",
    [{"text": ""}, {"kind": "adoption"}, {"reached_on": "2022-04-30"}, {"target": "-1"}, {"figure": "zz"}],
)
def test_promise_add_of_what_is_refused_keeps_what_was_typed(project, manager, facts):
    answer = manager.post(
        reverse("reports:promise-add", args=[project.code]), sent(source="hakemus", **facts)
    )
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Virhe:" in html
    assert 'value="hakemus"' in html
    assert not Promise.objects.exists()


def test_promise_is_reached_with_its_evidence(project, manager):
    made = PromiseFactory(project=project)
    facts = sent(text=made.text, reached_on="2022-04-30", evidence_place="kansio 1")
    manager.post(reverse("reports:promise", args=[made.pk]), facts)
    made.refresh_from_db()
    assert (made.reached_on, made.evidence_place) == (dt.date(2022, 4, 30), "kansio 1")
    assert "1/1" in manager.get(page(project)).content.decode()


def test_promise_withdraw_needs_a_reason(project, manager):
    made = PromiseFactory(project=project)
    address = reverse("reports:promise-withdraw", args=[made.pk])
    assert manager.post(address, {"reason": ""}).status_code == 422
    manager.post(address, {"reason": "toisen hankkeen"})
    assert not Promise.objects.exists()
