import datetime as dt

import pytest
from django.urls import reverse

from clients import follow_ups
from clients.choices import FollowUpAnswer
from clients.models import FollowUp
from clients.pages import short_name
from ohjaamo.formats import day as in_words
from ohjaamo.periods import today
from projects.choices import ActivityKind
from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, AssignmentFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.results import CardFactory, CardNeedFactory, CardTypeFactory, FollowUpFactory

pytestmark = pytest.mark.django_db
LIST, CARDS = reverse("coaching:follow-ups"), reverse("coaching:cards")
ONE = dt.timedelta(days=1)


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


def listed(answer):
    return [row["follow_up"] for row in answer.context["rows"]]


def send(browser, follow_up, query="", name="answer", **data):
    url = reverse(f"coaching:follow-up-{name}", args=[follow_up.pk])
    facts = {f"follow-up-{follow_up.pk}-{field}": value for field, value in data.items()}
    return browser.post(f"{url}{query}", facts, follow=True)


def test_list_shows_what_is_due_and_the_next_thirty_days_of_her_own(browser, client, project):
    due = FollowUpFactory(client=client, due_on=today())
    soon = FollowUpFactory(client=client, due_on=today() + 30 * ONE)
    later = FollowUpFactory(client=client, due_on=today() + 31 * ONE)
    FollowUpFactory(client=EnrolmentFactory(project=project).client, due_on=today())
    assert listed(browser.get(LIST)) == [due, soon]
    assert listed(browser.get(LIST, {"when": "due"})) == [due]
    assert listed(browser.get(LIST, {"when": "all"})) == [due, soon, later]
    assert listed(browser.get(LIST, {"client": client.pk})) == [due, soon, later]


def test_list_of_a_coordinator_shows_all_of_the_project(signed_in, member_of, client):
    due = FollowUpFactory(client=client, due_on=today())
    browser = signed_in(member_of(Role.COORDINATOR))
    assert listed(browser.get(LIST)) == [due]
    assert listed(browser.get(LIST, {"whose": "mine"})) == []


def test_list_of_a_client_of_another_project_is_not_there(browser):
    stranger = EnrolmentFactory().client
    FollowUpFactory(client=stranger, due_on=today())
    assert browser.get(LIST, {"client": stranger.pk}).status_code == 404


def test_list_of_a_colleagues_client_opens_with_a_reason_and_is_written_down(browser, coach, project):
    client = EnrolmentFactory(project=project).client
    due = FollowUpFactory(client=client, due_on=today())
    asked = browser.get(LIST, {"client": client.pk})
    assert asked["Location"].startswith(reverse("clients:client-reason", args=[client.pk]))
    browser.post(asked["Location"], {"reason": "client_asked"})
    assert listed(browser.get(LIST, {"client": client.pk})) == [due]
    assert AccessEntry.objects.filter(opened_by=coach, key=client.pk).exists()


def test_list_tells_nothing_of_where_a_restricted_client_is(signed_in, member_of, project):
    client = EnrolmentFactory(
        project=project, client__has_safety_restriction=True, client__phone="040 111 2222"
    ).client
    outcome = OutcomeFactory(client=client, project=project, detail="Arctic Siivous")
    FollowUpFactory(client=client, outcome=outcome, due_on=today())
    text = signed_in(member_of(Role.MANAGER)).get(LIST).content.decode()
    assert (str(client) in text, "Arctic Siivous" in text, "040 111" in text) == (True, False, False)


@pytest.mark.parametrize(("address", "query"), [(LIST, {}), (CARDS, {}), (CARDS, {"list": "needed"})])
def test_lists_hold_nobody_whose_record_she_may_not_open(signed_in, member_of, project, address, query):
    client = EnrolmentFactory(project=project, client__has_safety_restriction=True).client
    FollowUpFactory(client=client, due_on=today())
    CardFactory(client=client, ends_on=today())
    CardNeedFactory(client=client)
    counts = [
        signed_in(member_of(role)).get(address, query).context["page"].paginator.count
        for role in (Role.COORDINATOR, Role.MANAGER)
    ]
    assert counts == [0, 1]


