import datetime as dt

import pytest
from django.urls import reverse

from clients import amendments, consents, records
from clients.choices import Literacy, ObstacleKind
from clients.models import LanguageSkill, Obstacle, PastJob, Schooling, Showcase, Skill, StatutoryPlan
from ohjaamo.periods import today
from projects.choices import ProjectPart
from staff.permissions import Role
from tests.factories.assessments import (
    HealthConsentFactory,
    LanguageSkillFactory,
    ObstacleFactory,
    PastJobFactory,
    PlanFactory,
    SchoolingFactory,
    ShowcaseFactory,
    SkillFactory,
)
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

# What each form is sent with, the table it goes to, and what is read there afterwards.
SENT = {
    "obstacles": (
        Obstacle, ObstacleFactory, {"kind": "childcare", "detail": "Ei hoitopaikkaa", "starts_on": "2022-01-02"}
    ),
    "languages": (
        LanguageSkill, LanguageSkillFactory,
        {"language": "fin", "level": "A2", "assessed_on": "2022-09-01", "source": "document"},
    ),
    "skills": (
        Skill, SkillFactory, {"name": "Kassatyö", "source": "shown", "evidence": "Ohjaamo", "shown_on": "2022-02-02"}
    ),
    "schooling": (
        Schooling, SchoolingFactory,
        {"name": "Lukio", "level": "3", "country": "SO", "ended_year": "2010", "is_recognised": "false"},
    ),
    "jobs": (PastJob, PastJobFactory, {"title": "Kokki", "employer": "Kahvila", "started_year": "2011"}),
    "plans": (
        StatutoryPlan, PlanFactory,
        {"kind": "integration_plan", "made_on": "2022-01-10", "maker": "Työllisyysalue", "ends_on": "2023-01-10"},
    ),
    "showcases": (Showcase, ShowcaseFactory, {"use": "used", "happened_on": "2022-03-01", "detail": "Kahvila"}),
}  # fmt: skip


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def client(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment.client


@pytest.fixture
def send(signed_in, coach):
    def post(name, *args, data=None):
        return signed_in(coach).post(reverse(f"coaching:{name}", args=args), data or {})

    return post


def page_of(client, place="") -> str:
    return reverse("coaching:client-assessment", args=[client.pk]) + place


def as_sent(row, sent: dict) -> dict:
    said = {name: getattr(row, name) for name in sent}
    return {name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in said.items()}  # fmt: skip


@pytest.mark.parametrize("word", SENT)
def test_finding_is_added_and_put_right_as_it_was_sent_and_leads_back_to_its_place(send, client, word):
    model, factory, sent = SENT[word]
    assert send("finding-add", client.pk, word, data=sent).headers["Location"] == page_of(client, f"#{word}")
    assert as_sent(model.objects.get(), sent) == sent
    other = factory(client=client, **({"language": "som"} if model is LanguageSkill else {}))
    sent = sent | {LanguageSkill: {"language": "ara"}, Obstacle: {"detail": "Ei hoitajaa"}}.get(model, {})
    answer = send("finding-change", word, other.pk, data=sent)
    assert answer.headers["Location"] == page_of(client, f"#{word}")
    other.refresh_from_db()
    assert as_sent(other, sent) == sent


@pytest.mark.parametrize("word", SENT)
def test_finding_refused_keeps_the_page_open_at_what_was_typed(send, client, word):
    model, _factory, sent = SENT[word]
    column = {"schooling": "name", "jobs": "title"}.get(word, next(iter(sent)))
    answer = send("finding-add", client.pk, word, data=sent | {column: ""})
    text = answer.content.decode()
    assert (answer.status_code, model.objects.count()) == (422, 0)
    assert 'class="error-summary"' in text
    assert f'href="#{word}_{column}' in text
    assert "<details open>" in text


def test_day_to_come_is_told_of_at_its_field(send, client):
    tomorrow = (today() + dt.timedelta(days=1)).isoformat()
    answer = send("finding-add", client.pk, "skills", data=SENT["skills"][2] | {"shown_on": tomorrow})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#skills_shown_on">Päivä: Tämä päivä on vasta tulossa.' in text
    assert f'value="{tomorrow}"' in text


def test_health_is_told_of_only_with_the_consent_and_hidden_in_the_form_once_it_has_ended(
    send, client, signed_in, coach
):
    sent = {"kind": ObstacleKind.HEALTH, "detail": "Selkä leikattu", "starts_on": "2022-01-02"}
    answer = send("finding-add", client.pk, "obstacles", data=sent)
    assert answer.status_code == 422
    assert "suostumuksella" in answer.content.decode()
    consent = HealthConsentFactory(client=client)
    assert send("finding-add", client.pk, "obstacles", data=sent).status_code == 302
    address = reverse("coaching:finding-change", args=["obstacles", Obstacle.objects.get().pk])
    assert "Selkä leikattu" in signed_in(coach).get(address).content.decode()
    consents.withdraw(consent=consent, ends_on=today() - dt.timedelta(days=1), by=coach)
    assert "Selkä leikattu" not in signed_in(coach).get(address).content.decode()


def test_correction_comes_in_place_where_a_script_asks_for_it(signed_in, coach, client):
    address = reverse("coaching:finding-change", args=["skills", SkillFactory(client=client).pk])
    whole = signed_in(coach).get(address).content.decode()
    part = signed_in(coach).get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in whole, "<html" in part) == (True, False)
    assert 'value="Kassatyö"' in part


