"""Two records of one person become one with everything that hangs on both; taken apart, all is as before."""

import datetime as dt

import pghistory.core
import pytest
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict

from clients import activities, doubles, families, merges, search
from clients.choices import ConsentKind, OutcomeKind
from clients.matching import People, Said, find
from clients.models import (
    Activity,
    Assignment,
    Card,
    Client,
    Consent,
    Enrolment,
    Family,
    Merge,
    NotDouble,
    Outcome,
)
from coaching.choices import AttendanceState, OfferState, ServiceCategory
from coaching.models import Attendance, OfferTurn, Service, ServiceOffer, Stage, Step
from staff import auditing
from tests.factories.auditing import AuditedFactory
from tests.factories.clients import (
    ActivityFactory,
    AssignmentFactory,
    ClientFactory,
    EnrolmentFactory,
    OutcomeFactory,
)
from tests.factories.coaching import AttendanceFactory, SessionFactory, StageFactory, StepFactory
from tests.factories.results import CardFactory
from tests.factories.staff import UserFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 6, 1)


class ConsentFactory(AuditedFactory):
    class Meta:
        model = Consent

    kind = ConsentKind.REGISTER
    starts_on = dt.date(2021, 1, 1)


@pytest.fixture
def manager():
    return UserFactory()


@pytest.fixture
def kept():
    return ClientFactory(first_names="Amina", phone="040 1", born_on=None, client_number="A-0001")


@pytest.fixture
def gone():
    return ClientFactory(
        first_names="Aamina", phone="040 2", email="a@ohjaamo.example", client_number="A-0002"
    )


def together(kept, gone, manager, taken=()):
    return merges.merge(kept=kept, gone=gone, taken=taken, today=TODAY, by=manager)


def whole_register():
    """Every row of every table under history, as it stands."""
    models = [events.pgh_tracked_model for events in pghistory.core.event_models()]
    return {
        model._meta.label: [
            {**model_to_dict(row), "withdrawn_at": getattr(row, "withdrawn_at", None)}
            for row in model._base_manager.order_by("pk")
        ]
        for model in models
    }


def test_merge_fills_blanks_and_takes_only_the_facts_that_were_ticked(kept, gone, manager):
    together(kept, gone, manager, taken=["first_names"])
    kept.refresh_from_db()
    assert (kept.first_names, kept.phone, kept.email, kept.born_on) == (
        "Aamina",
        "040 1",
        "a@ohjaamo.example",
        dt.date(1990, 5, 17),
    )
    assert list(Client.objects.values_list("client_number", flat=True)) == ["A-0001"]
    assert [str(each) for each in search.find(Client.objects.all(), "Aamina")] == ["Aamina Warsame"]


def test_merge_takes_an_identity_code_over(kept, gone, manager):
    merges.records.change(client=gone, personal_identity_code="010594Y9032", by=manager)
    together(kept, gone, manager)
    kept.refresh_from_db()
    assert kept.personal_identity_code == "010594Y9032"


def test_merge_never_clears_a_safety_restriction_and_keeps_both_notes(kept, gone, manager):
    merges.records.change(client=gone, has_safety_restriction=True, note="Toinen", by=manager)
    merges.records.change(client=kept, note="Ensimmäinen", by=manager)
    together(kept, gone, manager)
    kept.refresh_from_db()
    assert (kept.has_safety_restriction, kept.note) == (True, "Ensimmäinen\nToinen")


def test_merge_moves_what_hangs_on_both_records(kept, gone, manager, project):
    stay = EnrolmentFactory(client=gone, project=project)
    step = StepFactory(enrolment=stay)
    outcome = OutcomeFactory(client=gone, project=project)
    session = SessionFactory(project=project)
    AttendanceFactory(session=session, client=gone)
    together(kept, gone, manager)
    assert Enrolment.objects.get().client == kept
    assert Step.objects.get(pk=step.pk).enrolment == stay
    assert Outcome.objects.get(pk=outcome.pk).client == kept
    assert Attendance.objects.get().client == kept


def test_merge_unites_stays_of_one_project_and_what_hangs_on_them(kept, gone, manager, project):
    own = EnrolmentFactory(client=kept, project=project, starts_on=dt.date(2021, 3, 1))
    other = EnrolmentFactory(
        client=gone, project=project, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 6, 1)
    )
    StageFactory(enrolment=own, name="Valmennus", starts_on=dt.date(2021, 3, 1))
    StageFactory(
        enrolment=other, name="Alkukartoitus", starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 2, 1)
    )
    StepFactory(enrolment=other, text="Soitto Kelaan")
    together(kept, gone, manager)
    stay = Enrolment.objects.get()
    assert (stay.pk, stay.starts_on, stay.ends_on) == (own.pk, dt.date(2021, 1, 1), None)
    assert set(Stage.objects.filter(enrolment=stay).values_list("name", flat=True)) == {
        "Valmennus",
        "Alkukartoitus",
    }
    assert [step.text for step in stay.steps.all()] == ["Soitto Kelaan"]
    withdrawn = Enrolment.with_withdrawn.get(pk=other.pk)
    assert (withdrawn.client, withdrawn.withdrawn_reason) == (
        kept,
        "Yhdistetty: asiakastiedot A-0002 tietoihin A-0001",
    )


