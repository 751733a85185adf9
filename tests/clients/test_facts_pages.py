import datetime as dt
import re

import pytest
from django.urls import reverse

from clients import amendments, records
from clients.models import Client
from ohjaamo.periods import today
from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.arrivals import ConsentFactory, TargetGroupFactory, TargetGroupMemberFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import PartnerFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    client = ClientFactory(
        phone="040 1", email="vanha@example.org", nationalities=["SO", "BA"], mother_tongue="som"
    )
    AssignmentFactory(client=client, coach=coach)
    return EnrolmentFactory(client=client, project=project)


def page(stay, card) -> str:
    return reverse("clients:change", args=[stay.client.pk, card])


def facts_page(stay) -> str:
    return reverse("clients:detail", args=[stay.client.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def sent(stay, **facts):
    """What the contact card's form sends."""
    version = amendments.version_of(stay.client.pk)
    return {"version": version, "phone": "040 1", "email": "vanha@example.org"} | facts


def test_change_saves_the_card_and_says_so(signed_in, coach, stay):
    browser = signed_in(coach)
    assert 'value="040 1"' in text_of(browser.get(page(stay, "contact")))
    answer = browser.post(page(stay, "contact"), sent(stay, phone="040 2"))
    assert answer.headers["Location"] == facts_page(stay)
    assert Client.objects.get().phone == "040 2"
    assert "Tiedot on muutettu." in text_of(browser.get(facts_page(stay)))


@pytest.mark.parametrize("card", ["who", "contact", "background"])
def test_change_sent_back_unchanged_changes_nothing(signed_in, coach, stay, card):
    browser = signed_in(coach)
    form = browser.get(page(stay, card)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["nationalities"] = "Somalia, Bosnia ja Hertsegovina"
    data = {name: value for name, value in values.items() if value not in (None, "")}
    version = amendments.version_of(stay.client.pk)
    assert browser.post(page(stay, card), data | {"version": version}).status_code == 302
    assert amendments.version_of(stay.client.pk) == version


def test_change_with_a_fault_is_refused_and_keeps_what_was_typed(signed_in, coach, stay):
    answer = signed_in(coach).post(page(stay, "contact"), sent(stay, email="ei osoite"))
    assert (answer.status_code, 'value="ei osoite"' in text_of(answer)) == (422, True)


def test_change_of_what_another_changed_shows_both_and_lets_her_choose(signed_in, coach, stay, member_of):
    data = sent(stay, phone="040 2")
    records.change(client=stay.client, phone="040 3", email="uusi@example.org", by=member_of(Role.MANAGER))
    browser = signed_in(coach)
    answer = browser.post(page(stay, "contact"), data)
    text = text_of(answer)
    assert answer.status_code == 409
    assert ('value="040 2"' in text, "040 3" in text, 'name="stands_phone"' in text) == (True, True, True)
    assert 'name="stands_email"' not in text
    context = {name: answer.context[name] for name in ("version", "looked_at")}
    assert browser.post(page(stay, "contact"), data | context).status_code == 409
    assert browser.post(page(stay, "contact"), data | context | {"stands_phone": "mine"}).status_code == 302
    client = Client.objects.get()
    assert (client.phone, client.email) == ("040 2", "uusi@example.org")


def test_change_lets_the_others_value_stand_when_chosen(signed_in, coach, stay):
    data = sent(stay, phone="040 2", address="Uusi katu 1")
    records.change(client=stay.client, phone="040 3", by="cli")
    browser = signed_in(coach)
    assert browser.post(page(stay, "contact"), data).status_code == 409
    assert browser.post(page(stay, "contact"), data | {"stands_phone": "theirs"}).status_code == 302
    client = Client.objects.get()
    assert (client.phone, client.address) == ("040 3", "Uusi katu 1")


def test_change_of_an_unknown_card_and_by_strangers_is_hidden(signed_in, coach, stay, member_of):
    assert signed_in(coach).get(page(stay, "wallet")).status_code == 404
    elsewhere = member_of(Role.MANAGER, project=ProjectFactory())
    assert signed_in(elsewhere).get(page(stay, "who")).status_code == 404
    assert AccessEntry.objects.count() == 0


def test_identity_code_is_typed_anew_by_the_secretary_and_shown_to_nobody(signed_in, member_of, coach, stay):
    records.change(client=stay.client, personal_identity_code="010594Y9032", by="cli")
    texts = [text_of(signed_in(user).get(page(stay, "who"))) for user in (coach, member_of(Role.SECRETARY))]
    assert ["personal_identity_code" in text for text in texts] == [False, True]
    assert not any("010594" in text for text in texts)


def test_identity_code_left_blank_stays(signed_in, member_of, stay):
    records.change(client=stay.client, personal_identity_code="010594Y9032", by="cli")
    data = {"version": amendments.version_of(stay.client.pk), "first_names": "Leyla", "last_name": "Noor"}
    assert signed_in(member_of(Role.SECRETARY)).post(page(stay, "who"), data).status_code == 302
    assert Client.objects.get().personal_identity_code == "010594Y9032"


def test_facts_page_of_another_project_tells_code_and_days_only(signed_in, coach, stay):
    other = ProjectFactory(name="Salainen hanke", code="S99999")
    EnrolmentFactory(
        client=stay.client, project=other, starts_on=dt.date(2022, 2, 1), referred_by=PartnerFactory()
    )
    text = text_of(signed_in(coach).get(facts_page(stay)))
    assert ("Toinen hanke: S99999" in text, "1.2.2022" in text) == (True, True)
    assert ("Salainen hanke" in text, "Lähettävä taho" in text) == (False, False)


def test_facts_page_tells_referral_groups_and_region(signed_in, coach, project, stay):
    records.change(client=stay.client, moved_to_region_on=dt.date(2021, 3, 4), by="cli")
    TargetGroupMemberFactory(enrolment=stay, group__name="Kansainväliset opiskelijat", group__kind="pilot")
    text = text_of(signed_in(coach).get(facts_page(stay)))
    for words in ("4.3.2021", "Kansainväliset opiskelijat", "Pilotti"):
        assert words in text


def test_consent_is_given_withdrawn_and_given_again_the_same_day(signed_in, coach, stay):
    browser, client = signed_in(coach), stay.client
    give = reverse("clients:consent-give", args=[client.pk])
    data = {"kind": "sharing", "starts_on": "2022-04-30"}
    assert browser.post(give, data).headers["Location"] == facts_page(stay)
    consent = client.consents.get()
    again = browser.post(give, data)
    assert (again.status_code, "jo antanut" in text_of(again)) == (422, True)
    withdraw = reverse("clients:consent-withdraw", args=[consent.pk])
    assert browser.post(withdraw, {"ends_on": "2022-04-29"}).status_code == 422
    assert browser.post(withdraw, {"ends_on": "2999-04-29"}).status_code == 422
    assert browser.post(withdraw, {"ends_on": "2022-05-01"}).status_code == 302
    browser.post(give, data | {"starts_on": "2022-05-01"})
    assert list(client.consents.values_list("starts_on", "ends_on")) == [(dt.date(2022, 4, 30), None)]


def test_consent_of_a_client_elsewhere_is_hidden(signed_in, coach):
    consent = ConsentFactory()
    url = reverse("clients:consent-withdraw", args=[consent.pk])
    assert signed_in(coach).post(url, {"ends_on": "2022-05-01"}).status_code == 404


def test_target_group_is_joined_and_left(signed_in, coach, project, stay):
    group = TargetGroupFactory(project=project)
    browser = signed_in(coach)
    add = reverse("clients:target-group-add", args=[stay.pk])
    too_early = browser.post(add, {"group": group.pk, "starts_on": "2019-06-01"})
    assert (too_early.status_code, "Valitse päivä ajalta" in text_of(too_early)) == (422, True)
    browser.post(add, {"group": group.pk, "starts_on": "2022-01-01"})
    member = stay.target_groups.get()
    end = reverse("clients:target-group-end", args=[member.pk])
    assert browser.post(end, {"ends_on": "2020-01-01"}).status_code == 422
    assert browser.post(end, {"ends_on": "2022-03-31"}).headers["Location"] == facts_page(stay)
    member.refresh_from_db()
    assert (member.starts_on, member.ends_on) == (dt.date(2022, 1, 1), dt.date(2022, 3, 31))


@pytest.mark.parametrize(
    ("own", "groups", "shown", "may_end"),
    [
        (None, None, "1.1.2021–", True),
        (None, "2098-03-31", "1.1.2021–31.3.2098", True),
        (None, "2022-03-31", "1.1.2021–31.3.2022", False),
        ("2022-05-01", "2022-03-31", "1.1.2021–31.3.2022", False),
        ("2022-02-01", "2022-03-31", "1.1.2021–1.2.2022", False),
    ],
)
def test_target_group_is_belonged_to_until_it_ends_at_the_latest(
    signed_in, coach, stay, own, groups, shown, may_end
):
    member = TargetGroupMemberFactory(enrolment=stay, group__ends_on=groups, ends_on=own)
    text = text_of(signed_in(coach).get(facts_page(stay)))
    (found,) = re.findall(rf'{member.group.name} <span class="muted nowrap">(.*?)</span>', text)
    assert found == shown
    assert (reverse("clients:target-group-end", args=[member.pk]) in text) == may_end


def test_target_group_of_another_project_is_no_choice(signed_in, coach, stay):
    group = TargetGroupFactory(project=ProjectFactory())
    add = reverse("clients:target-group-add", args=[stay.pk])
    assert signed_in(coach).post(add, {"group": group.pk, "starts_on": "2022-01-01"}).status_code == 422
    assert stay.target_groups.count() == 0


def test_restriction_is_set_by_the_own_coach_and_ended_by_the_manager_alone(
    signed_in, coach, member_of, stay
):
    restrict, lift = (
        reverse(f"clients:{verb}", args=[stay.client.pk]) for verb in ("restrict", "unrestrict")
    )
    coordinator, manager = signed_in(member_of(Role.COORDINATOR)), signed_in(member_of(Role.MANAGER))
    assert coordinator.post(restrict).status_code == 404
    assert signed_in(coach).post(restrict).status_code == 302
    assert Client.objects.get().has_safety_restriction is True
    assert signed_in(coach).post(lift).status_code == 403
    manager.post(reverse("clients:client-reason", args=[stay.client.pk]), {"reason": "client_asked"})
    assert manager.post(lift).headers["Location"] == facts_page(stay)
    assert Client.objects.get().has_safety_restriction is False


def test_withdrawing_a_stay_needs_a_reason_and_warns_of_the_only_one(signed_in, coach, stay):
    browser, url = signed_in(coach), reverse("clients:stay-withdraw", args=[stay.pk])
    assert "ainoa asiakkuus" in text_of(browser.get(url))
    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "Väärä ihminen"}).headers["Location"] == reverse("clients:list")
    assert type(stay).objects.count() == 0


def test_stay_closed_today_goes_on_by_one_press(signed_in, coach, stay):
    browser, url = signed_in(coach), reverse("clients:stay-reopen", args=[stay.pk])
    browser.post(
        reverse("coaching:stay-close", args=[stay.pk]),
        {"exit_reason": "moved", "ends_on": today().isoformat()},
    )
    stay.refresh_from_db()
    assert stay.ends_on == today()
    assert browser.post(url).headers["Location"] == facts_page(stay)
    stay.refresh_from_db()
    assert stay.ends_on is None
