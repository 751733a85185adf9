import datetime as dt

import pytest
from django.urls import reverse

from coaching import attendances
from coaching.models import Group, GroupMeeting, GroupMember, Registration
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff import auditing
from tests.factories.clients import AssignmentFactory
from tests.factories.coaching import TopicFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory, GroupMemberFactory
from tests.factories.projects import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("coaching:groups"), reverse("coaching:group-add")
ONE, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.fixture
def facts(coach):
    """What the form of a new group is sent with."""
    return {
        "name": "Suomi-klubi", "kind": "club", "meets_on": today().isoformat(), "meets_from": "13:00",
        "minutes": 90, "coach": coach.pk, "until": "", "place": "Kirjasto", "language": "som", "topic": "",
        "capacity": "12",
    }  # fmt: skip


def text(answer):
    return " ".join(answer.content.decode().split())


def at(name, *args):
    return reverse(f"coaching:{name}", args=args)


def test_list_shows_meetings_to_come_and_her_late_ones(browser, group, coach):
    GroupMeetingFactory(group=group, coach=coach, meets_on=today())
    GroupMeetingFactory(group=group, coach=coach, meets_on=today() - ONE)
    GroupMeetingFactory(group=GroupFactory(name="Muiden ryhmä"), meets_on=today())
    page = text(browser.get(LIST))
    assert page.count("Hygieniapassitreeni</a>") == 2
    assert ("Läsnäolot merkitsemättä" in page, "Tänään" in page, "Muiden ryhmä" in page) == (
        True,
        True,
        False,
    )
    past = text(browser.get(LIST, {"when": "past"}))
    assert ("Menneet kokoontumiset" in past, past.count("Hygieniapassitreeni</a>")) == (True, 1)
    assert "Ei osumia näillä rajauksilla." in text(browser.get(LIST, {"kind": "pop_up"}))


def test_group_that_is_founded_has_its_page_and_can_be_undone(browser, facts, project):
    facts["topic"] = TopicFactory(project=project, name="Suomen kieli").pk
    answer = browser.post(ADD, facts | {"until": (today() + WEEK).isoformat()}, follow=True)
    group = Group.objects.get()
    assert answer.redirect_chain == [(at("group", group.pk), 302)]
    assert (group.project, group.language, group.capacity, group.meetings.count()) == (project, "som", 12, 2)
    page = text(answer)
    assert ("Ryhmä perustettu: Suomi-klubi" in page, "Kumoa" in page, "0/12" in page) == (True, True, True)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"kind": "party"}, {"until": "2000-01-01"}, {"capacity": "0"}]
)
def test_group_with_a_wrong_fact_stays_on_the_form(browser, facts, wrong):
    answer = browser.post(ADD, facts | wrong)
    assert (answer.status_code, Group.objects.count()) == (422, 0)
    assert 'value="Kirjasto"' in text(answer)


def test_founder_in_two_projects_says_first_which(browser, facts, coach):
    other = ProjectFactory(name="Toinen hanke")
    MembershipFactory(project=other, user=coach)
    assert "Minkä hankkeen ryhmä on?" in text(browser.get(ADD))
    browser.post(f"{ADD}?project={other.code}", facts)
    assert Group.objects.get().project == other


def test_groups_that_are_switched_off_have_no_place_in_the_menu(browser, project):
    assert LIST in text(browser.get("/"))
    project.parts_off = [ProjectPart.GROUPS]
    with auditing.act(by="cli"):
        project.save()
    assert f'href="{LIST}"' not in text(browser.get("/"))


def test_client_who_is_found_is_registered_for_all_and_leaves(browser, group, client_of):
    client = client_of(first_names="Zahra", last_name="Warsame")
    page = at("group", group.pk)
    assert "Zahra Warsame" in text(browser.get(page, {"q": "zah"}))
    answer = browser.post(at("group-join", group.pk), {"client": client.pk}, follow=True)
    assert ("Ilmoitettu: Zahra W." in text(answer), "Zahra W. <span" in text(answer)) == (True, True)
    assert f'name="client" value="{client.pk}"' not in text(browser.get(page, {"q": "zah"}))
    browser.post(at("group-leave", GroupMember.objects.get().pk))
    assert GroupMember.objects.count() == 0


def test_client_of_another_project_is_neither_found_nor_registered(browser, group):
    stranger = GroupMemberFactory(client__first_names="Zahra").client
    assert "Hakuehdoilla" not in text(browser.get(at("group", group.pk), {"q": "zah"}))
    answer = browser.post(at("group-join", group.pk), {"client": stranger.pk}, follow=True)
    assert "Mitään ei valittu." in text(answer)
    assert not group.members.exists()


def test_full_group_says_so_and_refuses(browser, group, member, client_of):
    group.capacity = 1
    with auditing.act(by="cli"):
        group.save()
    member()
    assert "Ryhmä on täynnä." in text(browser.get(at("group", group.pk)))
    answer = browser.post(at("group-join", group.pk), {"client": client_of().pk}, follow=True)
    assert "Ryhmä on täynnä: paikkoja on 1." in text(answer)
    assert group.members.count() == 1