def test_answer_ends_the_job_and_leads_back_to_the_list_as_it_was(browser, client, project):
    activity = ActivityFactory(client=client, place="Arctic")
    outcome = OutcomeFactory(client=client, project=project, detail="Arctic")
    follow_up = FollowUpFactory(client=client, outcome=outcome, due_on=today())
    answer = send(browser, follow_up, "?when=due", answer="ended", ended_on=str(today() - ONE))
    activity.refresh_from_db()
    assert activity.ends_on == today() - ONE
    assert answer.redirect_chain == [(f"{LIST}?when=due", 302)]
    (said, text) = (str(next(iter(answer.context["messages"]))), answer.content.decode())
    assert (said, "Kumoa" in text) == (f"Seuranta kirjattu: {short_name(client)}", True)


@pytest.mark.parametrize("is_restricted", [False, True])
def test_question_without_an_outcome_says_which_activity_it_is_about(
    signed_in, member_of, project, is_restricted
):
    client = EnrolmentFactory(project=project, client__has_safety_restriction=is_restricted).client
    training = ActivityFactory(client=client, kind=ActivityKind.INTEGRATION, place="Arffman")
    FollowUpFactory(client=client, activity=training, due_on=today())
    text = signed_in(member_of(Role.MANAGER)).get(LIST, {"when": "all"}).content.decode()
    line = text.split('class="timeline"')[1].split('<p class="muted">')[1].split("</p>")[0]
    place = "" if is_restricted else ", Arffman"
    assert line == f"{training.get_kind_display()}{place} {in_words(training.starts_on)}"


def test_answer_that_is_refused_stays_in_its_place_with_what_was_typed(browser, client):
    follow_up = FollowUpFactory(client=client, due_on=today())
    FollowUpFactory(client=client, due_on=today() - ONE)
    answer = send(browser, follow_up, answer="ended", note="Soitettu kahdesti")
    rows = answer.context["rows"]
    assert (answer.status_code, [row["is_open"] for row in rows]) == (422, [False, True])
    assert ("Soitettu kahdesti" in answer.content.decode(), FollowUp.objects.filter(answer="").count()) == (
        True,
        2,
    )


@pytest.mark.parametrize("verb", ["answer", "withdraw"])
def test_note_on_a_follow_up_that_somebody_has_answered_meanwhile_is_shown_again(
    browser, client, coach, verb
):
    follow_up = FollowUpFactory(client=client, due_on=today())
    facts = {"answer": FollowUpAnswer.GOES_ON, "note": "", "ended_on": None}
    follow_ups.answer(follow_up=follow_up, **facts, today=today(), by=coach)
    answer = send(browser, follow_up, name=verb, answer="ended", ended_on=str(today()), note="Tärkeä asia.")
    text = answer.content.decode()
    assert (answer.status_code, "jo vastattu" in text, ">Tärkeä asia.</p>" in text) == (422, True, True)


def test_follow_up_is_given_up_for_the_reason_in_the_note_only(browser, client):
    follow_up = FollowUpFactory(client=client, due_on=today())
    send(browser, follow_up, name="withdraw")
    assert FollowUp.objects.count() == 1
    send(browser, follow_up, name="withdraw", note="Muutti pois")
    assert FollowUp.objects.count() == 0


def test_follow_up_of_a_colleagues_client_is_not_answered_without_a_reason(browser, project):
    follow_up = FollowUpFactory(client=EnrolmentFactory(project=project).client, due_on=today())
    assert send(browser, follow_up, answer="goes_on").status_code == 422
    follow_up.refresh_from_db()
    assert follow_up.answered_on is None


def test_follow_up_of_a_colleagues_client_is_not_given_up_without_a_reason(browser, project):
    follow_up = FollowUpFactory(client=EnrolmentFactory(project=project).client, due_on=today())
    kept = send(browser, follow_up, name="withdraw", note="Muutti pois")
    assert (kept.status_code, "Muutti pois" in kept.content.decode()) == (422, True)
    assert str(follow_up.client) not in kept.content.decode()
    assert FollowUp.objects.get() == follow_up


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_one_row_as_for_three(
    browser, client, project, rows, django_assert_num_queries
):
    for number in range(rows):
        outcome = OutcomeFactory(client=client, project=project)
        FollowUpFactory(client=client, outcome=outcome, due_on=today() - number * ONE)
    browser.get(LIST)
    with django_assert_num_queries(6):
        browser.get(LIST)


