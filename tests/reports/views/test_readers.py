"""Auditors: named for days, names masked until one is opened with a reason, and each opening written down."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ohjaamo.periods import today
from projects.choices import ActivityKind
from reports import publication_readers
from reports.models import PublicationReader
from staff import auditing
from staff.models import AccessEntry
from staff.permissions import Role
from tests.factories.publications import PublicationReaderFactory
from tests.reports.scenes import DAY
from tests.reports.sealed import seal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unprinted")]

WEEK = dt.timedelta(days=7)


@pytest.fixture
def client_at_work(enrol):
    return enrol(ActivityKind.WORK)


@pytest.fixture
def publication(project, client_at_work):
    return seal(project)


@pytest.fixture
def auditor(member_of):
    return member_of(Role.AUDITOR, first_name="Taina", last_name="Tarkastaja")


@pytest.fixture
def reads(auditor, publication, signed_in):
    """The auditor's browser; she is named from a day to a day, seen from today."""

    def browser(since=-WEEK, until=WEEK):
        days = {"starts_on": today() + since, "ends_on": today() + until}
        PublicationReaderFactory(publication=publication, user=auditor, **days)
        return signed_in(auditor)

    return browser


def page(name, *args) -> str:
    return reverse(f"reports:{name}", args=args)


def figure_of(publication):
    return publication.figures.get(figure="active", as_of=DAY)


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        (-WEEK, dt.timedelta(), 200),
        (dt.timedelta(), WEEK, 200),
        (-WEEK, dt.timedelta(days=-1), 404),
        (dt.timedelta(days=1), WEEK, 404),
    ],
)
def test_auditor_reads_on_the_days_she_is_named_for_and_on_no_others(
    reads, publication, since, until, status
):
    browser = reads(since, until)
    assert browser.get(page("publication", publication.pk)).status_code == status
    assert browser.get(page("publication-pdf", publication.pk)).status_code == status
    found = page("publication", publication.pk) in browser.get(page("home")).content.decode()
    assert found == (status == 200)


def test_auditor_reads_nothing_that_she_is_not_named_for(reads, project, publication):
    browser, other = reads(), seal(project, reason="Korjaus.")
    assert browser.get(page("publication", other.pk)).status_code == 404
    assert browser.get(page("publication-now", publication.pk)).status_code == 404
    assert browser.get(page("publications", project.code)).status_code == 404


def test_auditor_whose_membership_has_ended_reads_no_more(reads, auditor, publication):
    browser = reads()
    with auditing.act(by="cli"):
        auditor.memberships.update(ends_on=today() - WEEK)
    assert browser.get(page("publication", publication.pk)).status_code == 404


def test_auditor_sees_a_number_until_she_opens_the_name_with_a_reason(
    reads, auditor, publication, client_at_work
):
    browser, figure = reads(), figure_of(publication)
    listed = page("published-people", publication.pk, figure.pk)
    html = browser.get(listed).content.decode()
    assert ("Asiakas 1" in html, "Warsame" in html) == (True, False)
    opening = page("published-name", publication.pk, figure.pk, client_at_work.pk)
    assert browser.post(opening, {"reason": " "}).status_code == 422
    assert AccessEntry.objects.count() == 0
    assert browser.post(opening, {"reason": "Otos."}).headers["Location"] == listed
    assert f"Warsame, {client_at_work.first_names}" in browser.get(listed).content.decode()
    entry = AccessEntry.objects.get()
    told = (entry.kind, entry.key, entry.reason, entry.opened_by, entry.opened_on)
    assert told == ("published-client", client_at_work.pk, "Otos.", auditor, today())


def test_auditor_opens_nobody_under_a_safety_restriction_nor_outside_the_figure(
    reads, enrol, publication, client_at_work
):
    browser, figure = reads(), figure_of(publication)
    outside = enrol(ActivityKind.WORK)
    assert browser.get(page("published-name", publication.pk, figure.pk, outside.pk)).status_code == 404
    with auditing.act(by="cli"):
        client_at_work.has_safety_restriction = True
        client_at_work.save()
    opening = page("published-name", publication.pk, figure.pk, client_at_work.pk)
    assert browser.get(opening).status_code == 404
    html = browser.get(page("published-people", publication.pk, figure.pk)).content.decode()
    assert ("Ei ilmoiteta" in html, opening in html) == (True, False)


def test_readers_manager_names_an_auditor_and_closes_her_out(auditor, publication, member_of, signed_in):
    manager = signed_in(member_of(Role.MANAGER))
    said = {"user": auditor.pk, "starts_on": today() - WEEK, "ends_on": today() + WEEK}
    listed = page("publication-readers", publication.pk)
    assert manager.post(listed, said).headers["Location"] == listed
    reader = PublicationReader.objects.get()
    assert (reader.user, reader.starts_on, reader.ends_on) == (auditor, today() - WEEK, today() + WEEK)
    assert "Taina Tarkastaja" in manager.get(listed).content.decode()
    again = manager.post(listed, said)
    assert "Tarkastaja saa jo lukea julkaisun näinä päivinä." in again.content.decode()
    manager.post(page("publication-reader-close", reader.pk))
    reader.refresh_from_db()
    assert reader.ends_on == today() - dt.timedelta(days=1)


def test_close_before_the_first_day_takes_the_reader_away(publication, auditor, member_of):
    reader = PublicationReaderFactory(publication=publication, user=auditor, starts_on=today() + WEEK)
    publication_readers.close(reader=reader, today=today(), by=member_of(Role.MANAGER))
    assert PublicationReader.objects.count() == 0


def test_name_somebody_who_is_no_auditor_of_the_project_is_refused(publication, member_of):
    manager = member_of(Role.MANAGER)
    days = {"starts_on": today(), "ends_on": today() + WEEK, "today": today()}
    with pytest.raises(ValidationError) as refused:
        publication_readers.name(publication=publication, user=manager, **days, by=manager)
    assert list(refused.value.message_dict) == ["user"]


@pytest.mark.parametrize("readers", [1, 3])
def test_readers_any_number_takes_the_same_queries(
    publication, member_of, signed_in, readers, django_assert_num_queries
):
    browser = signed_in(member_of(Role.MANAGER))
    for _number in range(readers):
        PublicationReaderFactory(publication=publication)
    with django_assert_num_queries(6):
        browser.get(page("publication-readers", publication.pk))
