"""What we know already is offered: of the first day, of the window's last day, of six months after."""

import datetime as dt

import pytest

from clients import participation_hints
from clients.participations import Course
from projects.choices import ActivityKind
from tests.factories.clients import ActivityFactory, ClientFactory

pytestmark = pytest.mark.django_db

ENTERED, LEFT = dt.date(2023, 2, 1), dt.date(2023, 6, 30)
COURSE = Course(ENTERED, LEFT)


def doing(*activities: tuple[ActivityKind, dt.date, dt.date | None], **facts):
    client = ClientFactory(**facts)
    for kind, starts_on, ends_on in activities:
        ActivityFactory(client=client, kind=kind, starts_on=starts_on, ends_on=ends_on)
    return client


@pytest.mark.parametrize(("kind", "status", "is_in_education"), [
    (ActivityKind.WORK, "employed", False),
    (ActivityKind.UNEMPLOYED, "unemployed", False),
    (ActivityKind.INTEGRATION, "", True),
    (ActivityKind.WORK_TRIAL, "", False),
])  # fmt: skip
def test_of_entry_is_what_the_client_did_on_the_first_day(kind, status, is_in_education):
    client = doing((kind, dt.date(2022, 1, 1), ENTERED), (ActivityKind.OTHER, LEFT, None), education_level=3)
    assert participation_hints.of_entry(client, COURSE) == {
        "education_level": 3, "labour_status": status, "is_in_education": is_in_education,
    }  # fmt: skip


def test_of_entry_of_whom_nothing_is_known_offers_nothing():
    assert participation_hints.of_entry(doing(), COURSE) == {
        "education_level": None, "labour_status": "", "is_in_education": None,
    }  # fmt: skip


def test_of_exit_is_the_latest_begun_on_the_last_day_of_the_window():
    client = doing(
        (ActivityKind.UNEMPLOYED, dt.date(2023, 1, 1), None),
        (ActivityKind.WORK, dt.date(2023, 7, 10), None),
        (ActivityKind.VOCATIONAL, dt.date(2023, 7, 29), None),
    )
    end = {"leaving_status": "employed", "leaving_status_on": dt.date(2023, 7, 28)}
    assert participation_hints.of_exit(client, COURSE, dt.date(2024, 1, 1)) == end
    # While the window is open, it is what the client does today.
    so_far = {"leaving_status": "unemployed", "leaving_status_on": dt.date(2023, 7, 5)}
    assert participation_hints.of_exit(client, COURSE, dt.date(2023, 7, 5)) == so_far


def test_of_later_is_what_the_client_does_six_months_after():
    client = doing((ActivityKind.VOCATIONAL, dt.date(2023, 12, 30), None))
    assert participation_hints.of_later(client, COURSE) == {"later_status": "education"}


def test_hints_of_an_exit_of_somebody_still_here_are_none():
    client, course = doing(), Course(ENTERED, None)
    assert participation_hints.of_exit(client, course, dt.date(2024, 1, 1)) == {}
    assert participation_hints.of_later(client, course) == {}
