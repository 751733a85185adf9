"""The forms of coaching keep drafts: shown again where they were begun, nowhere else, and gone once they are saved."""

from uuid import uuid4

import pytest
from django.urls import reverse

from clients.pages import ASSESSMENT_PAGE, COACHING_PAGE
from coaching import instruments
from coaching.groups import WEEK
from coaching.models import Measurement
from ohjaamo.periods import today
from staff import drafts
from staff.models import Draft
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.assessments import SkillFactory
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StepFactory, TopicFactory
from tests.factories.groups import GroupFactory, GroupMeetingFactory
from tests.factories.projects import MembershipFactory, ProjectFactory
from tests.factories.results import FollowUpFactory

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


# In place on the client's page: the form's key there, where it is sent, and what it says.
IN_PLACE = [
    ("goal", "goal_form", "goal-add", {"text": "Begun and done"}),
    ("step", "step_form", "step-add", {"text": "Begun and done"}),
    (
        "appointment",
        "appointment_form",
        "appointment-agree",
        {
            "meets_on": today().isoformat(),
            "meets_from": "10:00",
            "minutes": "30",
            "kind": "meeting",
            "place": "Begun",
        },
    ),
]


@pytest.mark.parametrize(("word", "key", "verb", "said"), IN_PLACE)
def test_form_in_place_is_open_with_its_draft_for_its_client_only_and_lets_it_go(
    signed_in, coach, of_hers, word, key, verb, said
):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    content = {name: [value] for name, value in said.items()}
    drafts.save(form=f"{key}-{stay.pk}", client_key=stay.client_id, content=content, by=coach)
    page, others = (browser.get(reverse(COACHING_PAGE, args=[each.client_id])) for each in (stay, other))
    name = "place" if word == "appointment" else "text"
    assert page.context[key][name].value() == said[name]
    assert page.content.decode().count("<details open>") + page.content.decode().count('mt-2" open>') == 1
    assert page.content.decode().count("Jatkat luonnosta") == 1
    assert others.context[f"{word}_draft"].pk is None
    assert "Jatkat luonnosta" not in others.content.decode()
    answer = browser.post(reverse(f"coaching:{verb}", args=[stay.pk]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_step_towards_a_goal_is_open_with_its_draft_under_that_goal_only_and_lets_it_go(
    signed_in, coach, of_hers
):
    browser, stay = signed_in(coach), of_hers()
    goal, another = GoalFactory(enrolment=stay), GoalFactory(enrolment=stay)
    name = f"goal_{goal.pk}-{stay.pk}"
    drafts.save(form=name, client_key=stay.client_id, content={"text": ["Begun"]}, by=coach)
    page = browser.get(reverse(COACHING_PAGE, args=[stay.client_id]))
    begun = {aim.goal: (form["text"].value(), bool(draft.pk)) for aim, form, draft in page.context["aims"]}
    assert begun == {goal: ("Begun", True), another: (None, False)}
    said = {"text": "Begun and done", "goal": goal.pk}
    answer = browser.post(reverse("coaching:step-add", args=[stay.pk]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_draft_beside_a_refused_form_is_shown_without_the_way_to_throw_it_away(signed_in, coach, of_hers):
    browser, stay = signed_in(coach), of_hers()
    said = {"text": ["Begun"]}
    drafts.save(form=f"step_form-{stay.pk}", client_key=stay.client_id, content=said, by=coach)
    page = browser.post(reverse("coaching:goal-add", args=[stay.pk]), {"text": ""})
    assert (page.status_code, page.context["step_form"]["text"].value()) == (422, "Begun")
    assert "/discard/" not in page.content.decode()


# Forms with a page of their own and no client: whose page it is, and what they say.
MEETING = {"meets_on": today().isoformat(), "meets_from": "10:00", "minutes": "30"}


def test_advice_shows_its_draft_in_its_project_only_and_lets_it_go(signed_in, coach, project):
    other = ProjectFactory()
    MembershipFactory(project=other, user=coach, roles=[Role.COACH])
    browser, url = signed_in(coach), f"{reverse('coaching:advice-log')}?project={project.code}"
    said = {"minutes": ["15"], "held_on": [today().isoformat()], "language": ["som"]}
    drafts.save(form=f"advice-{project.pk}", client_key=None, content=said, by=coach)
    assert said_in(browser, url)["language"] == ["som"]
    assert browser.get(url).context["form"]["minutes"].value() == "15"
    assert said_in(browser, f"{reverse('coaching:advice-log')}?project={other.code}") is None
    topic = TopicFactory(project=project)
    sent = {"topics": topic.pk, "minutes": "15", "held_on": today().isoformat(), "submission": uuid4()}
    answer = browser.post(url, sent)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_meeting_agreed_on_from_the_calendar_shows_its_draft_and_lets_it_go(signed_in, coach, of_hers):
    browser, stay, url = signed_in(coach), of_hers(), reverse("coaching:calendar")
    said = MEETING | {"stay": str(stay.pk), "kind": "meeting", "place": "Begun"}
    content = {name: [value] for name, value in said.items()}
    drafts.save(form="appointment-add", client_key=None, content=content, by=coach)
    page = browser.get(url)
    shown = page.context["appointment_form"]
    assert (shown["place"].value(), shown["stay"].value()) == ("Begun", str(stay.pk))
    assert "Jatkat luonnosta" in page.content.decode()
    answer = browser.post(reverse("coaching:appointment-add"), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_group_founded_lets_its_draft_go(signed_in, coach, project):
    browser, url = signed_in(coach), reverse("coaching:group-add")
    said = MEETING | {"name": "Begun", "kind": "pop_up", "coach": str(coach.pk)}
    content = {name: [value] for name, value in said.items()}
    drafts.save(form=f"group-add-{project.pk}", client_key=None, content=content, by=coach)
    assert browser.get(url).context["form"]["name"].value() == "Begun"
    assert "Jatkat luonnosta" in browser.get(url).content.decode()
    answer = browser.post(url, said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    ("verb", "said"), [("meeting-add", MEETING), ("group-change", {"name": "Begun", "kind": "pop_up"})]
)
def test_form_about_a_group_shows_its_draft_for_that_group_only_and_lets_it_go(
    signed_in, coach, project, verb, said
):
    browser = signed_in(coach)
    group, other = GroupFactory(project=project), GroupFactory(project=project)
    url, others = (reverse(f"coaching:{verb}", args=[each.pk]) for each in (group, other))
    said = said | {"coach": str(coach.pk)}
    content = {name: [value] for name, value in said.items()}
    drafts.save(form=f"{verb}-{group.pk}", client_key=None, content=content, by=coach)
    first = next(iter(said))
    assert said_in(browser, url)[first] == [said[first]]
    assert browser.get(url).context["form"][first].value() == said[first]
    assert said_in(browser, others) is None
    answer = browser.post(url, said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_measuring_shows_its_draft_for_its_stay_only_and_lets_it_go(signed_in, coach, of_hers):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    scale = instruments.load_shipped(by="cli")[0]
    url, others = (reverse("coaching:measure", args=[each.pk, scale.pk]) for each in (stay, other))
    said = {"measured_on": today().isoformat(), "item_1": "4"}
    content = {name: [value] for name, value in said.items()}
    drafts.save(form=f"measure-{stay.pk}-{scale.pk}", client_key=stay.client_id, content=content, by=coach)
    assert said_in(browser, f"{url}?language=fin")["item_1"] == ["4"]
    assert browser.get(url).context["form"]["item_1"].value() == "4"
    assert said_in(browser, others) is None
    answer = browser.post(url, said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)
    measurement = Measurement.objects.get()
    again = reverse("coaching:measurement-change", args=[measurement.pk])
    said["item_1"] = "5"
    kept = {"form": f"measurement-{measurement.pk}", "client_key": stay.client_id}
    drafts.save(**kept, content={"item_1": ["5"]}, by=coach)
    assert browser.get(again).context["form"]["item_1"].value() == "5"
    answer = browser.post(again, said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_life_situation_shows_its_draft_for_its_stay_only_and_lets_it_go(signed_in, coach, of_hers):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    url, others = (reverse("coaching:situation", args=[each.pk, "entry"]) for each in (stay, other))
    content = {"wellbeing": ["6"]}
    drafts.save(form=f"situation-{stay.pk}-entry", client_key=stay.client_id, content=content, by=coach)
    assert said_in(browser, url)["wellbeing"] == ["6"]
    assert browser.get(url).context["form"]["wellbeing"].value() == "6"
    assert said_in(browser, others) is None
    answer = browser.post(url, {"wellbeing": "6", "recorded_on": today().isoformat()})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_finding_in_place_is_open_with_its_draft_for_its_client_only_and_lets_it_go(
    signed_in, coach, of_hers
):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    said = {"kind": "childcare", "detail": "Begun", "starts_on": today().isoformat()}
    content = {name: [value] for name, value in said.items()}
    drafts.save(form="obstacles-add", client_key=stay.client_id, content=content, by=coach)
    page, others = (browser.get(reverse(ASSESSMENT_PAGE, args=[each.client_id])) for each in (stay, other))
    begun = {
        part.finding.word: part.form["detail"].value() for part in page.context["sections"] if part.is_open
    }
    assert begun == {"obstacles": "Begun"}
    assert page.content.decode().count("Jatkat luonnosta") == 1
    assert [part for part in others.context["sections"] if part.is_open] == []
    answer = browser.post(reverse("coaching:finding-add", args=[stay.client_id, "obstacles"]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_finding_put_right_shows_its_draft_for_that_row_only_and_lets_it_go(signed_in, coach, of_hers):
    browser, client = signed_in(coach), of_hers().client
    skill, other = SkillFactory(client=client), SkillFactory(client=client)
    url, others = (reverse("coaching:finding-change", args=["skills", each.pk]) for each in (skill, other))
    fields = browser.get(url).context["form"]
    said = {each.html_name: each.value() or "" for each in fields} | {"name": "Begun and done"}
    kept = {"form": f"skills-change-{skill.pk}", "client_key": client.pk}
    drafts.save(**kept, content={"name": ["Begun"]}, by=coach)
    part = browser.get(url, headers={"HX-Request": "true"})
    assert part.context["form"]["name"].value() == "Begun"
    assert "Jatkat luonnosta" in part.content.decode()
    assert said_in(browser, others) is None
    answer = browser.post(url, said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_basics_go_on_from_the_version_at_which_their_draft_was_begun(signed_in, coach, of_hers):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    url, others = (reverse("coaching:basics-change", args=[each.client_id]) for each in (stay, other))
    version = browser.get(url).context["version"]
    content = {"literacy": ["latin"], "version": ["3"]}
    drafts.save(form="basics", client_key=stay.client_id, content=content, by=coach)
    page = browser.get(url).context
    assert (page["form"]["literacy"].value(), page["version"]) == ("latin", 3)
    assert said_in(browser, others) is None
    answer = browser.post(url, {"education_level": "3", "version": version})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


@pytest.mark.parametrize("verb", ["answer", "withdraw"])
def test_follow_up_is_open_with_its_draft_alone_in_the_list_and_lets_it_go(signed_in, coach, of_hers, verb):
    browser, stay, other = signed_in(coach), of_hers(), of_hers()
    asked, another = (FollowUpFactory(client=each.client, due_on=today()) for each in (stay, other))
    kept = {"form": f"follow-up-{asked.pk}", "client_key": stay.client_id}
    drafts.save(**kept, content={f"follow-up-{asked.pk}-note": ["Begun"]}, by=coach)
    page = browser.get(reverse("coaching:follow-ups"))
    rows = {row["follow_up"]: (row["form"]["note"].value(), row["is_open"]) for row in page.context["rows"]}
    assert rows == {asked: ("Begun", True), another: (None, False)}
    assert page.content.decode().count("Jatkat luonnosta") == 1
    form = page.context["rows"][0]["form"]
    answers = [value for value, label in form.fields["answer"].choices if value]
    said = {f"follow-up-{asked.pk}-note": "Begun and done", f"follow-up-{asked.pk}-answer": answers[0]}
    answer = browser.post(reverse(f"coaching:follow-up-{verb}", args=[asked.pk]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


@pytest.mark.parametrize("verb", ["change", "drop"])
@pytest.mark.parametrize(("word", "make"), [("goal", GoalFactory), ("step", StepFactory)])
def test_goal_and_step_put_right_show_their_draft_for_that_row_only_and_let_it_go(
    signed_in, coach, of_hers, word, make, verb
):
    browser, stay = signed_in(coach), of_hers()
    row, other = make(enrolment=stay), make(enrolment=stay)
    url, others = (reverse(f"coaching:{word}-change", args=[each.pk]) for each in (row, other))
    kept = {"form": f"{word}-change-{row.pk}", "client_key": stay.client_id}
    drafts.save(**kept, content={"text": ["Begun"]}, by=coach)
    assert browser.get(url).context["form"]["text"].value() == "Begun"
    assert said_in(browser, url)["text"] == ["Begun"]
    assert said_in(browser, others) is None
    answer = browser.post(reverse(f"coaching:{word}-{verb}", args=[row.pk]), {"text": "Begun and done"})
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


def test_step_given_up_already_keeps_the_draft_of_other_words_for_it(signed_in, coach, of_hers):
    browser, stay = signed_in(coach), of_hers()
    step = StepFactory(enrolment=stay)
    verb = reverse("coaching:step-drop", args=[step.pk])
    browser.post(verb, {})
    kept = {"form": f"step-change-{step.pk}", "client_key": stay.client_id}
    drafts.save(**kept, content={"text": ["Begun"]}, by=coach)
    browser.post(verb, {"text": "Begun"})
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("verb", ["move", "cancel"])
def test_appointment_shows_its_draft_for_it_only_and_lets_it_go(signed_in, coach, project, of_hers, verb):
    browser, stay = signed_in(coach), of_hers()
    facts = {"client": stay.client, "project": project, "coach": coach, "meets_on": today()}
    appointment, other = AppointmentFactory(**facts), AppointmentFactory(**facts)
    url, others = (reverse("coaching:appointment-move", args=[each.pk]) for each in (appointment, other))
    said = {"move": MEETING | {"kind": "meeting", "place": "Begun"}, "cancel": {"reason": "Begun"}}[verb]
    name = {"move": "place", "cancel": "reason"}[verb]
    kept = {"form": f"appointment-{verb}-{appointment.pk}", "client_key": stay.client_id}
    drafts.save(**kept, content={name: ["Begun"]}, by=coach)
    page = browser.get(url)
    assert page.context[f"{verb}_form"][name].value() == "Begun"
    assert page.content.decode().count("Jatkat luonnosta") == 1
    assert "Jatkat luonnosta" not in browser.get(others).content.decode()
    answer = browser.post(reverse(f"coaching:appointment-{verb}", args=[appointment.pk]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)


@pytest.mark.parametrize(("verb", "form"), [("change", "move"), ("cancel", "cancel")])
def test_meeting_of_a_group_shows_its_draft_for_it_only_and_lets_it_go(signed_in, coach, project, verb, form):
    browser, group = signed_in(coach), GroupFactory(project=project)
    days = (today(), today() + WEEK)
    meeting, other = (GroupMeetingFactory(group=group, coach=coach, meets_on=day) for day in days)
    url, others = (reverse("coaching:meeting-change", args=[each.pk]) for each in (meeting, other))
    said = {"change": MEETING | {"coach": coach.pk}, "cancel": {"reason": "Begun"}}[verb]
    name, value = {"change": ("minutes", "35"), "cancel": ("reason", "Begun")}[verb]
    drafts.save(form=f"meeting-{verb}-{meeting.pk}", client_key=None, content={name: [value]}, by=coach)
    page = browser.get(url)
    assert page.context[f"{form}_form"][name].value() == value
    assert page.content.decode().count("Jatkat luonnosta") == 1
    assert "Jatkat luonnosta" not in browser.get(others).content.decode()
    answer = browser.post(reverse(f"coaching:meeting-{verb}", args=[meeting.pk]), said)
    assert (answer.status_code, Draft.objects.count()) == (302, 0)
