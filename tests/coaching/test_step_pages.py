import datetime as dt

import pytest
from django.urls import reverse

from coaching.models import Stage, Step
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, EnrolmentFactory
from tests.factories.coaching import StageFactory, StepFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def stay(project, coach):
    enrolment = EnrolmentFactory(project=project)
    AssignmentFactory(client=enrolment.client, coach=coach)
    return enrolment


@pytest.fixture
def send(signed_in, coach):
    def post(name, row, data=None, user=None):
        return signed_in(user or coach).post(reverse(f"coaching:{name}", args=[row.pk]), data or {})

    return post


def page_of(stay) -> str:
    return reverse("coaching:client", args=[stay.client.pk])


def test_step_add_agrees_on_it_in_her_name_and_returns(send, coach, stay):
    answer = send("step-add", stay, {"text": "CV valmiiksi", "due_on": "2022-05-14"})
    step = Step.objects.get()
    assert answer.headers["Location"] == page_of(stay)
    assert (step.enrolment, step.text, step.due_on, step.owner) == (
        stay, "CV valmiiksi", dt.date(2022, 5, 14), coach,
    )  # fmt: skip


def test_step_add_without_words_keeps_the_page_and_what_was_typed(send, stay):
    answer = send("step-add", stay, {"text": "", "due_on": "2022-05-14"})
    text = answer.content.decode()
    assert (answer.status_code, Step.objects.count()) == (422, 0)
    assert 'class="error-summary"' in text
    assert "<title>Virhe:" in " ".join(text.split())
    assert 'value="2022-05-14"' in text


def test_step_change_puts_other_words(send, stay):
    step = StepFactory(enrolment=stay)
    assert send("step-change", step, {"text": "Soitto Kelaan"}).headers["Location"] == page_of(stay)
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto Kelaan", None)


def test_step_change_without_words_names_the_field_of_its_own_form(send, stay):
    answer = send("step-change", StepFactory(enrolment=stay), {"text": ""})
    assert answer.status_code == 422
    assert 'href="#change_text"' in answer.content.decode()


@pytest.mark.parametrize(("verb", "column"), [("step-done", "done_on"), ("step-drop", "dropped_on")])
def test_step_is_closed_once_and_the_second_press_harms_nothing(send, coach, stay, verb, column):
    step = StepFactory(enrolment=stay)
    for _press in range(2):
        assert send(verb, step).headers["Location"] == page_of(stay)
    step.refresh_from_db()
    assert (getattr(step, column), getattr(step, column.replace("_on", "_by"))) == (today(), coach)


def test_stage_move_moves_from_today(send, stay):
    assert send("stage-move", stay, {"name": "Valmennus"}).headers["Location"] == page_of(stay)
    stage = Stage.objects.get()
    assert (stage.name, stage.starts_on) == ("Valmennus", today())


def test_stage_move_to_the_same_stage_says_why_not(send, stay):
    StageFactory(enrolment=stay, name="Valmennus")
    answer = send("stage-move", stay, {"name": "Valmennus"})
    assert answer.status_code == 422
    assert "Asiakas on jo tässä vaiheessa." in answer.content.decode()


@pytest.mark.parametrize("verb", ["step-add", "stage-move", "step-change", "step-done", "step-drop"])
def test_verbs_are_hidden_from_strangers_refused_to_others_and_only_posted(
    send, signed_in, member_of, coach, stay, verb
):
    row = stay if verb in ("step-add", "stage-move") else StepFactory(enrolment=stay)
    data = {"text": "Muutettu", "name": "Valmennus"}
    stranger = member_of(Role.MANAGER, project=ProjectFactory())
    assert send(verb, row, data, user=stranger).status_code == 404
    assert send(verb, row, data, user=member_of(Role.SECRETARY)).status_code == 403
    assert signed_in(coach).get(reverse(f"coaching:{verb}", args=[row.pk])).status_code == 405
    assert Stage.objects.count() == 0
    assert not Step.objects.exclude(text="CV valmiiksi", done_on=None, dropped_on=None).exists()


def test_verb_on_another_coachs_client_first_asks_why(send, signed_in, member_of, stay):
    step = StepFactory(enrolment=stay)
    answer = send("step-done", step, user=member_of(Role.COACH))
    assert answer.headers["Location"].startswith(reverse("clients:client-reason", args=[stay.client.pk]))
    step.refresh_from_db()
    assert step.done_on is None
