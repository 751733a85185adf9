"""Results have two counts, events and persons, and each opens to its people."""

import pytest

from clients import outcomes
from clients.choices import OutcomeKind
from reports.figures.results import Result, UnknownResult, behind, results
from tests.factories.clients import ClientFactory, EnrolmentFactory, OutcomeFactory
from tests.factories.projects import ProjectFactory
from tests.factories.staff import UserFactory
from tests.reports.scenes import withdraw

pytestmark = pytest.mark.django_db


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
    assert behind(project, "employment").count() == 2


def test_results_nationalities_are_those_of_all_ever_enrolled(project):
    one = EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO", "FI"]))
    EnrolmentFactory(project=project, client=ClientFactory(nationalities=["SO"]))
    EnrolmentFactory(project=ProjectFactory(), client=ClientFactory(nationalities=["IQ"]))
    EnrolmentFactory(project=project, client=ClientFactory(nationalities=[]))

    assert list(results(project).nationalities.items()) == [("SO", 2), ("FI", 1)]
    assert list(behind(project, "nationality:FI")) == [one.client]


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
    assert list(behind(project, "employment")) == [enrolment.client]
    assert list(behind(project, "cv")) == []
    withdraw(enrolment)
    assert results(project).nationalities == {}
    assert list(behind(project, "nationality:SO")) == []


@pytest.mark.parametrize("figure", ["nationalities", "nationality:", "nationality:zz", "nationality:\0"])
def test_behind_an_unknown_figure_is_refused(project, figure):
    with pytest.raises(UnknownResult):
        behind(project, figure)
