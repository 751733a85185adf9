import datetime as dt

import pytest
from django.urls import reverse

from coaching.forms.steps import StepForm
from coaching.models import Goal, Stage, Step
from ohjaamo.periods import today
from staff.permissions import Role
from tests.factories.clients import AssignmentFactory, ClientFactory, EnrolmentFactory
from tests.factories.coaching import GoalFactory, StageFactory, StepFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory

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
    form = StepForm({"text": "CV", "due_on": due_on}, owner=UserFactory.build(pk=1), today=day)
    assert form.errors.get("due_on", []) == errors


def test_step_change_puts_other_words(send, coach, stay):
    step = StepFactory(enrolment=stay, owner=coach)
    assert send("step-change", step, {"text": "Soitto Kelaan"}).headers["Location"] == page_of(stay)
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto Kelaan", None)


def test_step_change_without_words_names_the_field_and_keeps_the_day(send, stay):
    answer = send("step-change", StepFactory(enrolment=stay), {"text": "", "due_on": "2022-06-01"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_text"' in text
    assert 'value="2022-06-01"' in text


def test_step_change_shows_what_the_step_says(signed_in, coach, stay):
    step = StepFactory(enrolment=stay, goal=GoalFactory(enrolment=stay))
    answer = signed_in(coach).get(reverse("coaching:step-change", args=[step.pk]))
    form = answer.context["form"]
    assert (form["text"].value(), form["due_on"].value(), form["owner"].value(), form["goal"].value()) == (
        "CV valmiiksi", step.due_on, step.owner.pk, step.goal.pk,
    )  # fmt: skip
    # Who has it in hand can be chosen though they no longer work in the project.
    assert [str(label) for _pk, label in form.fields["owner"].choices] == [str(coach), str(step.owner)]


def test_step_change_gives_it_to_a_colleague_and_under_a_goal(send, member_of, stay):
    step, goal, colleague = StepFactory(enrolment=stay), GoalFactory(enrolment=stay), member_of(Role.COACH)
    member_of(Role.SECRETARY)
    send("step-change", step, {"text": "CV", "owner": colleague.pk, "goal": goal.pk})
    step.refresh_from_db()
    assert (step.owner, step.goal) == (colleague, goal)


@pytest.mark.parametrize("who", ["secretary", "elsewhere"])
def test_step_is_given_only_to_those_who_keep_paths_in_the_project(send, member_of, stay, who):
    other = (
        member_of(Role.SECRETARY) if who == "secretary" else member_of(Role.COACH, project=ProjectFactory())
    )
    answer = send("step-add", stay, {"text": "CV", "owner": other.pk})
    assert (answer.status_code, Step.objects.count()) == (422, 0)


def test_step_added_towards_a_goal_stands_under_it(send, stay):
    goal = GoalFactory(enrolment=stay)
    answer = send("step-add", stay, {"text": "CV", "goal": goal.pk})
    assert answer.headers["Location"] == page_of(stay) + "#goals"
    assert Step.objects.get().goal == goal


def test_step_towards_a_goal_refused_keeps_what_was_typed_in_the_goals_own_form(send, stay):
    goal = GoalFactory(enrolment=stay)
    answer = send("step-add", stay, {"text": "", "due_on": "2022-06-01", "goal": goal.pk})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#goal_{goal.pk}_text"' in text
    assert 'value="2022-06-01"' in text


def test_step_towards_a_goal_closed_meanwhile_is_refused_and_keeps_the_words(send, coach, stay):
    goal = GoalFactory(enrolment=stay, reached_on=today(), reached_by=coach)
    answer = send("step-add", stay, {"text": "Tärkeä askel", "goal": goal.pk})
    text = answer.content.decode()
    assert (answer.status_code, Step.objects.count()) == (422, 0)
    assert 'value="Tärkeä askel"' in text
    assert "Tavoite on jo merkitty saavutetuksi" in text


def test_step_drop_saves_what_was_being_typed(send, stay):
    step = StepFactory(enrolment=stay)
    send("step-drop", step, {"text": "Soitto", "due_on": today().isoformat(), "owner": step.owner.pk})
    step.refresh_from_db()
    assert (step.text, step.due_on, step.dropped_on) == ("Soitto", today(), today())


def test_step_drop_with_words_that_cannot_be_taken_keeps_them(send, stay):
    step = StepFactory(enrolment=stay)
    answer = send("step-drop", step, {"text": "Soitto", "due_on": "9999-01-01", "owner": step.owner.pk})
    step.refresh_from_db()
    assert (answer.status_code, step.dropped_on) == (422, None)
    assert 'value="Soitto"' in answer.content.decode()


def test_step_change_to_a_day_too_far_is_refused_but_the_old_day_may_stay(send, coach, stay):
    step = StepFactory(enrolment=stay, owner=coach, due_on=dt.date(2015, 5, 14))
    assert send("step-change", step, {"text": "Soitto", "due_on": "9999-01-01"}).status_code == 422
    assert send("step-change", step, {"text": "Soitto", "due_on": "2015-05-14"}).status_code == 302
    step.refresh_from_db()
    assert (step.text, step.due_on) == ("Soitto", dt.date(2015, 5, 14))


@pytest.mark.parametrize(("verb", "column"), [("step-done", "done_on"), ("step-drop", "dropped_on")])
def test_step_is_closed_once_and_the_second_press_harms_nothing(send, coach, stay, verb, column):
    step = StepFactory(enrolment=stay)
    first = send(verb, step)
    step.refresh_from_db()
    closed = (getattr(step, column), getattr(step, column.replace("_on", "_by")))
    assert send(verb, step).headers["Location"] == page_of(stay)
    assert first.headers["Location"].partition("?")[0] == page_of(stay)
    assert closed == (today(), coach)


def test_step_done_asks_what_is_next_and_shows_three_to_choose_from(send, signed_in, coach, stay):
    step = StepFactory(enrolment=stay, owner=coach)
    waiting = StepFactory(enrolment=stay, owner=coach, text="Soitto Kelaan", due_on=None)
    StageFactory(enrolment=stay, name="Valmennus")
    answer = send("step-done", step)
    assert answer.headers["Location"] == f"{page_of(stay)}?done={step.pk}"
    page = signed_in(coach).get(answer.headers["Location"])
    suggested = [(each.text, each.step) for each in page.context["suggestions"]]
    assert suggested == [("Soitto Kelaan", waiting), ("CV valmiiksi", None), ("Lähetä työhakemus", None)]
    assert page.context["step_form"]["due_on"].value() == today() + dt.timedelta(days=7)
    assert "Mikä on seuraava?" in page.content.decode()


def test_suggestion_pressed_becomes_the_next_step(send, coach, stay):
    due_on = today() + dt.timedelta(days=7)
    data = {"suggestion": "Lähetä työhakemus", "text": "", "due_on": due_on.isoformat()}
    assert send("step-add", stay, data).headers["Location"] == page_of(stay)
    step = Step.objects.get()
    assert (step.text, step.due_on, step.owner) == ("Lähetä työhakemus", due_on, coach)


def test_waiting_step_pressed_becomes_the_next_one_by_the_day_given(send, coach, stay):
    step, due_on = StepFactory(enrolment=stay, due_on=None), today() + dt.timedelta(days=7)
    assert send("step-next", step, {"due_on": due_on.isoformat()}).headers["Location"] == page_of(stay)
    step.refresh_from_db()
    assert (step.due_on, step.text) == (due_on, "CV valmiiksi")


@pytest.mark.parametrize("done", ["", "x", "999999", "open"])
def test_page_asks_nothing_about_a_step_that_is_not_done(signed_in, coach, stay, done):
    step = StepFactory(enrolment=stay)
    done = str(step.pk) if done == "open" else done
    page = signed_in(coach).get(f"{page_of(stay)}?done={done}")
    assert page.context["asked"] is None


def test_stage_move_moves_from_today(send, stay):
    assert send("stage-move", stay, {"name": "Valmennus"}).headers["Location"] == page_of(stay)
    stage = Stage.objects.get()
    assert (stage.name, stage.starts_on) == ("Valmennus", today())


def test_stage_move_to_the_same_stage_says_why_not(send, stay):
    StageFactory(enrolment=stay, name="Valmennus")
    answer = send("stage-move", stay, {"name": "Valmennus"})
    assert answer.status_code == 422
    assert "Asiakas on jo tässä vaiheessa." in answer.content.decode()


PATH_VERBS = {
    "goal-add": "stay", "goal-change": "goal", "goal-reach": "goal", "goal-drop": "goal",
    "step-add": "stay", "step-change": "step", "step-done": "step", "step-next": "step", "step-drop": "step",
    "stage-move": "stay", "stage-correct": "stage", "stage-withdraw": "stage",
}  # fmt: skip
SENT = {"text": "Varaa aika", "name": "Seuranta", "starts_on": "2022-02-01"}


def things_of(stay) -> dict:
    """What the verbs of the path are done to."""
    return {
        "stay": stay,
        "goal": GoalFactory(enrolment=stay, text="Vanha tavoite"),
        "step": StepFactory(enrolment=stay, text="Vanha askel", due_on=None),
        "stage": StageFactory(enrolment=stay, name="Valmennus"),
    }


def said_of(stay) -> list:
    """Everything that stands on the path."""
    return [
        list(Goal.objects.values_list("text", "reached_on", "dropped_on")),
        list(Step.objects.values_list("text", "due_on", "done_on", "dropped_on")),
        list(Stage.objects.values_list("name", "starts_on")),
    ]


@pytest.mark.parametrize("verb", PATH_VERBS)
def test_verbs_are_hidden_from_strangers_and_refused_to_others(send, member_of, stay, verb):
    row = things_of(stay)[PATH_VERBS[verb]]
    before = said_of(stay)
    stranger = member_of(Role.MANAGER, project=ProjectFactory())
    assert send(verb, row, SENT, user=stranger).status_code == 404
    assert send(verb, row, SENT, user=member_of(Role.SECRETARY)).status_code == 403
    assert said_of(stay) == before


@pytest.fixture
def restricted(project, coach):
    """A stay of her own client whose record opens with a reason only."""
    client = ClientFactory(first_names="Salattu", client_number="T-9876", has_safety_restriction=True)
    AssignmentFactory(client=client, coach=coach)
    return EnrolmentFactory(project=project, client=client)


@pytest.mark.parametrize("verb", PATH_VERBS)
def test_verb_without_a_reason_changes_nothing_keeps_what_was_sent_and_shows_nothing_of_the_client(
    send, restricted, verb
):
    row = things_of(restricted)[PATH_VERBS[verb]]
    before = said_of(restricted)
    answer = send(verb, row, SENT)
    text = answer.content.decode()
    assert (answer.status_code, said_of(restricted)) == (422, before)
    for name, value in SENT.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in text
    assert "Kerro ensin, miksi avaat asiakkaan tiedot." in text
    assert f'href="{reverse("clients:client-reason", args=[restricted.client.pk])}"' in text
    for secret in ("Salattu", "Warsame", "T-9876", "Vanha"):
        assert secret not in text


@pytest.mark.parametrize("verb", PATH_VERBS)
def test_verb_sent_again_after_the_reason_is_done(signed_in, coach, restricted, verb):
    browser = signed_in(coach)
    row = things_of(restricted)[PATH_VERBS[verb]]
    before = said_of(restricted)
    url = reverse(f"coaching:{verb}", args=[row.pk])
    data = SENT | ({"due_on": today().isoformat()} if verb == "step-next" else {})
    if verb in ("step-change", "step-drop"):
        data |= {"owner": row.owner.pk}
    assert browser.post(url, data).status_code == 422
    browser.post(reverse("clients:client-reason", args=[restricted.client.pk]), {"reason": "substitute"})
    assert browser.post(url, data).headers["Location"].startswith(page_of(restricted))
    assert said_of(restricted) != before


def test_step_for_a_stay_where_she_does_not_log_is_not_found_before_a_reason_is_asked(send, restricted):
    elsewhere = EnrolmentFactory(client=restricted.client, project=ProjectFactory())
    assert send("step-add", elsewhere, {"text": "Varaa aika"}).status_code == 404
