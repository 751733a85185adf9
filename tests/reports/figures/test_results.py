"""Results have two counts, events and persons, and each knows whom it counts."""

import datetime as dt

import pytest
from django.utils import translation

from clients import outcomes
from clients.choices import OutcomeKind
from ohjaamo.periods import Period
from reports.counted import Counted
from reports.figures.results import Result, by_kind, counted, happened, results
from reports.figures.tally import EVER
from tests.factories.clients import ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db

SPRING = Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30))


def test_results_two_events_of_one_client_are_one_person(project):
    client = ClientFactory()
    OutcomeFactory(client=client, project=project)
    OutcomeFactory(client=client, project=project, quantity=3)
    OutcomeFactory(project=project)
    OutcomeFactory()

    kinds = results(project).kinds

    assert kinds[OutcomeKind.EMPLOYMENT] == Result(events=5, persons=2)
    assert kinds[OutcomeKind.CV] == Result(events=0, persons=0)
    assert list(kinds) == list(OutcomeKind)


def test_results_of_a_period_count_both_its_ends(project):
    client = ClientFactory()
    for day in ("2020-12-31", "2021-01-01", "2021-06-30", "2021-07-01"):
        OutcomeFactory(client=client, project=project, happened_on=day)
    assert results(project, SPRING).kinds[OutcomeKind.EMPLOYMENT] == Result(events=2, persons=1)


def test_results_nationalities_are_those_of_all_ever_enrolled(project):
    EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO", "FI"]))
    EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO"]))
    EnrolmentFactory(project=ProjectFactory(), client=ClientFactory(nationalities=["IQ"]))
    EnrolmentFactory(project=project, client=ClientFactory(nationalities=[]))

    assert list(results(project).nationalities.items()) == [("SO", 2), ("FI", 1)]


def test_results_of_a_returning_client_count_the_nationality_once(project):
    client = ClientFactory(nationalities=["SO"])
    EnrolmentFactory(project=project, client=client, ends_on="2021-02-01")
    EnrolmentFactory(project=project, client=client, starts_on="2021-03-01")
    assert results(project).nationalities == {"SO": 1}


def test_results_withdrawn_outcomes_and_stays_are_out(project):
    enrolment = EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO"]))
    OutcomeFactory(client=enrolment.client, project=project)
    gone = OutcomeFactory(client=enrolment.client, project=project, quantity=3)
    only = OutcomeFactory(client=ClientFactory(), project=project, kind=OutcomeKind.CV)
    for outcome in (gone, only):
        outcomes.withdraw(outcome=outcome, reason="väärä asiakas", by=UserFactory())

    found = results(project)

    assert found.kinds[OutcomeKind.EMPLOYMENT] == Result(events=1, persons=1)
    assert found.kinds[OutcomeKind.CV] == Result(events=0, persons=0)
    withdraw(enrolment)
    assert results(project).nationalities == {}


def test_by_kind_tells_where_the_evidence_is_and_how_much_is_missing(project):
    seer = UserFactory(first_name="Liisa", last_name="Valmentaja")
    OutcomeFactory(
        project=project,
        detail="Arctic Siivous",
        quantity=2,
        evidence_place="kansio 3",
        evidence_seen_on=dt.date(2021, 6, 3),
        evidence_seen_by=seer,
    )
    OutcomeFactory(project=project)

    line = by_kind(project, EVER).lines[0]

    assert [cell.value for cell in line.cells] == [3, 2, 2, 1]
    with translation.override("en"):
        (proven,) = [fact for fact in happened(project, EVER) if fact.has_evidence]
    assert (proven.words, proven.place) == (
        "2 ×",
        "Arctic Siivous · evidence: kansio 3, seen 3.6.2021 by Liisa Valmentaja",
    )


def test_counted_names_each_figure_with_its_clients(project):
    client = EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO"])).client
    OutcomeFactory(client=client, project=project, quantity=2)
    found = {each.figure: each for each in counted(project, SPRING)}
    assert found["result:employment:events"] == Counted(
        "result:employment:events", SPRING.ends_on, 2, (client.pk,)
    )
    assert found["result:cv:persons"].value == 0
    assert found["nationality:SO:persons"].keys == (client.pk,)