def test_merge_unites_activities_assignments_and_consents_of_the_same_days(kept, gone, manager):
    coach = UserFactory()
    for client, first in ((kept, dt.date(2021, 3, 1)), (gone, dt.date(2021, 2, 1))):
        ActivityFactory(client=client, place="Arctic Oy", starts_on=first)
        AssignmentFactory(client=client, coach=coach, starts_on=first)
        ConsentFactory(client=client, starts_on=first)
    together(kept, gone, manager)
    for model in (Activity, Assignment, Consent):
        assert [row.starts_on for row in model.objects.filter(client=kept)] == [dt.date(2021, 2, 1)]


def test_merge_of_two_attendances_at_one_session_keeps_the_presence(kept, gone, manager, project):
    session = SessionFactory(project=project)
    AttendanceFactory(session=session, client=kept, state=AttendanceState.ABSENT)
    AttendanceFactory(session=session, client=gone, state=AttendanceState.PRESENT)
    together(kept, gone, manager)
    mark = Attendance.objects.get()
    assert (mark.client, mark.state) == (kept, AttendanceState.PRESENT)


def test_merge_of_one_card_recorded_in_both_keeps_it_once(kept, gone, manager):
    card = CardFactory(client=kept, starts_on=TODAY)
    CardFactory(client=gone, card_type=card.card_type, starts_on=TODAY)
    together(kept, gone, manager)
    assert list(Card.objects.values_list("client", "card_type", "starts_on")) == [
        (kept.pk, card.card_type_id, TODAY)
    ]


def test_merge_says_of_united_days_why_the_last_was_the_last(kept, gone, manager, project):
    facts = {"project": project, "starts_on": dt.date(2021, 1, 1)}
    EnrolmentFactory(client=kept, ends_on=dt.date(2021, 3, 1), exit_reason="moved", **facts)
    EnrolmentFactory(client=gone, ends_on=dt.date(2021, 6, 1), exit_reason="employed", **facts)
    together(kept, gone, manager)
    stay = Enrolment.objects.get()
    assert (stay.ends_on, stay.exit_reason) == (dt.date(2021, 6, 1), "employed")


def test_merge_with_an_open_stay_has_no_exit_reason(kept, gone, manager, project):
    facts = {"project": project, "starts_on": dt.date(2021, 1, 1)}
    EnrolmentFactory(client=kept, ends_on=dt.date(2021, 3, 1), exit_reason="moved", **facts)
    EnrolmentFactory(client=gone, **facts)
    together(kept, gone, manager)
    stay = Enrolment.objects.get()
    assert (stay.ends_on, stay.exit_reason) == (None, "")


@pytest.mark.parametrize(
    ("again_on", "ends_on"),
    [(dt.date(2021, 2, 1), dt.date(2021, 3, 1)), (dt.date(2021, 5, 1), None)],
)
def test_merge_keeps_a_consent_withdrawn_unless_it_was_given_again(kept, gone, manager, again_on, ends_on):
    ConsentFactory(client=kept, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 3, 1))
    ConsentFactory(client=gone, starts_on=again_on)
    together(kept, gone, manager)
    assert Consent.objects.order_by("starts_on").last().ends_on == ends_on


def test_merge_passes_on_whom_the_record_was_told_apart_from(kept, gone, manager):
    other = ClientFactory()
    doubles.tell_apart(one=gone, other=other, by=manager)
    together(kept, gone, manager)
    assert list(NotDouble.objects.values_list("first", "second")) == [(kept.pk, other.pk)]


def test_merge_unites_two_families(kept, gone, manager):
    spouse, child = ClientFactory(), ClientFactory()
    families.add_relative(client=kept, relative=spouse, relation="adult", by=manager)
    families.add_relative(client=gone, relative=child, relation="child", by=manager)
    together(kept, gone, manager)
    family = Family.objects.get()
    assert set(family.members.values_list("client", flat=True)) == {kept.pk, spouse.pk, child.pk}


