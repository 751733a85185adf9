"""The page of a client's family, and the part of the facts that shows it."""

import pytest
from django.urls import reverse

from clients import families
from clients.models import Family, FamilyMember
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import FamilyFactory, FamilyMemberFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment.client


@pytest.fixture
def spouse(project):
    client = ClientFactory(first_names="Yusuf", last_name="Noor")
    return EnrolmentFactory(project=project, client=client).client


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


def address(client, name="family", *more):
    return reverse(f"clients:{name}", args=[client.pk, *more])


def test_relative_is_searched_for_and_added(browser, client, spouse):
    assert f'value="{spouse.pk}"' in browser.get(address(client), {"q": "noor"}).content.decode()
    browser.post(address(client), {"relative": spouse.pk, "relation": "adult"})
    assert {member.client for member in Family.objects.get().members.all()} == {client, spouse}
    facts = browser.get(reverse("clients:detail", args=[client.pk])).content.decode()
    assert "Yusuf Noor" in facts


def test_relative_out_of_reach_or_missing_is_refused(browser, client):
    elsewhere = EnrolmentFactory().client
    for key in ("", "x", elsewhere.pk):
        assert browser.post(address(client), {"relative": key, "relation": "adult"}).status_code == 422
    assert not Family.objects.exists()


def test_relative_of_another_family_is_refused_in_words(browser, client, spouse):
    FamilyMemberFactory(client=spouse)
    FamilyMemberFactory(client=client)
    answer = browser.post(address(client), {"relative": spouse.pk, "relation": "adult"})
    assert answer.status_code == 422
    assert "kuuluu jo toiseen perheeseen" in answer.content.decode()


def test_relation_is_changed_and_a_member_leaves(browser, client, spouse):
    family = FamilyFactory()
    for each in (client, spouse):
        FamilyMemberFactory(family=family, client=each)
    member = FamilyMember.objects.get(client=spouse)
    browser.post(address(client, "family-relation", member.pk), {"relation": "other"})
    member.refresh_from_db()
    assert member.relation == "other"
    browser.post(address(client, "family-leave", member.pk))
    assert not Family.objects.exists()


def test_member_taken_out_by_two_at_once_is_told_to_the_second(browser, client, spouse, monkeypatch):
    family = FamilyFactory()
    for each in (client, spouse):
        FamilyMemberFactory(family=family, client=each)
    member = FamilyMember.objects.get(client=spouse)
    leave = families.leave

    def leave_second(*, member, by):
        leave(member=FamilyMember.objects.get(pk=member.pk), by=by)
        leave(member=member, by=by)

    monkeypatch.setattr(families, "leave", leave_second)
    answer = browser.post(address(client, "family-leave", member.pk), follow=True)
    assert (answer.status_code, "ei ole enää tässä perheessä" in answer.content.decode()) == (200, True)


def test_member_of_another_family_isnt_touched_through_the_client(browser, client, spouse):
    FamilyMemberFactory(client=client)
    stranger = FamilyMemberFactory(client=spouse)
    assert browser.post(address(client, "family-leave", stranger.pk)).status_code == 404
    assert FamilyMember.objects.count() == 2


def test_facts_count_a_restricted_member_without_a_name(browser, client, spouse):
    family = FamilyFactory()
    for each in (client, spouse):
        FamilyMemberFactory(family=family, client=each)
    with auditing.act(by="cli"):
        spouse.has_safety_restriction = True
        spouse.save()
    text = browser.get(reverse("clients:detail", args=[client.pk])).content.decode()
    assert "Yusuf" not in text
    assert "ja 1, jonka tietoja et voi avata" in text