def test_group_is_changed_and_ended(browser, group, facts):
    browser.post(at("group-change", group.pk), facts)
    group.refresh_from_db()
    assert (group.name, group.kind, group.place) == ("Suomi-klubi", "club", "Kirjasto")
    assert browser.post(at("group-end", group.pk), {"ends_on": "2000-01-01"}).status_code == 422
    browser.post(at("group-end", group.pk), {"ends_on": today().isoformat()})
    group.refresh_from_db()
    assert group.ends_on == today()


def test_meetings_are_planned_a_week_on_moved_copied_and_cancelled(browser, group, meeting, facts):
    form = browser.get(at("meeting-add", group.pk)).context["form"]
    assert (form.initial["meets_on"], form.initial["minutes"]) == (meeting.meets_on + WEEK, 90)
    timing = {name: facts[name] for name in ("meets_on", "meets_from", "minutes", "coach")}
    browser.post(at("meeting-add", group.pk), timing)
    planned = GroupMeeting.objects.get(meets_on=today())
    assert browser.post(at("meeting-add", group.pk), timing).status_code == 422
    moved = timing | {"meets_on": (today() + ONE).isoformat(), "minutes": 45}
    browser.post(at("meeting-change", planned.pk), moved)
    planned.refresh_from_db()
    assert (planned.meets_on, planned.minutes) == (today() + ONE, 45)
    answer = browser.post(at("meeting-copy", planned.pk), follow=True)
    assert "Seuraava kokoontuminen on" in text(answer)
    assert GroupMeeting.objects.filter(meets_on=today() + ONE + WEEK, minutes=45).exists()
    assert browser.post(at("meeting-cancel", planned.pk), {"reason": " "}).status_code == 422
    browser.post(at("meeting-cancel", planned.pk), {"reason": "Pakkanen."})
    assert GroupMeeting.with_withdrawn.get(pk=planned.pk).withdrawn_reason == "Pakkanen."


def test_registration_for_one_meeting_is_made_and_taken_back(browser, group, coach, client_of):
    meeting = GroupMeetingFactory(group=group, coach=coach, meets_on=today() + ONE)
    client = client_of(first_names="Zahra", last_name="Warsame")
    page = at("group-attendance", meeting.pk)
    found = text(browser.get(page, {"q": "zah"}))
    assert ("Ilmoita vain tälle kerralle" in found, at("meeting-register", meeting.pk) in found) == (
        True,
        True,
    )
    browser.post(at("meeting-register", meeting.pk), {"client": client.pk})
    assert Registration.objects.get().client == client
    person = at("attendance-person", meeting.pk, client.pk)
    assert "Peru ilmoittautuminen" in text(browser.get(person))
    browser.post(at("meeting-unregister", meeting.pk, client.pk))
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(("names", "shown"), [("", True), ("?names=0", False)])
def test_sheet_is_downloaded_with_names_or_without(browser, meeting, member, monkeypatch, names, shown):
    member(first_names="Amina", last_name="Warsame")
    monkeypatch.setattr("coaching.sign_in_sheets.render_pdf", lambda html, css: html.encode())
    answer = browser.get(at("group-sheet", meeting.pk) + names)
    assert answer["Content-Disposition"] == 'attachment; filename="osallistujalista-2022-04-30.pdf"'
    assert ("Amina Warsame" in answer.content.decode()) is shown


def test_measures_of_the_group_stand_on_its_page(browser, group, meeting, member, coach, day):
    attendances.mark(meeting=meeting, client=member(), state="present", today=day, by=coach)
    attendances.set_heads(meeting=meeting, adults=2, children=5, today=day, by=coach)
    measures = browser.get(at("group", group.pk)).context["measures"]
    assert measures == attendances.Measures(1, 1, 1, 2, 5)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_groups_ask_as_often_for_three_rows_as_for_one(
    browser, group, coach, member, client_of, django_assert_num_queries, rows
):
    for number in range(rows):
        client = member()
        AssignmentFactory(client=client, coach=coach)
        client_of(first_names="Zahra")
        GroupMeetingFactory(group=group, coach=coach, meets_on=today() + number * ONE)
        late = GroupMeetingFactory(group=group, coach=coach, meets_on=today() - (number + 1) * ONE)
        attendances.set_heads(meeting=late, adults=number, children=0, today=today(), by=coach)
    browser.get(LIST)
    with django_assert_num_queries(7):
        browser.get(LIST)
    with django_assert_num_queries(12):
        browser.get(at("group", group.pk), {"q": "zah"})


def test_client_of_a_colleague_opens_with_a_reason_also_once_she_is_put_on_ones_own_list(
    signed_in, coach, project, client_of
):
    group = GroupFactory(project=project, starts_on=today())
    GroupMeetingFactory(group=group, coach=coach, meets_on=today())
    client, browser = client_of(), signed_in(coach)
    browser.post(reverse("coaching:group-join", args=[group.pk]), {"client": client.pk})
    assert group.members.get().client == client
    answer = browser.get(reverse("coaching:client", args=[client.pk]))
    assert answer["Location"].startswith(reverse("clients:client-reason", args=[client.pk]))
