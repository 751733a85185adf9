import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ohjaamo.periods import today
from projects import partners
from projects.models import Partner, PartnerContact
from staff.permissions import Role
from tests.factories.arrivals import PartnerContactFactory
from tests.factories.clients import EnrolmentFactory
from tests.factories.projects import PartnerFactory, ProjectFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def page(partner) -> str:
    return reverse("projects:partner", args=[partner.pk])


def test_register_lists_partners_by_name_and_narrows_by_a_part_of_it(signed_in, coach):
    for name in ("Migri", "Lappia", "Kemin kaupunki"):
        PartnerContactFactory(partner=PartnerFactory(name=name))
    browser, url = signed_in(coach), reverse("projects:partners")

    def names(**query):
        return [partner.name for partner in browser.get(url, query).context["page"].object_list]

    assert names() == ["Kemin kaupunki", "Lappia", "Migri"]
    assert names(q="lap") == ["Lappia"]
    assert names(q="nobody\0") == []
    assert "1.6.2021" in text_of(browser.get(url))


def test_register_asks_the_database_as_often_for_one_row_as_for_three(
    signed_in, coach, django_assert_num_queries
):
    browser = signed_in(coach)
    for count in (1, 2):
        for _each in range(count):
            PartnerContactFactory()
        with django_assert_num_queries(5):
            browser.get(reverse("projects:partners"))


def test_partner_is_added_once(signed_in, coach):
    browser, url = signed_in(coach), reverse("projects:partner-add")
    answer = browser.post(url, {"name": " Lappia ", "note": "Opot"})
    partner = Partner.objects.get()
    assert (answer.headers["Location"], partner.name, partner.note) == (page(partner), "Lappia", "Opot")
    again = browser.post(url, {"name": "Lappia"})
    assert (again.status_code, Partner.objects.count()) == (422, 1)


def test_partner_is_changed_by_the_coordinator_not_by_a_coach(signed_in, coach, member_of):
    partner = PartnerFactory()
    url = reverse("projects:partner-change", args=[partner.pk])
    assert signed_in(coach).get(url).status_code == 403
    browser = signed_in(member_of(Role.COORDINATOR))
    assert browser.post(url, {"name": "", "note": ""}).status_code == 422
    assert browser.post(url, {"name": "Uusi nimi", "note": "Uusi"}).headers["Location"] == page(partner)
    partner.refresh_from_db()
    assert (partner.name, partner.note) == ("Uusi nimi", "Uusi")


def test_contact_is_written_down_in_her_name(signed_in, coach):
    partner = PartnerFactory()
    browser, url = signed_in(coach), reverse("projects:partner-contact", args=[partner.pk])
    data = {"way": "event", "held_on": today().isoformat(), "summary": "Messut Kemissä."}
    assert browser.post(url, data).headers["Location"] == page(partner)
    contact = PartnerContact.objects.get()
    assert (contact.held_by, contact.way, contact.held_on) == (coach, "event", today())
    assert "Messut Kemissä." in text_of(browser.get(page(partner)))


@pytest.mark.parametrize("facts", [{"summary": ""}, {"held_on": "2999-01-01"}, {"way": "pigeon"}])
def test_contact_with_a_fault_is_refused_and_kept(signed_in, coach, facts):
    url = reverse("projects:partner-contact", args=[PartnerFactory().pk])
    data = {"way": "phone", "held_on": "2022-04-30", "summary": "Soitettu."} | facts
    answer = signed_in(coach).post(url, data)
    assert (answer.status_code, PartnerContact.objects.count()) == (422, 0)
    assert 'class="error-summary"' in text_of(answer)


def test_referrals_are_numbers_and_open_only_where_she_sees_all_clients(signed_in, coach, member_of, project):
    partner = PartnerFactory()
    for _each in range(2):
        EnrolmentFactory(project=project, referred_by=partner)
    stay = EnrolmentFactory(project=ProjectFactory(), referred_by=partner)
    EnrolmentFactory(
        client=stay.client, project=stay.project, referred_by=partner, starts_on=dt.date(2020, 1, 1),
        ends_on=dt.date(2020, 6, 1),
    )  # fmt: skip

    def lines(user):
        found = signed_in(user).get(page(partner)).context["referrals"]
        return {(line["project"].pk, line["count"], line["is_open"]) for line in found}

    assert lines(coach) == {(project.pk, 2, False), (stay.project.pk, 1, False)}
    assert lines(member_of(Role.COORDINATOR)) == {(project.pk, 2, True), (stay.project.pk, 1, False)}


def test_list_of_clients_narrows_to_those_a_partner_referred(signed_in, member_of, project):
    partner = PartnerFactory()
    sent = EnrolmentFactory(project=project, referred_by=partner)
    EnrolmentFactory(project=project)
    EnrolmentFactory(project=ProjectFactory(), referred_by=partner)
    answer = signed_in(member_of(Role.COORDINATOR)).get(reverse("clients:list"), {"referred_by": partner.pk})
    assert [row.client for row in answer.context["rows"]] == [sent.client]


def test_named_finds_the_partner_in_any_case_or_adds_one():
    known = PartnerFactory(name="Lappia")
    assert partners.named(name=" lappia ", by="cli") == known
    assert partners.named(name="Migri", by="cli").name == "Migri"


def test_log_contact_without_what_was_agreed_is_refused():
    with pytest.raises(ValidationError, match="sovittiin"):
        partners.log_contact(
            partner=PartnerFactory(), held_on=dt.date(2022, 4, 30), way="phone", summary=" ", by=UserFactory()
        )