def test_cards_page_lists_what_runs_out_and_what_is_needed(browser, client):
    card = CardFactory(client=client, ends_on=today() + 9 * ONE)
    need = CardNeedFactory(client=client)
    CardFactory(ends_on=today())

    def shown(**query):
        return list(browser.get(CARDS, query).context["page"])

    assert (shown(), shown(list="needed")) == ([card], [need])
    kind = need.card_type_id
    assert (shown(card_type=kind), shown(card_type=kind, list="needed")) == ([], [need])


def test_cards_page_is_of_clients_who_are_here_and_shows_twenty_five_at_a_time(
    browser, client, coach, project
):
    left = EnrolmentFactory(project=project, ends_on=today() - ONE).client
    AssignmentFactory(client=left, coach=coach)
    CardFactory(client=left, ends_on=today())
    for number in range(26):
        CardFactory(client=client, ends_on=today() + number * ONE)
    pages = [browser.get(CARDS, {"page": number}).context["page"] for number in (1, 2)]
    assert [(len(page), page.paginator.count) for page in pages] == [(25, 26), (1, 26)]


@pytest.mark.parametrize("rows", [1, 3])
def test_cards_page_asks_the_database_as_often_for_one_row_as_for_three(
    browser, client, rows, django_assert_num_queries
):
    for _each in range(rows):
        CardFactory(client=client, ends_on=today())
        CardNeedFactory(client=client)
    browser.get(CARDS)
    with django_assert_num_queries(6):
        browser.get(CARDS)


def test_need_of_a_card_is_said_and_taken_back_on_the_clients_page(browser, client):
    card_type = CardTypeFactory()
    page = reverse("coaching:client", args=[client.pk])
    browser.post(reverse("coaching:card-need-add", args=[client.pk]), {"card_type": card_type.pk})
    need = client.card_needs.get()
    assert str(card_type) in browser.get(page).content.decode()
    answer = browser.post(reverse("coaching:card-need-add", args=[client.pk]), {"card_type": card_type.pk})
    assert (answer.status_code, client.card_needs.count()) == (422, 1)
    browser.post(reverse("coaching:card-need-end", args=[need.pk]))
    need.refresh_from_db()
    assert need.ends_on == today()


def test_need_that_has_ended_is_not_ended_again_but_said_so(browser, client):
    need = CardNeedFactory(client=client, starts_on=today() - 9 * ONE, ends_on=today() - 5 * ONE)
    CardNeedFactory(client=client, card_type=need.card_type, starts_on=today() - 2 * ONE)
    answer = browser.post(reverse("coaching:card-need-end", args=[need.pk]), follow=True)
    assert "Kortti on jo merkitty tarpeettomaksi." in answer.content.decode()
    need.refresh_from_db()
    assert need.ends_on == today() - 5 * ONE


@pytest.mark.parametrize("verb", ["need-add", "need-end", "withdraw"])
def test_cards_of_a_colleagues_client_are_changed_only_with_a_reason_and_the_form_is_kept(
    browser, project, verb
):
    client = EnrolmentFactory(project=project).client
    rows = {
        "need-add": client,
        "need-end": CardNeedFactory(client=client),
        "withdraw": CardFactory(client=client),
    }
    said = {"reason": "väärä asiakas", "card_type": CardTypeFactory().pk}
    kept = browser.post(reverse(f"coaching:card-{verb}", args=[rows[verb].pk]), said)
    assert (kept.status_code, 'value="väärä asiakas"' in kept.content.decode()) == (422, True)
    assert (client.cards.count(), client.card_needs.filter(ends_on=None).count()) == (1, 1)


def test_wrong_card_is_withdrawn_with_a_reason_only(browser, client):
    card = CardFactory(client=client)
    url = reverse("coaching:card-withdraw", args=[card.pk])
    assert browser.post(url, {"reason": ""}).status_code == 422
    browser.post(url, {"reason": "väärä asiakas"})
    assert client.cards.count() == 0
