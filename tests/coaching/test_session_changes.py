import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from coaching import sessions
from coaching.models import Appointment, CoachingSession
from staff import auditing
from staff.permissions import Role
from tests.factories.appointments import AppointmentFactory
from tests.factories.coaching import SessionFactory, TopicFactory
from tests.factories.projects import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(member_of):
    return member_of(Role.COACH)


@pytest.fixture
def session(project, coach):
    return SessionFactory(project=project, coach=coach, note="CV:n rakenne.")


def said(session, **changes):
    """Everything the session says, with the changes."""
    facts = {name: getattr(session, name) for name in sessions.SAID}
    return facts | {"topics": list(session.topics.all()), "revision": session.revision} | changes


def change(session, by, day=dt.date(2022, 4, 30), **changes):
    return sessions.change(session=session, **said(session, **changes), today=day, by=by)


def test_change_writes_what_is_new_counts_it_and_keeps_the_old_in_history(session, project, coach):
    old, kept, new = (TopicFactory(project=project) for _each in range(3))
    change(session, coach, topics=[old, kept])
    session.refresh_from_db()
    partner = PartnerFactory()
    changed = change(session, coach, kind="network", partner=partner, note=" Uusi. ", topics=[kept, new])
    assert (changed.kind, changed.partner, changed.note, changed.revision) == ("network", partner, "Uusi.", 3)
    assert set(changed.topics.all()) == {kept, new}
    assert [event.note for event in auditing.history_of(session)] == [
        "CV:n rakenne.",
        "CV:n rakenne.",
        "Uusi.",
    ]


def test_change_to_what_it_says_already_changes_nothing_even_of_an_old_form(session, coach):
    change(session, coach, minutes=45)
    session.refresh_from_db()
    assert change(session, coach, revision=1).revision == 2
    assert auditing.history_of(session).count() == 2


def test_change_of_an_old_form_raises_with_the_session_as_it_is_and_writes_nothing(session, coach, member_of):
    change(session, member_of(Role.COACH), note="Ensimmäisen teksti.")
    with pytest.raises(sessions.ChangedMeanwhile) as meanwhile:
        change(session, coach, note="Toisen teksti.", revision=1)
    assert (meanwhile.value.current.note, meanwhile.value.current.revision) == ("Ensimmäisen teksti.", 2)
    assert CoachingSession.objects.get().note == "Ensimmäisen teksti."
    assert change(session, coach, note="Toisen teksti.", revision=2).revision == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": dt.date(2022, 5, 1)},
        {"held_on": dt.date(2019, 1, 14)},
        {"minutes": 0},
        {"kind": "advicee"},
        {"is_confidential": True, "note": ""},
        {"note": "ä" * (sessions.LONGEST_NOTE + 1)},
    ],
)
def test_change_to_impossible_facts_is_refused_and_writes_nothing(session, coach, wrong):
    with pytest.raises(ValidationError):
        change(session, coach, **wrong)
    session.refresh_from_db()
    assert (session.revision, session.note, session.minutes) == (1, "CV:n rakenne.", 30)


def test_change_to_another_projects_topic_is_refused(session, coach):
    with pytest.raises(ValidationError) as refusal:
        change(session, coach, topics=[TopicFactory()])
    assert list(refusal.value.message_dict) == ["topics"]


def test_withdrawn_session_is_gone_from_the_standing_and_its_appointment_waits_again(session, coach):
    appointment = AppointmentFactory(project=session.project, coach=coach, session=session)
    sessions.withdraw(session=session, reason=" Väärä asiakas ", by=coach)
    assert CoachingSession.objects.count() == 0
    kept = CoachingSession.with_withdrawn.get()
    assert (kept.withdrawn_by, kept.withdrawn_reason, kept.note) == (coach, "Väärä asiakas", "CV:n rakenne.")
    assert Appointment.objects.get(pk=appointment.pk).session is None


def test_withdrawal_without_a_reason_or_twice_is_refused(session, coach):
    with pytest.raises(ValidationError) as refusal:
        sessions.withdraw(session=session, reason="  ", by=coach)
    assert list(refusal.value.message_dict) == ["reason"]
    sessions.withdraw(session=session, reason="Väärä", by=coach)
    for act in (
        lambda: sessions.withdraw(session=session, reason="Taas", by=coach),
        lambda: change(session, coach, minutes=5),
    ):
        with pytest.raises(ValidationError, match="poistettu"):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_one_is_saved_and_the_other_told(session, member_of):
    start = Barrier(2)

    def send(editor):
        try:
            start.wait(timeout=10)
            return change(session, editor, note=f"Teksti {editor.pk}.").note
        except sessions.ChangedMeanwhile as meanwhile:
            return meanwhile.current.note
        finally:
            connection.close()

    editors = [member_of(Role.COACH) for _each in range(2)]
    with ThreadPoolExecutor(2) as pool:
        notes = list(pool.map(send, editors))
    assert notes[0] == notes[1] == CoachingSession.objects.get().note
