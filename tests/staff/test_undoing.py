"""An act goes back whole or not at all: what it made, changed and deleted."""

import datetime as dt
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from clients import records
from coaching import stages, steps
from coaching.models import Stage, Step
from staff import auditing, undoing
from tests.factories.clients import EnrolmentFactory, OutcomeFactory
from tests.factories.coaching import StageFactory, StepFactory
from tests.factories.staff import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return UserFactory()


def rows(*models):
    """Every row of the models, as it stands."""
    return {model: [model_to_dict(row) for row in model.objects.order_by("pk")] for model in models}


def acted(writer, act):
    """Do it in an act of its own; the key of that act."""
    with auditing.act(by=writer):
        act()
        return auditing.context_id()


def test_act_that_made_changed_and_deleted_rows_is_taken_back_whole(writer):
    changed, deleted = StepFactory(text="CV"), StepFactory(text="Soitto")
    before = rows(Step)

    def act():
        steps.add(enrolment=changed.enrolment, text="Uusi", due_on=None, owner=writer, by=writer)
        steps.change(step=changed, text="Hakemus", due_on=None, owner=writer, by=writer)
        deleted.delete()

    context = acted(writer, act)
    assert rows(Step) != before
    assert undoing.take_back(context=context, by=writer) == 3
    assert rows(Step) == before


def test_act_whose_rows_can_not_overlap_is_taken_back_in_the_right_order(writer):
    stay = EnrolmentFactory()
    first, second, *_rest = stay.project.stage_names
    StageFactory(enrolment=stay, name=first, starts_on=stay.starts_on)
    before = rows(Stage)
    day = stay.starts_on + dt.timedelta(days=30)
    context = acted(writer, lambda: stages.move(enrolment=stay, name=second, day=day, by=writer))
    undoing.take_back(context=context, by=writer)
    assert rows(Stage) == before


def test_row_changed_twice_in_an_act_goes_back_to_how_it_stood_before_both(writer):
    step = StepFactory(text="CV")

    def act():
        steps.change(step=step, text="Hakemus", due_on=None, owner=writer, by=writer)
        steps.change(step=step, text="Soitto", due_on=None, owner=writer, by=writer)

    undoing.take_back(context=acted(writer, act), by=writer)
    step.refresh_from_db()
    assert step.text == "CV"


def test_row_changed_since_refuses_the_whole(writer):
    one, other = StepFactory(text="CV"), StepFactory(text="Soitto")

    def act():
        steps.change(step=one, text="Hakemus", due_on=None, owner=writer, by=writer)
        steps.change(step=other, text="Käynti", due_on=None, owner=writer, by=writer)

    context = acted(writer, act)
    steps.change(step=other, text="Kirje", due_on=None, owner=writer, by=writer)
    with pytest.raises(ValidationError, match="on jo muutettu"):
        undoing.take_back(context=context, by=writer)
    assert [step.text for step in Step.objects.order_by("pk")] == ["Hakemus", "Kirje"]


def test_act_is_taken_back_once(writer):
    step = StepFactory(text="CV")
    context = acted(
        writer, lambda: steps.change(step=step, text="Hakemus", due_on=None, owner=writer, by=writer)
    )
    undoing.take_back(context=context, by=writer)
    with pytest.raises(ValidationError, match="on jo muutettu"):
        undoing.take_back(context=context, by=writer)


def test_row_on_which_something_was_built_since_stays(writer):
    made = []

    def act():
        made.append(records.register(first_names="Amina", by=writer))

    context = acted(writer, act)
    OutcomeFactory(client=made[0])
    with pytest.raises(ValidationError, match="on jo kirjattu"):
        undoing.take_back(context=context, by=writer)
    made[0].refresh_from_db()


def test_unknown_act_is_refused(writer):
    with pytest.raises(ValidationError, match="on jo muutettu"):
        undoing.take_back(context=uuid4(), by=writer)


def ticket_of(writer):
    """The ticket of an act that agreed on a step."""
    stay = EnrolmentFactory()
    with auditing.act(by=writer):
        steps.add(enrolment=stay, text="CV", due_on=None, owner=writer, by=writer)
        return undoing.offer(back="/clients/")


def test_ticket_leads_its_writer_back_to_the_act_and_the_page(writer):
    step = StepFactory()
    with auditing.act(by=writer):
        steps.finish(step=step, day=dt.date(2022, 5, 1), by=writer)
        context, ticket = auditing.context_id(), undoing.offer(back="/clients/")
    assert undoing.offered(ticket=ticket, by=writer) == undoing.Offer(context, "/clients/")


def test_ticket_of_somebody_else_is_refused(writer):
    with pytest.raises(ValidationError, match="Vain kirjaaja"):
        undoing.offered(ticket=ticket_of(writer), by=UserFactory())


def test_ticket_after_its_time_is_refused(writer, monkeypatch):
    ticket = ticket_of(writer)
    monkeypatch.setattr(undoing, "LASTS", dt.timedelta(seconds=-1))
    with pytest.raises(ValidationError, match="Kymmenen minuuttia"):
        undoing.offered(ticket=ticket, by=writer)


@pytest.mark.parametrize("ticket", ["", "x", "x:y:z"])
def test_forged_ticket_is_refused(writer, ticket):
    with pytest.raises(ValidationError, match="ei voi kumota"):
        undoing.offered(ticket=ticket, by=writer)


def test_offer_outside_any_act_is_empty():
    assert undoing.offer(back="/") == ""


def test_undo_button_takes_the_act_back_and_says_so(writer, signed_in):
    ticket = ticket_of(writer)
    assert Step.objects.count() == 1
    answer = signed_in(writer).post("/undo/", {"ticket": ticket}, follow=True)
    assert (Step.objects.count(), [str(each) for each in answer.context["messages"]]) == (
        0,
        ["Kumottu: kaikki on niin kuin oli."],
    )
