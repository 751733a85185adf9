"""What the fund is told: of the first entry, of the last exit, of six months after; and how far it has come."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from clients import participations
from clients.choices import LabourStatus, LeavingStatus
from clients.models import Participation
from clients.participations import Course
from tests.factories.clients import ClientFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db

ENTERED, LEFT, TODAY = dt.date(2023, 2, 1), dt.date(2023, 6, 30), dt.date(2024, 3, 1)
NO_DAYS = dict.fromkeys(participations.STEPS)


@pytest.fixture
def whose(project):
    """Somebody who left on the 30th of June, told of today."""
    client = ClientFactory()
    EnrolmentFactory(client=client, project=project, starts_on=ENTERED, ends_on=LEFT)
    return {"client": client, "project": project, "today": TODAY, "by": "cli"}


@pytest.fixture
def still_here(project):
    client = ClientFactory()
    EnrolmentFactory(client=client, project=project, starts_on=ENTERED)
    return {"client": client, "project": project, "today": TODAY, "by": "cli"}


def refusal(rule, **facts) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        rule(**facts)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def test_course_goes_from_the_first_entry_to_the_last_exit(project, whose):
    client = whose["client"]
    EnrolmentFactory(
        client=client, project=project, starts_on=dt.date(2023, 9, 1), ends_on=dt.date(2024, 1, 31)
    )

    def course(day: dt.date) -> Course:
        return participations.course_of(client=client, project=project, day=day)

    assert course(dt.date(2023, 6, 29)) == Course(ENTERED, None)
    assert course(LEFT) == Course(ENTERED, LEFT)
    assert course(dt.date(2023, 12, 1)) == Course(ENTERED, None)
    last = course(TODAY)
    assert last == Course(ENTERED, dt.date(2024, 1, 31))
    assert (last.end_due_on, last.later_on) == (dt.date(2024, 2, 28), dt.date(2024, 7, 31))
    with pytest.raises(ValidationError):
        course(ENTERED - dt.timedelta(days=1))


def test_tell_entry_keeps_the_facts_in_the_one_participation(whose):
    participations.tell_entry(**whose, labour_status=LabourStatus.INACTIVE, education_level=3)
    since = dt.date(2022, 1, 1)
    participations.tell_entry(
        **whose, labour_status=LabourStatus.UNEMPLOYED, unemployed_since_on=since, is_in_education=False
    )
    kept = Participation.objects.get()
    assert (kept.labour_status, kept.unemployed_since_on, kept.education_level, kept.is_in_education) == (
        "unemployed", since, None, False,
    )  # fmt: skip


def test_tell_entry_unemployed_since_after_the_entry_is_refused(whose):
    facts = {"labour_status": LabourStatus.UNEMPLOYED, "unemployed_since_on": dt.date(2023, 2, 2)}
    assert refusal(participations.tell_entry, **whose, **facts) == {
        "unemployed_since_on": ["Päivä on aloituksen 1.2.2023 jälkeen."]
    }
    participations.tell_entry(**whose, **{**facts, "unemployed_since_on": ENTERED})


def test_tell_entry_unemployed_since_of_somebody_at_work_is_refused(whose):
    facts = {"labour_status": LabourStatus.EMPLOYED, "unemployed_since_on": ENTERED}
    assert list(refusal(participations.tell_entry, **whose, **facts)) == ["unemployed_since_on"]


def test_tell_entry_of_somebody_who_never_came_is_refused(project):
    facts = {"client": ClientFactory(), "project": project, "today": TODAY, "by": "cli"}
    assert refusal(participations.tell_entry, **facts, labour_status="") == {
        "": ["Asiakas ei ole aloittanut hankkeessa."]
    }


@pytest.mark.parametrize("day", [LEFT, LEFT + dt.timedelta(days=28)])
def test_tell_exit_keeps_the_situation_and_leaves_the_entry_alone(whose, day):
    participations.tell_entry(**whose, labour_status=LabourStatus.INACTIVE)
    facts = {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": day, "has_qualified": True}
    participations.tell_exit(**whose, **facts)
    kept = Participation.objects.get()
    assert (kept.labour_status, kept.leaving_status, kept.leaving_status_on) == ("inactive", "employed", day)


def test_tell_exit_the_last_one_told_counts(whose):
    for status, day in (("education", LEFT), ("employed", LEFT + dt.timedelta(days=5))):
        participations.tell_exit(**whose, leaving_status=status, leaving_status_on=day)
    assert Participation.objects.get().leaving_status == "employed"


@pytest.mark.parametrize("day", [LEFT - dt.timedelta(days=1), LEFT + dt.timedelta(days=29)])
def test_tell_exit_outside_the_window_is_refused_with_its_days(whose, day):
    facts = {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": day}
    assert refusal(participations.tell_exit, **whose, **facts) == {
        "leaving_status_on": ["Rahoittaja kysyy päivää aikaväliltä 30.6.2023–28.7.2023."]
    }


def test_tell_exit_to_come_is_refused(whose):
    facts = {"leaving_status": LeavingStatus.EMPLOYED, "leaving_status_on": LEFT}
    early = {**whose, "today": LEFT - dt.timedelta(days=1)}
    assert list(refusal(participations.tell_exit, **early, **facts)) == ["leaving_status_on"]


def test_tell_exit_and_later_of_somebody_still_here_are_refused(still_here):
    told = refusal(participations.tell_exit, **still_here, leaving_status="employed", leaving_status_on=TODAY)
    assert told == {"": ["Asiakas ei ole lähtenyt hankkeesta."]}
    assert refusal(participations.tell_later, **still_here, later_status="employed") == told


def test_tell_later_is_refused_before_six_months_have_gone(whose):
    early = {**whose, "today": dt.date(2023, 12, 29)}
    told = refusal(participations.tell_later, **early, later_status="employed")
    assert told == {"later_status": ["Kuusi kuukautta lähdön jälkeen on 30.12.2023."]}
    participations.tell_later(**{**whose, "today": dt.date(2023, 12, 30)}, later_status="employed")
    assert Participation.objects.get().later_status == "employed"


def test_note_keeps_the_day_of_each_step_and_takes_one_back(whose):
    days = {**NO_DAYS, "code_given_on": dt.date(2023, 1, 20), "start_given_on": ENTERED}
    participations.note(**whose, days=days)
    participations.note(**whose, days={**days, "start_given_on": None, "end_given_on": LEFT})
    kept = Participation.objects.get()
    assert {step: getattr(kept, step) for step in participations.STEPS} == {
        **NO_DAYS, "code_given_on": dt.date(2023, 1, 20), "end_given_on": LEFT,
    }  # fmt: skip


@pytest.mark.parametrize(("step", "days", "message"), [
    ("start_given_on", {"start_given_on": ENTERED - dt.timedelta(days=1)}, "Aikaisintaan 1.2.2023."),
    ("end_given_on", {"end_given_on": LEFT - dt.timedelta(days=1)}, "Aikaisintaan 30.6.2023."),
    ("later_given_on", {"later_given_on": dt.date(2023, 12, 29)}, "Aikaisintaan 30.12.2023."),
    ("start_approved_on", {"start_approved_on": TODAY}, "Hyväksytty on ensin annettu."),
    (
        "end_approved_on",
        {"end_given_on": TODAY, "end_approved_on": TODAY - dt.timedelta(days=1)},
        "Hyväksytty on ensin annettu.",
    ),
    ("code_given_on", {"code_given_on": TODAY + dt.timedelta(days=1)}, "Tämä päivä on vasta tulossa."),
])  # fmt: skip
def test_note_a_step_that_cannot_be_is_refused_at_its_field(whose, step, days, message):
    assert refusal(participations.note, **whose, days=NO_DAYS | days) == {step: [message]}
    assert not Participation.objects.exists()


def test_note_the_end_of_somebody_still_here_is_refused(still_here):
    told = refusal(participations.note, **still_here, days=NO_DAYS | {"end_given_on": TODAY})
    assert told == {"end_given_on": ["Asiakas ei ole lähtenyt hankkeesta."]}