def test_merge_withdraws_an_outcome_that_both_records_hold(kept, gone, manager, project):
    for client in (kept, gone):
        OutcomeFactory(client=client, project=project, kind=OutcomeKind.CV, detail="CV suomeksi")
    OutcomeFactory(client=gone, project=project, kind=OutcomeKind.CV, detail="CV englanniksi")
    assert [each.detail for each in merges.doubled_outcomes(kept, gone)] == ["CV suomeksi"]
    together(kept, gone, manager)
    assert sorted(each.detail for each in kept.outcomes.all()) == ["CV englanniksi", "CV suomeksi"]


def test_merge_taken_apart_leaves_the_register_as_it_was(kept, gone, manager, project):
    coach, session = UserFactory(), SessionFactory(project=project)
    merges.records.change(client=gone, personal_identity_code="010594Y9032", by=manager)
    for client, first in ((kept, dt.date(2021, 3, 1)), (gone, dt.date(2021, 2, 1))):
        stay = EnrolmentFactory(client=client, project=project, starts_on=first)
        StageFactory(enrolment=stay, name="Valmennus", starts_on=first)
        StepFactory(enrolment=stay)
        ActivityFactory(client=client, place="Arctic Oy", starts_on=first)
        AssignmentFactory(client=client, coach=coach, starts_on=first)
        AttendanceFactory(session=session, client=client)
        OutcomeFactory(client=client, project=project)
    before = whole_register()
    merge = together(kept, gone, manager, taken=["first_names", "phone"])
    assert whole_register() != before
    merges.take_apart(merge=merge, by=manager)
    assert whole_register() == before


def test_merge_with_something_written_since_is_not_taken_apart(kept, gone, manager):
    merge = together(kept, gone, manager)
    merges.records.change(client=kept, phone="040 3", by=manager)
    with pytest.raises(ValidationError, match="Mitään ei kumottu"):
        merges.take_apart(merge=merge, by=manager)


def test_number_that_went_away_still_finds_the_client_in_search_and_in_books(kept, gone, manager):
    together(kept, gone, manager)
    assert list(search.find(Client.objects.all(), "A-0002")) == [kept]
    assert find(Said(client_number="A-0002"), People.of(Client.objects.all())).client == kept


def test_merge_of_two_people_is_refused(kept, gone, manager):
    merges.records.change(client=kept, personal_identity_code="010594Y9021", by=manager)
    merges.records.change(client=gone, personal_identity_code="010594Y9032", by=manager)
    with pytest.raises(ValidationError, match="eri henkilöitä"):
        together(kept, gone, manager)


def test_merge_of_a_record_with_itself_or_one_gone_is_refused(kept, gone, manager):
    with pytest.raises(ValidationError, match="kahdet asiakastiedot"):
        together(kept, kept, manager)
    together(kept, gone, manager)
    gone.pk = 10**6
    with pytest.raises(ValidationError, match="ei enää ole"):
        together(kept, gone, manager)


def test_side_by_side_asks_only_where_both_say_something_else(kept, gone):
    asked = {fact.name for fact in merges.side_by_side(kept, gone) if fact.is_asked}
    filled = {fact.name for fact in merges.side_by_side(kept, gone) if fact.is_filled}
    assert (asked, filled) == ({"first_names", "phone"}, {"born_on", "email"})


def test_number_goes_away_once(kept, gone, manager):
    merge = together(kept, gone, manager)
    twin = Merge(
        client=kept, gone_number=merge.gone_number, gone_key=1, merged_on=TODAY, context=merge.context
    )
    assert_refused(twin, "clients_merge_number_once")


def test_merge_gives_the_turns_of_one_service_offered_twice_to_one_offer(kept, gone, manager, project):
    stays = [EnrolmentFactory(client=client, project=project) for client in (kept, gone)]
    with auditing.act(by="cli"):
        service = Service.objects.create(
            project=project, name="CV-paja", category=ServiceCategory.WORK, starts_on=dt.date(2021, 1, 1)
        )
        for stay, state in zip(stays, (OfferState.OFFERED, OfferState.PICKED), strict=True):
            offer = ServiceOffer.objects.create(enrolment=stay, service=service)
            OfferTurn.objects.create(offer=offer, state=state, turned_on=TODAY, turned_by=manager)
    together(kept, gone, manager)
    offer = ServiceOffer.objects.get()
    assert (offer.enrolment, [turn.state for turn in offer.turns.all()]) == (stays[0], ["offered", "picked"])


def test_merge_of_one_job_in_both_with_terms_from_the_same_day_fills_in_the_terms_kept(kept, gone, manager):
    for client, terms in ((kept, {"weekly_hours": 20}), (gone, {"weekly_hours": 30, "is_permanent": True})):
        activity = ActivityFactory(client=client, place="Arctic Oy")
        activities.set_terms(activity=activity, starts_on=activity.starts_on, terms=terms, by=manager)
    together(kept, gone, manager)
    terms = Activity.objects.get().terms
    assert list(terms.values_list("weekly_hours", "is_permanent")) == [(20, True)]
