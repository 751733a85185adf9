import datetime as dt

import pytest
from django.urls import reverse

from coaching.forms import StepForm
from coaching.models import Stage, Step
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
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
    due_on = today() + dt.timedelta(days=14)
    answer = send("step-add", stay, {"text": "CV valmiiksi", "due_on": due_on.isoformat()})
    step = Step.objects.get()
    assert answer.headers["Location"] == page_of(stay)
    assert (step.enrolment, step.text, step.due_on, step.owner) == (
        stay, "CV valmiiksi", due_on, coach,
    )  # fmt: skip


def test_step_add_without_words_keeps_the_page_and_what_was_typed(send, stay):
    answer = send("step-add", stay, {"text": "", "due_on": "2022-05-14"})
    text = answer.content.decode()
    assert (answer.status_code, Step.objects.count()) == (422, 0)
    assert 'class="error-summary"' in text
    assert "<title>Virhe:" in " ".join(text.split())
    assert 'value="2022-05-14"' in text


def test_step_add_sent_twice_makes_one_step(send, stay):
    for _press in range(2):
        assert send("step-add", stay, {"text": "CV valmiiksi"}).headers["Location"] == page_of(stay)
    assert Step.objects.count() == 1


@pytest.mark.parametrize(
    ("due_on", "errors"),
    [
        ("", []),
        ("2021-04-29", ["Valitse päivä väliltä 30.4.2021–29.4.2027."]),
        ("2021-04-30", []),
        ("2027-04-29", []),
        ("2027-04-30", ["Valitse päivä väliltä 30.4.2021–29.4.2027."]),
        ("0001-01-01", ["Valitse päivä väliltä 30.4.2021–29.4.2027."]),
    ],
)
def test_step_form_takes_days_from_a_year_back_to_five_ahead(day, due_on, errors):
    assert StepForm({"text": "CV", "due_on": due_on}, today=day).errors.get("due_on", []) == errors


def test_step_change_puts_other_words(send, stay):
    step = StepFactory(enrolment=stay)
    assert send("step-change", step, {"text": "Soitto Kelaan"}).headers["Location"] == page_of(stay)
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto Kelaan", None)


def test_step_change_without_words_names_the_field_of_its_own_form(send, stay):
    answer = send("step-change", StepFactory(enrolment=stay), {"text": ""})
    assert answer.status_code == 422
    assert 'href="#change_text"' in answer.content.decode()


def test_step_change_to_a_day_too_far_is_refused_but_the_old_day_may_stay(send, stay):
    step = StepFactory(enrolment=stay, due_on=dt.date(2015, 5, 14))
    assert send("step-change", step, {"text": "Soitto", "due_on": "9999-01-01"}).status_code == 422
    assert send("step-change", step, {"text": "Soitto", "due_on": "2015-05-14"}).status_code == 302
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto", dt.date(2015, 5, 14))


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


@pytest.fixture
def restricted(project, coach):
    """A stay of her own client whose record opens with a reason only."""
    client = ClientFactory(first_names="Salattu", client_number="T-9876", has_safety_restriction=True)
    AssignmentFactory(client=client, coach=coach)
    return EnrolmentFactory(project=project, client=client)


@pytest.mark.parametrize("verb", ["step-add", "step-change"])
def test_step_sent_without_a_reason_is_kept_and_shows_nothing_of_the_client(send, restricted, verb):
    step = StepFactory(enrolment=restricted, text="Vanha askel")
    row = restricted if verb == "step-add" else step
    answer = send(verb, row, {"text": "Varaa aika", "due_on": today().isoformat()})
    text = answer.content.decode()
    assert (answer.status_code, list(Step.objects.values_list("text", flat=True))) == (422, ["Vanha askel"])
    assert 'value="Varaa aika"' in text
    assert f'value="{today().isoformat()}"' in text
    assert "Kerro ensin, miksi avaat asiakkaan tiedot." in text
    assert f'href="{reverse("clients:client-reason", args=[restricted.client.pk])}"' in text
    for secret in ("Salattu", "Warsame", "T-9876", "Vanha askel"):
        assert secret not in text


@pytest.mark.parametrize("verb", ["step-add", "step-change"])
def test_step_sent_again_after_the_reason_is_saved(signed_in, coach, restricted, verb):
    browser = signed_in(coach)
    row = restricted if verb == "step-add" else StepFactory(enrolment=restricted)
    url = reverse(f"coaching:{verb}", args=[row.pk])
    assert browser.post(url, {"text": "Varaa aika"}).status_code == 422
    browser.post(reverse("clients:client-reason", args=[restricted.client.pk]), {"reason": "substitute"})
    assert browser.post(url, {"text": "Varaa aika"}).headers["Location"] == page_of(restricted)
    assert Step.objects.get().text == "Varaa aika"


def test_step_for_a_stay_where_she_does_not_log_is_not_found_before_a_reason_is_asked(send, restricted):
    elsewhere = EnrolmentFactory(client=restricted.client, project=ProjectFactory())
    assert send("step-add", elsewhere, {"text": "Varaa aika"}).status_code == 404
