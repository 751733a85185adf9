"""The page of what the fund asks of a client: as far as the client has come, with what we know already."""

import datetime as dt

import pytest
from django.urls import reverse

from clients.models import Participation
from projects.choices import ActivityKind
from staff.permissions import Role
from tests.factories.clients import ActivityFactory, ClientFactory, EnrolmentFactory
from tests.factories.participations import ParticipationFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db

ENTERED, LEFT = dt.date(2023, 2, 1), dt.date(2023, 6, 30)


@pytest.fixture
def project(db):
    return ProjectFactory(programme_period="2021-2027")


@pytest.fixture
def stay(project):
    client = ClientFactory(education_level=3)
    ActivityFactory(client=client, kind=ActivityKind.UNEMPLOYED, starts_on=dt.date(2022, 1, 1))
    return EnrolmentFactory(client=client, project=project, starts_on=ENTERED, ends_on=LEFT)


@pytest.fixture
def secretary(member_of, signed_in):
    return signed_in(member_of(Role.SECRETARY))


def page(stay) -> str:
    return reverse("clients:participation", args=[stay.pk])


def tell(browser, stay, part: str, **facts):
    return browser.post(reverse("clients:participation-tell", args=[stay.pk, part]), facts)


def test_participation_page_offers_what_is_known_and_keeps_nothing(stay, secretary):
    answer = secretary.get(page(stay))
    forms = answer.context["forms"]
    assert list(forms) == ["entry", "exit", "later", "notices"]
    assert forms["entry"].initial["education_level"] == 3
    assert forms["exit"].initial == {
        "leaving_status": "unemployed",
        "leaving_status_on": dt.date(2023, 7, 28),
    }
    assert not Participation.objects.exists()


def test_participation_page_of_somebody_still_here_asks_for_the_entry_only(project, secretary):
    stay = EnrolmentFactory(project=project, starts_on=ENTERED)
    assert list(secretary.get(page(stay)).context["forms"]) == ["entry", "notices"]


def test_participation_page_of_the_programme_period_2014_has_no_notices(signed_in, member_of):
    project = ProjectFactory(programme_period="2014-2020")
    stay = EnrolmentFactory(project=project, starts_on=ENTERED)
    secretary = signed_in(member_of(Role.SECRETARY, project=project))
    assert list(secretary.get(page(stay)).context["forms"]) == ["entry"]


def test_participation_page_shows_what_was_told_over_what_is_known(stay, secretary):
    ParticipationFactory(client=stay.client, project=stay.project, education_level=6, is_in_education=True)
    answer = secretary.get(page(stay))
    entry = answer.context["forms"]["entry"]
    assert (entry["education_level"].value(), entry["is_in_education"].value()) == (6, "yes")


def test_participation_page_forgets_the_situation_of_an_earlier_exit(stay, secretary):
    ParticipationFactory(
        client=stay.client, project=stay.project, leaving_status="employed", leaving_status_on=LEFT
    )
    EnrolmentFactory(
        client=stay.client, project=stay.project, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2024, 2, 1)
    )
    forms = secretary.get(page(stay)).context["forms"]
    assert forms["exit"].initial["leaving_status_on"] == dt.date(2024, 2, 29)


def test_participation_tell_keeps_a_part_and_says_so_with_undo(stay, secretary):
    facts = {"labour_status": "inactive", "education_level": "0", "is_in_education": "no", "is_homeless": ""}
    answer = tell(secretary, stay, "entry", **facts)
    assert (answer.status_code, answer.url) == (302, page(stay))
    kept = Participation.objects.get()
    assert (kept.labour_status, kept.education_level, kept.is_in_education, kept.is_homeless) == (
        "inactive", 0, False, None,
    )  # fmt: skip


@pytest.mark.parametrize(("part", "facts", "field"), [
    ("exit", {"leaving_status": "employed", "leaving_status_on": "2024-01-01"}, "leaving_status_on"),
    ("later", {"later_status": ""}, "later_status"),
    ("notices", {"start_approved_on": "2023-03-01"}, "start_approved_on"),
    ("entry", {"labour_status": "employed", "unemployed_since_on": "2022-01-01"}, "unemployed_since_on"),
])  # fmt: skip
def test_participation_tell_refused_stays_at_its_field_with_what_was_typed(
    stay, secretary, part, facts, field
):
    answer = tell(secretary, stay, part, **facts)
    assert answer.status_code == 422
    form = answer.context["forms"][part]
    assert list(form.errors) == [field]
    assert form.data[field] == facts[field]
    assert not Participation.objects.exists()


def test_participation_tell_of_no_part_is_not_found(stay, secretary):
    assert tell(secretary, stay, "religion").status_code == 404


@pytest.mark.parametrize("facts", [{"programme_period": ""}, {"programme_period": "2021-2027"}])
def test_participation_page_without_a_fund_or_before_the_entry_is_not_found(signed_in, member_of, facts):
    project = ProjectFactory(**facts)
    starts_on = dt.date(2098, 1, 1) if facts["programme_period"] else ENTERED
    stay = EnrolmentFactory(project=project, starts_on=starts_on)
    secretary = signed_in(member_of(Role.SECRETARY, project=project))
    assert secretary.get(page(stay)).status_code == 404


def test_client_page_leads_to_what_the_fund_asks(stay, secretary):
    html = secretary.get(reverse("clients:detail", args=[stay.client_id])).content.decode()
    assert page(stay) in html
