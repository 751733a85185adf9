"""Every form in which somebody types more than a line keeps a draft: shown there again, and nowhere else."""

import pytest
from django.urls import reverse

from ohjaamo.periods import today
from staff import drafts
from staff.models import Draft
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def of_hers(project, coach):
    def make():
        client = ClientFactory()
        AssignmentFactory(client=client, coach=coach)
        return EnrolmentFactory(client=client, project=project)

    return make


def said_in(browser, url):
    """The draft that a page shows."""
    draft = browser.get(url).context["draft"]
    return draft.content if draft.pk else None


@pytest.mark.parametrize("card", ["who", "contact", "background"])
def test_card_of_facts_shows_its_draft_for_its_client_only_and_lets_it_go(signed_in, coach, of_hers, card):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    url, others = (reverse("clients:change", args=[each.client_id, card]) for each in (stay, other))
    page = browser.get(url).context
    name = next(iter(page["form"].fields))
    drafts.save(form=f"client-{card}", client_key=stay.client_id, content={name: ["Begun"]}, by=coach)
    assert said_in(browser, url)[name] == ["Begun"]
    assert browser.get(url).context["form"][name].value() == "Begun"
    assert said_in(browser, others) is None
    fields = {each.html_name: each.value() for each in page["form"] if each.value() is not None}
    answer = browser.post(url, fields | {"version": page["version"]})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_card_of_facts_goes_on_from_the_version_at_which_its_draft_was_begun(signed_in, coach, of_hers):
    stay = of_hers()
    said = {"phone": ["0401234567"], "version": ["3"]}
    drafts.save(form="client-contact", client_key=stay.client_id, content=said, by=coach)
    url = reverse("clients:change", args=[stay.client_id, "contact"])
    assert signed_in(coach).get(url).context["version"] == 3


def test_closing_shows_its_draft_for_its_stay_only_and_lets_it_go(signed_in, coach, of_hers):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    url, others = (reverse("coaching:stay-close", args=[each.pk]) for each in (stay, other))
    said = {"exit_reason": ["to_work"], "ends_on": [today().isoformat()]}
    drafts.save(form=f"stay-close-{stay.pk}", client_key=stay.client_id, content=said, by=coach)
    assert said_in(browser, url)["exit_reason"] == ["to_work"]
    assert said_in(browser, others) is None
    reason = next(
        value for value, label in browser.get(url).context["form"].fields["exit_reason"].choices if value
    )
    answer = browser.post(url, {"exit_reason": reason, "ends_on": today().isoformat()})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_handover_shows_its_draft_for_its_client_only_and_lets_it_go(signed_in, member_of, coach, of_hers):
    leader = member_of(Role.COORDINATOR)
    receiver = member_of(Role.COACH)
    browser, stay, other = signed_in(leader), of_hers(), of_hers()
    for each in (stay, other):
        browser.post(reverse("clients:client-reason", args=[each.client_id]), {"reason": "client_asked"})
    url, others = (reverse("clients:handover", args=[each.client_id]) for each in (stay, other))
    drafts.save(form="handover", client_key=stay.client_id, content={"note": ["Begun"]}, by=leader)
    assert browser.get(url).context["handover_form"]["note"].value() == "Begun"
    assert "Luonnokset poistuvat 30 päivän kuluttua." in browser.get(url).content.decode()
    assert said_in(browser, others) is None
    answer = browser.post(url, {"giver": coach.pk, "receiver": receiver.pk, "note": "Begun and done"})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_move_shows_its_draft_on_its_list_only_and_lets_it_go(signed_in, member_of, coach, of_hers):
    leader, receiver = member_of(Role.COORDINATOR), member_of(Role.COACH)
    browser, stay = signed_in(leader), of_hers()
    of_hers()
    overview = reverse("clients:assignments")
    said = {"note": ["Begun"], "clients": [str(stay.client_id)]}
    drafts.save(form=f"move-{coach.pk}", client_key=None, content=said, by=leader)
    page = browser.get(f"{overview}?of={coach.pk}").context
    ticked = [row["client"].pk for row in page["rows"] if row["is_ticked"]]
    assert (page["form"]["note"].value(), ticked) == ("Begun", [stay.client_id])
    assert said_in(browser, f"{overview}?of=none") is None
    moved = {"clients": [stay.client_id], "receiver": receiver.pk, "note": "Done"}
    answer = browser.post(f"{reverse('clients:assignments-move')}?of={coach.pk}", moved)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_intake_shows_its_draft_after_the_same_search_only(signed_in, coach):
    browser, url = signed_in(coach), reverse("clients:add")
    said = {"first_names": ["Amina"], "sought": ["Amina"], "personal_identity_code": ["131052-308T"]}
    draft = drafts.save(form="newcomer", client_key=None, content=said, by=coach)
    assert "personal_identity_code" not in draft.content
    assert said_in(browser, f"{url}?q=Amina")["first_names"] == ["Amina"]
    assert said_in(browser, f"{url}?q=Leyla") is None


def test_newcomer_taken_in_lets_the_draft_go(signed_in, coach, project):
    browser, url = signed_in(coach), reverse("clients:add")
    drafts.save(form="newcomer", client_key=None, content={"first_names": ["Amina"]}, by=coach)
    form = browser.get(f"{url}?q=Amina Warsame").context["form"]
    fields = {each.html_name: each.value() for each in form if each.value() not in (None, False)}
    answer = browser.post(url, fields | {"project": project.pk, "starts_on": today().isoformat()})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_contact_shows_its_draft_for_its_partner_only_and_lets_it_go(signed_in, coach):
    browser, partner, other = signed_in(coach), PartnerFactory(), PartnerFactory()
    url, others = (reverse("projects:partner", args=[each.pk]) for each in (partner, other))
    name = f"partner-contact-{partner.pk}"
    drafts.save(form=name, client_key=None, content={"summary": ["Begun"]}, by=coach)
    assert browser.get(url).context["contact_form"]["summary"].value() == "Begun"
    assert said_in(browser, others) is None
    data = {"way": "event", "held_on": today().isoformat(), "summary": "Begun and done"}
    answer = browser.post(reverse("projects:partner-contact", args=[partner.pk]), data)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)
