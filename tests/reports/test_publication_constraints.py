"""What a publication may never be, whoever writes it."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from reports.models import Publication, PublicationReader, PublishedFigure, PublishedMember
from staff import auditing
from tests.factories.projects import MunicipalityFactory
from tests.factories.publications import (
    PublicationFactory,
    PublishedFigureFactory,
    PublishedMemberFactory,
)
from tests.factories.staff import UserFactory
from tests.refusals import assert_days_ordered, assert_one_a_day, assert_refused

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 4, 30)
MOMENT = dt.datetime(2022, 5, 2, 9, 5, tzinfo=dt.UTC)


def another(**facts) -> Publication:
    return PublicationFactory.build(project=facts.pop("project"), **{"published_at": MOMENT, **facts})


def test_publication_of_one_report_and_version_twice_is_refused(project):
    PublicationFactory(project=project)
    assert_refused(another(project=project), "reports_publication_version_once")
    PublicationFactory(project=project, version=2, reason="Korjaus.")
    PublicationFactory(project=project, kind="results")
    PublicationFactory(project=project, audience="public")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"kind": "weather"}, "reports_publication_kind_known"),
        ({"audience": "press"}, "reports_publication_audience_known"),
        ({"version": 0, "reason": "Ennen."}, "reports_publication_version_from_one"),
        ({"version": 1, "reason": "Miksi?"}, "reports_publication_new_version_has_reason"),
        ({"version": 2, "reason": " "}, "reports_publication_new_version_has_reason"),
        ({"audience": "payer"}, "reports_publication_payer_has_municipality"),
        ({"sha256": "0" * 63}, "reports_publication_digest_shape"),
        ({"sha256": "G" * 64}, "reports_publication_digest_shape"),
    ],
)
def test_publication_that_is_not_whole_is_refused(project, facts, name):
    assert_refused(another(project=project, **facts), name)


def test_publication_of_a_municipality_that_is_for_no_payer_is_refused(project):
    kemi = MunicipalityFactory()
    assert_refused(another(project=project, municipality=kemi), "reports_publication_payer_has_municipality")
    PublicationFactory(project=project, audience="payer", municipality=kemi)


def test_published_figure_twice_or_without_a_name_is_refused():
    figure = PublishedFigureFactory()
    facts = {"publication": figure.publication, "as_of": DAY}
    assert_refused(PublishedFigure(**facts, figure="active"), "reports_publishedfigure_once")
    assert_refused(PublishedFigure(**facts, figure=" "), "reports_publishedfigure_named")


def test_published_member_twice_is_refused():
    member = PublishedMemberFactory()
    assert_refused(
        PublishedMember(figure=member.figure, client_key=member.client_key), "reports_publishedmember_once"
    )


def test_reader_on_days_that_are_named_already_is_refused():
    publication, user = PublicationFactory(), UserFactory()

    def make(starts_on, ends_on):
        return PublicationReader(publication=publication, user=user, starts_on=starts_on, ends_on=ends_on)

    assert_one_a_day(make, "reports_publicationreader_no_overlap", ends_openly=False)


def test_reader_whose_last_day_is_before_the_first_is_refused():
    publication, user = PublicationFactory(), UserFactory()

    def make(starts_on, ends_on):
        return PublicationReader(publication=publication, user=user, starts_on=starts_on, ends_on=ends_on)

    assert_days_ordered(make, "reports_publicationreader_days_ordered")


ADDED = [
    "INSERT INTO reports_publishedfigure (publication_id, figure, value) VALUES ({publication}, 'later', 1)",
    "INSERT INTO reports_publishedmember (figure_id, client_key) VALUES ({figure}, 7)",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ADDED)
def test_nothing_is_added_to_a_publication_after_the_transaction_that_made_it(statement):
    with transaction.atomic():
        figure = PublishedFigureFactory()
    added = statement.format(publication=figure.publication_id, figure=figure.pk)
    with pytest.raises(DatabaseError) as refused, auditing.act(by="cli"), connection.cursor() as cursor:
        cursor.execute(added)
    assert refused.value.__cause__.sqlstate == "42501"