def test_finding_is_withdrawn_with_a_reason_and_brought_back_by_undo(send, client, signed_in, coach):
    skill = SkillFactory(client=client)
    assert send("finding-withdraw", "skills", skill.pk).status_code == 422
    answer = send("finding-withdraw", "skills", skill.pk, data={"reason": "Väärä asiakas"})
    assert answer.headers["Location"] == page_of(client, "#skills")
    assert Skill.objects.count() == 0
    assert send("finding-change", "skills", skill.pk, data=SENT["skills"][2]).status_code == 404
    browser = signed_in(coach)
    skill = SkillFactory(client=client)
    address = reverse("coaching:finding-withdraw", args=["skills", skill.pk])
    page = browser.post(address, {"reason": "Väärä asiakas"}, follow=True).content.decode()
    ticket = page.split('name="ticket" value="')[1].split('"')[0]
    browser.post(reverse("staff:act-undo"), {"ticket": ticket})
    assert Skill.objects.get() == skill


def test_obstacle_is_solved_today_and_the_second_press_harms_nothing(send, client):
    obstacle = ObstacleFactory(client=client)
    assert send("obstacle-solve", obstacle.pk).headers["Location"] == page_of(client, "#obstacles")
    assert send("obstacle-solve", obstacle.pk).headers["Location"] == page_of(client)
    obstacle.refresh_from_db()
    assert obstacle.ends_on == today()


def basics(client, literacy="", education_level="", **facts):
    """What the form of the basics sends."""
    version = amendments.version_of(client.pk)
    return {"version": version, "literacy": literacy, "education_level": education_level} | facts


def test_literacy_and_education_are_changed_on_the_client(send, client):
    sent = basics(client, "latin", "3")
    assert send("basics-change", client.pk, data=sent).headers["Location"] == page_of(client, "#basics")
    client.refresh_from_db()
    assert (client.literacy, client.education_level) == ("latin", 3)
    send("basics-change", client.pk, data=basics(client))
    client.refresh_from_db()
    assert (client.literacy, client.education_level) == ("", None)


def test_basics_that_another_changed_meanwhile_are_not_written_over(send, client):
    sent = basics(client, literacy="latin")
    records.change(client=client, education_level=3, by="cli")
    send("basics-change", client.pk, data=sent)
    client.refresh_from_db()
    assert (client.literacy, client.education_level) == ("latin", 3)


def test_basics_that_both_changed_show_both_and_let_her_choose(send, client):
    sent = basics(client, literacy="latin")
    records.change(client=client, literacy="other_script", by="cli")
    answer = send("basics-change", client.pk, data=sent)
    (clash,) = answer.context["clashes"]
    assert (answer.status_code, clash["name"]) == (409, "stands_literacy")
    assert [clash["mine"], clash["theirs"]] == [
        str(Literacy("latin").label),
        str(Literacy("other_script").label),
    ]
    assert 'name="stands_literacy"' in answer.content.decode()
    context = {name: answer.context[name] for name in ("version", "looked_at")}
    chosen = sent | context | {"stands_literacy": "mine"}
    assert send("basics-change", client.pk, data=chosen).headers["Location"] == page_of(client, "#basics")
    client.refresh_from_db()
    assert client.literacy == "latin"


def test_basics_without_a_version_are_refused(send, client):
    assert send("basics-change", client.pk, data={"literacy": "latin"}).status_code == 422


def test_verbs_are_hidden_where_the_project_does_not_assess(signed_in, member_of):
    project = ProjectFactory(parts_off=[ProjectPart.ASSESSMENT])
    stay = EnrolmentFactory(project=project)
    obstacle = ObstacleFactory(client=stay.client)
    browser = signed_in(member_of(Role.COORDINATOR, project=project))
    for name, args in (
        ("finding-add", [stay.client.pk, "obstacles"]),
        ("finding-change", ["obstacles", obstacle.pk]),
        ("finding-withdraw", ["obstacles", obstacle.pk]),
        ("obstacle-solve", [obstacle.pk]),
        ("basics-change", [stay.client.pk]),
    ):
        assert browser.post(reverse(f"coaching:{name}", args=args)).status_code == 404
    assert Obstacle.objects.get() == obstacle


def test_unknown_kind_is_nowhere_and_another_coach_is_first_asked_why(send, client, signed_in, member_of):
    assert send("finding-add", client.pk, "wishes").status_code == 404
    address = reverse("coaching:finding-add", args=[client.pk, "skills"])
    other = signed_in(member_of(Role.COACH))
    answer = other.post(address, SENT["skills"][2])
    text = answer.content.decode()
    assert (answer.status_code, Skill.objects.count()) == (422, 0)
    assert 'name="evidence" value="Ohjaamo"' in text
    assert client.first_names not in text
    other.post(reverse("clients:client-reason", args=[client.pk]), {"reason": "substitute"})
    assert other.post(address, SENT["skills"][2]).status_code == 302
